package io.github.plimsoll.fact.kubernetes.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayRoutesTests {

    private static final String GROUP = ".gateway.networking.k8s.io";
    private static final String GATEWAYS = "gateways" + GROUP;
    private static final String ROUTES = "httproutes" + GROUP;

    private static String gateway(String listener) {
        return "{metadata: {name: 'g', namespace: 'edge'}, spec: {gatewayClassName: 'c', listeners: [{name: 'l', port: 80, "
                + listener + "}]}}";
    }

    private static String route(String namespace, String spec) {
        return "{metadata: {name: 'r', namespace: '" + namespace
                + "'}, spec: {parentRefs: [{name: 'g', namespace: 'edge'}], " + spec + "}}";
    }

    private static final String TO_WEB = "rules: [{backendRefs: [{name: 'web'}]}]";

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', textBlock = """
            HTTPRoute | protocol: 'HTTP',  allowedRoutes: {namespaces: {from: 'All'}}  | open: httproute/shop/r
            GRPCRoute | protocol: 'HTTPS', allowedRoutes: {namespaces: {from: 'All'}}  | open: grpcroute/shop/r
            TLSRoute  | protocol: 'TLS',   allowedRoutes: {namespaces: {from: 'All'}}  | open: tlsroute/shop/r
            TCPRoute  | protocol: 'TCP',   allowedRoutes: {namespaces: {from: 'All'}}  | open: tcproute/shop/r
            UDPRoute  | protocol: 'UDP',   allowedRoutes: {namespaces: {from: 'All'}}  | open: udproute/shop/r
            TCPRoute  | protocol: 'HTTP',  allowedRoutes: {namespaces: {from: 'All'}}  | closed
            TCPRoute  | protocol: 'HTTP',  allowedRoutes: {namespaces: {from: 'All'}, kinds: [{kind: 'TCPRoute'}]} | open: tcproute/shop/r
            TCPRoute  | protocol: 'example.com/odd', allowedRoutes: {namespaces: {from: 'All'}} | open: tcproute/shop/r
            HTTPRoute | protocol: 'HTTP'                                               | closed
            HTTPRoute | protocol: 'HTTP',  allowedRoutes: {namespaces: {from: 'Same'}} | closed
            HTTPRoute | protocol: 'HTTP',  allowedRoutes: {namespaces: {from: 'None'}} | closed
            HTTPRoute | protocol: 'HTTP',  allowedRoutes: {namespaces: {from: 'Selector', selector: {matchLabels: {public: 'yes'}}}} | closed
            HTTPRoute | protocol: 'HTTP',  allowedRoutes: {namespaces: {from: 'Selector', selector: {matchExpressions: [{key: 'public', operator: 'DoesNotExist'}]}}} | open: httproute/shop/r
            """)
    void a_route_leads_in_where_a_listener_takes_it(String kind, String listener, String said) {
        String plural = kind.toLowerCase(java.util.Locale.ROOT) + "s" + GROUP;

        assertThat(Entered.with(GATEWAYS, gateway(listener))
                        .and(plural, route("shop", TO_WEB))
                        .to("shop/web"))
                .isEqualTo(said);
    }

    @Test
    void a_route_hangs_on_the_gateway_that_it_names_and_on_no_other() {
        Entered cluster = Entered.with(GATEWAYS, gateway("protocol: 'HTTP'"));
        String parents = "{metadata: {name: 'r', namespace: 'edge'}, spec: {parentRefs: [%s], " + TO_WEB + "}}";

        for (String open : new String[] {
            "{name: 'g'}",
            "{name: 'g', sectionName: 'l'}",
            "{name: 'g', port: 80}",
            "{kind: 'ListenerSet', name: 'set'}"
        }) {
            assertThat(cluster.and(ROUTES, parents.formatted(open)).to("edge/web"))
                    .as(open)
                    .isEqualTo("open: httproute/edge/r");
        }
        for (String closed : new String[] {
            "", "{name: 'h'}", "{name: 'g', sectionName: 'm'}", "{name: 'g', port: 81}", "{kind: 'Service', name: 'g'}"
        }) {
            assertThat(cluster.and(ROUTES, parents.formatted(closed)).to("edge/web"))
                    .as(closed)
                    .isEqualTo("closed");
        }
        assertThat(Entered.with(ROUTES, parents.formatted("{name: 'h'}")).to("edge/web"))
                .as("where no gateways are known")
                .startsWith("open");
    }

    @Test
    void services_of_other_namespaces_are_led_to_where_these_say_so() {
        String there = "rules: [{backendRefs: [{name: 'web', namespace: 'shop'}]}]";
        Entered cluster = Entered.with(GATEWAYS, gateway("protocol: 'HTTP'"));
        String grant =
                "{metadata: {name: 'x', namespace: '%s'}, spec: {from: [{group: 'gateway.networking.k8s.io', kind: '%s',"
                        + " namespace: 'edge'}], to: [{group: '', kind: 'Service'%s}]}}";
        String grants = "referencegrants" + GROUP;

        assertThat(cluster.and(ROUTES, route("edge", there)).to("shop/web")).isEqualTo("closed");
        for (String open : new String[] {"", ", name: 'web'"}) {
            assertThat(cluster.and(ROUTES, route("edge", there))
                            .and(grants, grant.formatted("shop", "HTTPRoute", open))
                            .to("shop/web"))
                    .isEqualTo("open: httproute/edge/r");
        }
        for (String closed : new String[] {
            grant.formatted("bank", "HTTPRoute", ""),
            grant.formatted("shop", "TCPRoute", ""),
            grant.formatted("shop", "HTTPRoute", ", name: 'other'")
        }) {
            assertThat(cluster.and(ROUTES, route("edge", there))
                            .and(grants, closed)
                            .to("shop/web"))
                    .isEqualTo("closed");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rules: [{backendRefs: [{name: 'web', weight: 0}]}]                                              | closed
            rules: [{backendRefs: [{name: 'web', kind: 'InferencePool'}]}]                                  | closed
            rules: [{filters: [{type: 'RequestHeaderModifier'}], backendRefs: [{name: 'web'}]}]             | open: httproute/edge/r
            rules: [{filters: [{type: 'ExtensionRef', extensionRef: {kind: 'X', name: 'y'}}], backendRefs: [{name: 'web'}]}] | unknown: httproute/edge/r leads to it: what the filter X y asks for is not read
            rules: [{filters: [{type: 'ExtensionRef', extensionRef: {kind: 'Middleware', name: 'm'}}], backendRefs: [{name: 'web'}]}] | closed
            """)
    void what_a_rule_says_counts(String rules, String said) {
        assertThat(Entered.with(GATEWAYS, gateway("protocol: 'HTTP'"))
                        .and(
                                "middlewares.traefik.io",
                                "{metadata: {name: 'm', namespace: 'edge'}, spec: {basicAuth: {secret: 'users'}}}")
                        .and(ROUTES, route("edge", rules))
                        .to("edge/web"))
                .isEqualTo(said);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            securitypolicies.gateway.envoyproxy.io | edge         | {targetRef: {kind: 'HTTPRoute', name: 'r'}}     | unknown
            securitypolicies.gateway.envoyproxy.io | edge         | {targetRefs: [{kind: 'Gateway', name: 'g'}]}    | unknown
            securitypolicies.gateway.envoyproxy.io | edge         | {targetRefs: [{kind: 'Gateway', name: 'h'}]}    | open
            securitypolicies.gateway.envoyproxy.io | shop         | {targetRefs: [{kind: 'Gateway', name: 'g'}]}    | open
            securitypolicies.gateway.envoyproxy.io | edge         | {targetSelectors: [{matchLabels: {a: 'b'}}]}    | unknown
            authpolicies.kuadrant.io               | edge         | {targetRef: {kind: 'Gateway', name: 'g'}}       | unknown
            gcpbackendpolicies.networking.gke.io   | edge         | {targetRef: {kind: 'Service', name: 'web'}}     | unknown
            authorizationpolicies.security.istio.io | istio-system | {action: 'ALLOW'}                              | unknown
            authorizationpolicies.security.istio.io | shop        | {action: 'ALLOW'}                               | open
            """)
    void a_policy_that_hangs_on_it_may_ask_who_comes(String kind, String namespace, String spec, String said) {
        assertThat(Entered.with(GATEWAYS, gateway("protocol: 'HTTP'"))
                        .and(ROUTES, route("edge", TO_WEB))
                        .and(kind, "{metadata: {name: 'p', namespace: '" + namespace + "'}, spec: " + spec + "}")
                        .to("edge/web"))
                .startsWith(said);
    }

    @Test
    void a_gateway_of_inner_addresses_is_no_way_from_outside() {
        assertThat(Entered.with(GATEWAYS, gateway("protocol: 'HTTP'").replace("'c'", "'gke-l7-rilb'"))
                        .and(ROUTES, route("edge", TO_WEB))
                        .to("edge/web"))
                .isEqualTo("closed");
    }

    @Test
    void names_are_those_that_its_listener_has_too() {
        String all = "allowedRoutes: {namespaces: {from: 'All'}}, protocol: 'HTTP'";
        String a = route("shop", "hostnames: ['a.example.com']");
        Entered open = Entered.with(GATEWAYS, gateway(all));

        assertThat(open.and(ROUTES, a, route("bank", "hostnames: ['a.example.com']"))
                        .claimed("httproute/shop/r"))
                .containsExactly("a.example.com (httproute/bank/r)");
        assertThat(open.and(ROUTES, a, route("bank", "hostnames: ['*.example.com']"))
                        .claimed("httproute/bank/r"))
                .containsExactly("*.example.com, by a.example.com (httproute/shop/r)");
        assertThat(open.and(ROUTES, a, route("bank", "hostnames: ['*.com']")).claimed("httproute/shop/r"))
                .containsExactly("a.example.com, by *.com (httproute/bank/r)");
        assertThat(open.and(ROUTES, a, route("bank", TO_WEB)).claimed("httproute/shop/r"))
                .as("what is left for whoever wants it takes nothing away")
                .isEmpty();
        assertThat(Entered.with(GATEWAYS, gateway("hostname: 'a.example.com', " + all))
                        .and(ROUTES, a, route("bank", TO_WEB))
                        .claimed("httproute/bank/r"))
                .as("all that the listener has is that name")
                .containsExactly("a.example.com (httproute/shop/r)");
        assertThat(Entered.with(GATEWAYS, gateway("hostname: 'b.example.com', " + all))
                        .and(ROUTES, a, route("bank", "hostnames: ['a.example.com']"))
                        .claimed("httproute/shop/r"))
                .as("no listener has it")
                .isEmpty();
        assertThat(Entered.with(GATEWAYS, gateway("protocol: 'HTTP'"))
                        .and(ROUTES, a, route("bank", "hostnames: ['a.example.com']"))
                        .claimed("httproute/shop/r"))
                .as("no listener takes them")
                .isEmpty();
        assertThat(open.and(ROUTES, a)
                        .and("grpcroutes" + GROUP, route("bank", "hostnames: ['a.example.com']"))
                        .claimed("httproute/shop/r"))
                .as("of another kind")
                .containsExactly("a.example.com (grpcroute/bank/r)");
    }
}
