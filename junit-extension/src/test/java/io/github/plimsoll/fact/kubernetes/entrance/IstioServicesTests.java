package io.github.plimsoll.fact.kubernetes.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IstioServicesTests {

    private static final String GATEWAYS = "gateways.networking.istio.io";
    private static final String SERVICES = "virtualservices.networking.istio.io";

    private static String gateway(String servers) {
        return "{metadata: {name: 'g', namespace: 'edge'}, spec: {servers: [" + servers + "]}}";
    }

    private static String virtual(String namespace, String gateway, String more) {
        return "{metadata: {name: 'v', namespace: '" + namespace + "'}, spec: {hosts: ['a.example.com'], gateways: ['"
                + gateway + "'], " + more + "}}";
    }

    private static final String OPEN = "{port: {number: 80, protocol: 'HTTP'}, hosts: ['*']}";
    private static final String TO_WEB = "http: [{route: [{destination: {host: 'web'}}]}]";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {hosts: ['*']}                                                          | open
            {hosts: ['*/*.example.com']}                                            | open
            {hosts: ['shop/a.example.com']}                                         | open
            {hosts: ['./a.example.com']}                                            | closed
            {hosts: ['bank/*']}                                                     | closed
            {hosts: ['b.example.com']}                                              | closed
            {hosts: ['*'], tls: {mode: 'SIMPLE'}}                                   | open
            {hosts: ['*'], tls: {mode: 'MUTUAL'}}                                   | closed
            {hosts: ['*'], tls: {mode: 'OPTIONAL_MUTUAL'}}                          | open
            {hosts: ['*'], tls: {httpsRedirect: true}}                              | closed
            {hosts: ['*'], tls: {mode: 'MUTUAL'}}, {hosts: ['*'], tls: {mode: 'SIMPLE'}} | open
            """)
    void a_service_leads_in_where_a_server_of_its_gateway_takes_it(String servers, String said) {
        assertThat(Entered.with(GATEWAYS, gateway(servers))
                        .and(SERVICES, virtual("shop", "edge/g", TO_WEB))
                        .to("shop/web"))
                .startsWith(said);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            http: [{route: [{destination: {host: 'web.shop.svc.cluster.local'}}]}] | open
            tcp: [{route: [{destination: {host: 'web.shop'}}]}]                    | open
            tls: [{route: [{destination: {host: 'web.shop.svc'}}]}]                | open
            http: [{route: [{destination: {host: 'web.bank.svc.cluster.local'}}]}] | closed
            http: [{route: [{destination: {host: 'web.shop.example.com'}}]}]       | closed
            http: [{delegate: {name: 'd', namespace: 'lab'}}]                      | open
            http: [{delegate: {name: 'e', namespace: 'lab'}}]                      | closed
            """)
    void destinations_are_names_of_services(String rules, String said) {
        assertThat(Entered.with(GATEWAYS, gateway(OPEN))
                        .and(
                                SERVICES,
                                virtual("shop", "edge/g", rules),
                                "{metadata: {name: 'd', namespace: 'lab'}, spec: {http: [{route: [{destination: {host: 'web.shop.svc.cluster.local'}}]}]}}")
                        .to("shop/web"))
                .startsWith(said);
    }

    @Test
    void what_is_for_the_mesh_alone_leads_nobody_in() {
        for (String inner : new String[] {"mesh", "g", "edge/h"}) {
            assertThat(Entered.with(GATEWAYS, gateway(OPEN))
                            .and(SERVICES, virtual("shop", inner, TO_WEB))
                            .to("shop/web"))
                    .as(inner)
                    .isEqualTo("closed");
        }
        assertThat(Entered.with(GATEWAYS, gateway(OPEN))
                        .and(SERVICES, virtual("edge", "g", TO_WEB))
                        .to("edge/web"))
                .as("one beside it")
                .startsWith("open");
    }

    @Test
    void names_and_doubts() {
        Entered two = Entered.with(GATEWAYS, gateway(OPEN))
                .and(SERVICES, virtual("shop", "edge/g", TO_WEB), virtual("bank", "edge/g", TO_WEB));

        assertThat(two.claimed("virtualservice/shop/v")).containsExactly("a.example.com (virtualservice/bank/v)");
        assertThat(two.encryption().isOwn()).isFalse();
        assertThat(two.and(
                                "authorizationpolicies.security.istio.io",
                                "{metadata: {name: 'p', namespace: 'shop'}, spec: {selector: {matchLabels: {app: 'web'}}}}")
                        .to("shop/web"))
                .isEqualTo(
                        "unknown: virtualservice/shop/v leads to it: whom authorizationpolicy/shop/p lets in is not read");
        assertThat(Entered.with(SERVICES, virtual("shop", "edge/g", TO_WEB))
                        .unreadable(GATEWAYS)
                        .to("shop/web"))
                .startsWith("unknown: ");
    }
}
