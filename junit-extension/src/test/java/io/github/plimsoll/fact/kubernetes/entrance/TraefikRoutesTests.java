package io.github.plimsoll.fact.kubernetes.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraefikRoutesTests {

    private static final String ROUTES = "ingressroutes.traefik.io";

    private static String route(String namespace, String spec) {
        return "{metadata: {name: 'r', namespace: '" + namespace + "'}, spec: {" + spec + "}}";
    }

    private static String to(String rule, String more) {
        return "routes: [{match: '" + rule + "', services: [{name: 'web', port: 80}]" + more + "}]";
    }

    @Test
    void routes_lead_to_services_whatever_they_carry_and_whoever_owns_the_group() {
        for (String kind : new String[] {"ingressroute", "ingressroutetcp", "ingressrouteudp"}) {
            for (String group : new String[] {"traefik.io", "traefik.containo.us"}) {
                assertThat(Entered.with(kind + "s." + group, route("shop", to("Host(`a.example.com`)", "")))
                                .to("shop/web"))
                        .isEqualTo("open: " + kind + "/shop/r");
            }
        }
        Entered other = Entered.with(ROUTES, route("edge", "routes: [{services: [{name: 'web', namespace: 'shop'}]}]"));
        assertThat(other.to("shop/web")).isEqualTo("open: ingressroute/edge/r");
        assertThat(other.to("edge/web")).isEqualTo("closed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {basicAuth: {secret: 'users'}}                                   | closed
            {forwardAuth: {address: 'http://login'}}                         | closed
            {ipAllowList: {sourceRange: ['192.0.2.0/24']}}                   | closed
            {ipAllowList: {sourceRange: ['0.0.0.0/1', '128.0.0.0/1']}}       | open: ingressroute/shop/r
            {ipWhiteList: {sourceRange: []}}                                 | open: ingressroute/shop/r
            {headers: {frameDeny: true}}                                     | open: ingressroute/shop/r
            {chain: {middlewares: [{name: 'inner'}]}}                        | closed
            {chain: {middlewares: [{name: 'm'}]}}                            | unknown: ingressroute/shop/r leads to it: there is no middleware shop-m of Traefik
            {plugin: {login: {}}}                                            | unknown: ingressroute/shop/r leads to it: what the plug-in in the middleware shop-m of Traefik asks for is not read
            """)
    void middlewares_may_ask_who_comes(String spec, String said) {
        String inner = "{metadata: {name: 'inner', namespace: 'shop'}, spec: {digestAuth: {secret: 'users'}}}";
        String middleware = "{metadata: {name: 'm', namespace: 'shop'}, spec: " + spec + "}";
        Entered cluster = Entered.with("middlewares.traefik.io", middleware, inner);

        assertThat(cluster.and(ROUTES, route("shop", to("Host(`a`)", ", middlewares: [{name: 'm'}]")))
                        .to("shop/web"))
                .isEqualTo(said);
        String ofIngress = new Entered(cluster.cluster()
                        .object(
                                KubernetesDocuments.INGRESSES,
                                "{metadata: {name: 'r', namespace: 'shop', annotations:"
                                        + " {'traefik.ingress.kubernetes.io/router.middlewares': 'shop-m@kubernetescrd'}},"
                                        + " spec: {defaultBackend: {service: {name: 'web'}}}}"))
                .to("shop/web");
        assertThat(ofIngress.replace("ingress/", "ingressroute/")).isEqualTo(said);
    }

    @Test
    void one_route_of_two_that_asks_nobody_is_open() {
        String asking = "{match: 'Host(`a`)', services: [{name: 'web'}], middlewares: [{name: 'm'}]}";
        Entered cluster = Entered.with(
                "middlewares.traefik.io",
                "{metadata: {name: 'm', namespace: 'shop'}, spec: {basicAuth: {secret: 'users'}}}");

        assertThat(cluster.and(ROUTES, route("shop", "routes: [" + asking + "]"))
                        .to("shop/web"))
                .isEqualTo("closed");
        assertThat(cluster.and(
                                ROUTES,
                                route(
                                        "shop",
                                        "routes: [" + asking + ", {match: 'Host(`b`)', services: [{name: 'web'}]}]"))
                        .to("shop/web"))
                .startsWith("open");
        assertThat(cluster.unreadable("middlewaretcps.traefik.io")
                        .and(ROUTES, route("shop", "routes: [{services: [{name: 'web'}], middlewares: [{name: 'x'}]}]"))
                        .to("shop/web"))
                .startsWith("unknown: ");
    }

    @Test
    void certificates_may_be_asked_for_and_services_stand_for_others() {
        Entered cluster = Entered.with(
                        "tlsoptions.traefik.io",
                        "{metadata: {name: 'o', namespace: 'shop'}, spec: {clientAuth: {clientAuthType: 'RequireAndVerifyClientCert'}}}",
                        "{metadata: {name: 'p', namespace: 'shop'}, spec: {clientAuth: {clientAuthType: 'VerifyClientCertIfGiven'}}}")
                .and(
                        "traefikservices.traefik.io",
                        "{metadata: {name: 'w', namespace: 'shop'}, spec: {weighted: {services: [{name: 'web'}, {name: 'w', kind: 'TraefikService'}]}}}",
                        "{metadata: {name: 'm', namespace: 'shop'}, spec: {mirroring: {name: 'web'}}}");

        for (String name : new String[] {"o", "p"}) {
            assertThat(cluster.and(
                                    ROUTES,
                                    route("shop", to("Host(`a`)", "") + ", tls: {options: {name: '" + name + "'}}"))
                            .to("shop/web"))
                    .startsWith(name.equals("o") ? "closed" : "open");
        }
        for (String service : new String[] {"w", "m"}) {
            assertThat(cluster.and(
                                    ROUTES,
                                    route(
                                            "shop",
                                            "routes: [{services: [{name: '" + service
                                                    + "', kind: 'TraefikService'}]}]"))
                            .to("shop/web"))
                    .startsWith("open");
        }
    }

    @Test
    void names_are_those_of_the_rule() {
        String rule = "Host(`A.example.com`, \"b.example.com\") && PathPrefix(`/x`)";
        Entered two = Entered.with(
                ROUTES,
                route("shop", to(rule.replace("\"", "`"), "")),
                route("bank", to("Path(`/`) && Host(`a.example.com`)", "")),
                route("lab", to("HostRegexp(`.*`)", "")));

        assertThat(two.claimed("ingressroute/shop/r")).containsExactly("a.example.com (ingressroute/bank/r)");
        assertThat(two.claimed("ingressroute/lab/r")).isEmpty();
        assertThat(new Entered(
                                two.cluster()
                                        .object(
                                                KubernetesDocuments.INGRESSES,
                                                "{metadata: {name: 'i', namespace: 'lab'}, spec: {rules: [{host: 'b.example.com'}]}}"))
                        .claimed("ingressroute/shop/r"))
                .as("an Ingress may be served by the same controller")
                .contains("b.example.com (ingress/lab/i)");
    }

    @Test
    void without_tls_is_what_has_none_at_an_entry_point_that_is_known() {
        String rule = to("Host(`a`)", "");

        assertThat(Entered.with(ROUTES, route("shop", rule)).encryption().without())
                .containsExactly("a");
        assertThat(Entered.with(ROUTES, route("shop", "entryPoints: ['web'], " + rule))
                        .encryption()
                        .without())
                .containsExactly("a");
        assertThat(Entered.with(ROUTES, route("shop", "tls: {}, entryPoints: ['web'], " + rule))
                        .encryption()
                        .without())
                .isEmpty();
        assertThat(Entered.with(ROUTES, route("shop", "entryPoints: ['websecure'], " + rule))
                        .encryption()
                        .doubt())
                .contains("websecure");
    }
}
