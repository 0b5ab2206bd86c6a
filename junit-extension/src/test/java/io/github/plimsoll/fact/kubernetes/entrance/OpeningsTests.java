package io.github.plimsoll.fact.kubernetes.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies of Contour, Routes of OpenShift, kinds that nobody reads, and all of them together. */
class OpeningsTests {

    private static final String PROXIES = "httpproxies.projectcontour.io";

    private static String proxy(String name, String namespace, String spec) {
        return "{metadata: {name: '" + name + "', namespace: '" + namespace + "'}, spec: {" + spec + "}}";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            virtualhost: {fqdn: 'a'}, routes: [{services: [{name: 'web'}]}]                                     | open
            virtualhost: {fqdn: 'a'}, tcpproxy: {services: [{name: 'web'}]}                                     | open
            virtualhost: {fqdn: 'a'}, includes: [{name: 'inner', namespace: 'lab'}]                             | open
            virtualhost: {fqdn: 'a'}, includes: [{name: 'outer', namespace: 'lab'}]                             | closed
            routes: [{services: [{name: 'web'}]}]                                                               | closed
            virtualhost: {fqdn: 'a', authorization: {extensionRef: {name: 'x'}}}, routes: [{services: [{name: 'web'}]}] | closed
            virtualhost: {fqdn: 'a', authorization: {extensionRef: {name: 'x'}}}, routes: [{authPolicy: {disabled: true}, services: [{name: 'web'}]}] | open
            virtualhost: {fqdn: 'a', tls: {clientValidation: {caSecret: 'x'}}}, routes: [{services: [{name: 'web'}]}]   | closed
            virtualhost: {fqdn: 'a', tls: {clientValidation: {caSecret: 'x', optionalClientCertificate: true}}}, routes: [{services: [{name: 'web'}]}] | open
            virtualhost: {fqdn: 'a'}, routes: [{ipAllowPolicy: [{cidr: '192.0.2.0/24'}], services: [{name: 'web'}]}]    | unknown
            """)
    void proxies_of_contour(String spec, String said) {
        assertThat(Entered.with(
                                PROXIES,
                                proxy("p", "shop", spec),
                                proxy("inner", "lab", "routes: [{services: [{name: 'web', namespace: 'shop'}]}]"))
                        .to("shop/web"))
                .startsWith(said);
    }

    @Test
    void proxies_have_tls_unless_a_route_permits_otherwise() {
        assertThat(Entered.with(PROXIES, proxy("p", "shop", "virtualhost: {fqdn: 'A.example.com'}"))
                        .encryption()
                        .without())
                .containsExactly("a.example.com");
        String tls = "virtualhost: {fqdn: 'a', tls: {secretName: 's'}}, routes: [{permitInsecure: %s}]";
        assertThat(Entered.with(PROXIES, proxy("p", "shop", tls.formatted(false)))
                        .encryption()
                        .without())
                .isEmpty();
        assertThat(Entered.with(PROXIES, proxy("p", "shop", tls.formatted(true)))
                        .encryption()
                        .without())
                .containsExactly("a");
        assertThat(Entered.with(
                                PROXIES,
                                proxy("p", "shop", "virtualhost: {fqdn: 'a'}"),
                                proxy("q", "bank", "virtualhost: {fqdn: 'a'}"))
                        .claimed("httpproxy/shop/p"))
                .containsExactly("a (httpproxy/bank/q)");
    }

    private static Entered routes(String... routes) {
        KubernetesFixture cluster = KubernetesFixture.cluster();
        for (String route : routes) {
            cluster = cluster.object(KubernetesDocuments.OPENSHIFT_ROUTES, route);
        }
        return new Entered(cluster);
    }

    @Test
    void routes_of_openshift() {
        String to = "host: 'a.example.com', to: {kind: 'Service', name: 'web'}";

        assertThat(routes(proxy("r", "shop", to)).to("shop/web")).isEqualTo("open: route/shop/r");
        assertThat(routes(proxy("r", "shop", to)).encryption().without()).containsExactly("a.example.com");
        assertThat(routes(proxy("r", "shop", to + ", tls: {termination: 'edge'}"))
                        .encryption()
                        .without())
                .isEmpty();
        assertThat(routes(proxy(
                                "r",
                                "shop",
                                to + ", tls: {termination: 'edge', insecureEdgeTerminationPolicy: 'Allow'}"))
                        .encryption()
                        .without())
                .isNotEmpty();
        assertThat(routes(proxy("r", "shop", "alternateBackends: [{name: 'web'}], to: {name: 'x'}"))
                        .to("shop/web"))
                .startsWith("open");
        assertThat(routes(proxy("r", "shop", to)
                                .replace(
                                        "spec:",
                                        "status: {ingress: [{conditions: [{type: 'Admitted',"
                                                + " status: 'False'}]}]}, spec:"))
                        .to("shop/web"))
                .as("another had the name before")
                .isEqualTo("closed");
        for (String range : new String[] {"192.0.2.0/24 198.51.100.7", "0.0.0.0/0"}) {
            assertThat(routes(proxy("r", "shop", to)
                                    .replace(
                                            "namespace:",
                                            "annotations: {'haproxy.router.openshift.io/ip_whitelist': '" + range
                                                    + "'}, namespace:"))
                            .to("shop/web"))
                    .startsWith(range.startsWith("0") ? "open" : "closed");
        }
        assertThat(routes(
                                proxy(
                                        "r",
                                        "shop",
                                        "wildcardPolicy: 'Subdomain', host: 'any.example.com', to: {name: 'web'}"),
                                proxy("q", "bank", "host: 'b.example.com', to: {name: 'x'}"),
                                proxy("s", "lab", "to: {name: 'x'}"))
                        .claimed("route/shop/r"))
                .containsExactly("*.example.com, by b.example.com (route/bank/q)");
        assertThat(new Entered(KubernetesFixture.cluster()
                                .unreadable(KubernetesDocuments.OPENSHIFT_ROUTES, "the server answers 403"))
                        .to("shop/web"))
                .isEqualTo("unknown: the server answers 403");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            shop | {upstreams: [{name: 'u', service: 'web', port: 80}]} | unknown: virtualservers/shop/x names it
            bank | {upstreams: [{service: 'web'}]}                      | closed
            bank | {service: 'http://web.shop:80'}                      | unknown: virtualservers/bank/x names it
            shop | {upstreams: [{service: 'webby'}]}                    | closed
            """)
    void kinds_that_nobody_reads_are_named_where_they_name_a_service(String namespace, String spec, String said) {
        assertThat(Entered.with(
                                "virtualservers.k8s.nginx.org",
                                "{metadata: {name: 'x', namespace: '" + namespace + "'}, spec: " + spec + "}")
                        .to("shop/web"))
                .startsWith(said);
    }

    @Test
    void a_kind_that_could_not_be_listed_hides_nothing_that_is_known() {
        Entered cluster = Entered.with(
                        PROXIES, proxy("p", "shop", "virtualhost: {fqdn: 'a'}, routes: [{services: [{name: 'web'}]}]"))
                .unreadable("ingressroutes.traefik.io");

        assertThat(cluster.to("shop/web")).isEqualTo("open: httpproxy/shop/p");
        assertThat(cluster.to("shop/other")).isEqualTo("unknown: the server answers 403");
        assertThat(cluster.openings().missing())
                .singleElement()
                .extracting(Openings.Missing::name)
                .isEqualTo("ingressroutes");
        assertThat(Entered.with(PROXIES)
                        .unreadable("virtualservers.k8s.nginx.org")
                        .to("shop/web"))
                .isEqualTo("unknown: the server answers 403");
    }

    @Test
    void a_service_that_stands_for_another_may_lead_on_to_it() {
        KubernetesFixture alias = KubernetesFixture.cluster()
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {name: 'front', namespace: 'edge'}, spec: {type: 'ExternalName', externalName: 'web.shop.svc.cluster.local'}}");
        String ingress =
                "{metadata: {name: 'i', namespace: 'edge'}, spec: {defaultBackend: {service: {name: 'front'}}}}";

        assertThat(new Entered(alias.object(KubernetesDocuments.INGRESSES, ingress)).to("shop/web"))
                .startsWith("unknown: ingress/edge/i leads to service/edge/front, which stands for it");
        assertThat(new Entered(alias).to("shop/web")).isEqualTo("closed");
        assertThat(new Entered(alias.object(KubernetesDocuments.INGRESSES, ingress)).to("shop/other"))
                .isEqualTo("closed");
    }
}
