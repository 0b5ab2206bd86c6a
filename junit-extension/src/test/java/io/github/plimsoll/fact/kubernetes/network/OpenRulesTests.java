package io.github.plimsoll.fact.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which policies of other kinds open a way to everybody. */
class OpenRulesTests {

    private static boolean ingress(String namespace, String spec) {
        return OpenRules.of(policy(namespace, "spec: " + spec), Direction.INGRESS)
                .onSomePort();
    }

    private static boolean egress(String spec) {
        return OpenRules.of(policy("shop", "spec: " + spec), Direction.EGRESS).onSomePort();
    }

    private static JsonNode policy(String namespace, String spec) {
        String place = namespace.isEmpty() ? "" : ", namespace: " + namespace;
        return World.yaml("{metadata: {name: p" + place + "}, " + spec + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ingress: [{}]}",
                "{ingress: [{fromEntities: [all]}]}",
                "{ingress: [{fromEntities: [host, world]}]}",
                "{ingress: [{toPorts: [{ports: [{port: '80'}]}]}]}",
                "{ingress: [{fromCIDR: [0.0.0.0/1, 128.0.0.0/1]}]}",
                "{ingress: [{fromCIDRSet: [{cidr: '::/0'}]}]}",
                "{ingress: [{fromEndpoints: [{matchLabels: {app: a}}]}, {fromEntities: [cluster]}]}",
                "{ingress: [{action: Allow}]}",
                "{ingress: [{action: Allow, source: {}}]}",
                "{ingress: [{action: Allow, source: {selector: all(), namespaceSelector: all()}}]}",
                "{ingress: [{action: Allow, source: {nets: [0.0.0.0/0]}}]}",
                "{ingress: [{action: Allow, from: [{namespaces: {}}]}]}",
                "{ingress: [{action: Accept, from: [{pods: {namespaceSelector: {}, podSelector: {}}}]}]}",
                "{ingress: [{action: Allow, from: [{namespaceSelector: {}}]}]}",
                "{ingress: [{action: Allow, from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}",
                "{ingress: [{action: Allow, from: [{networks: [0.0.0.0/0]}]}]}",
                "{ingress: [{from: [{podSelector: {matchLabels: {app: a}}}]}, {from: []}]}"
            })
    void lets_everybody_in(String spec) {
        assertThat(ingress("shop", spec)).isTrue();
        assertThat(ingress("", spec)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ingress: []}",
                "{ingressDeny: [{fromEntities: [all]}]}",
                "{egress: [{toEntities: [all]}]}",
                "{ingress: [{fromEntities: [host, kube-apiserver]}]}",
                "{ingress: [{fromEndpoints: [{matchLabels: {app: a}}]}]}",
                "{ingress: [{fromCIDR: [192.0.2.0/24]}]}",
                "{ingress: [{fromCIDRSet: [{cidr: 0.0.0.0/0, except: [10.0.0.0/8]}]}]}",
                "{ingress: [{action: Deny}]}",
                "{ingress: [{action: Pass, source: {}}]}",
                "{ingress: [{action: Allow, source: {selector: app == 'a'}}]}",
                "{ingress: [{action: Allow, source: {serviceAccounts: {names: [a]}}}]}",
                "{ingress: [{action: Allow, source: {nets: [192.0.2.0/24]}}]}",
                "{ingress: [{action: Deny, from: [{namespaces: {}}]}]}",
                "{ingress: [{action: Allow, from: [{namespaces: {matchLabels: {team: ops}}}]}]}",
                "{ingress: [{action: Allow, from: [{namespaces: {match: Self}}]}]}",
                "{ingress: [{action: Allow, from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: a}}}}]}]}",
                "{tier: Baseline, ingress: [{action: Accept, from: [{namespaces: {}}]}]}"
            })
    void lets_in_some_or_nobody(String spec) {
        assertThat(ingress("shop", spec)).isFalse();
        assertThat(ingress("", spec)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ingress: [{fromEndpoints: [{}]}]}",
                "{ingress: [{fromEndpoints: [{matchLabels: {}}]}]}",
                "{ingress: [{action: Allow, source: {selector: all()}}]}",
                "{ingress: [{action: Allow, from: [{podSelector: {}}]}]}"
            })
    void a_selector_by_itself_chooses_in_its_own_namespace(String spec) {
        assertThat(ingress("shop", spec)).isFalse();
        assertThat(ingress("", spec)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {egress: [{}]}                                                    | true
            {egress: [{toEntities: [world]}]}                                 | true
            {egress: [{toFQDNs: [{matchPattern: '*'}]}]}                      | true
            {egress: [{toFQDNs: [{matchPattern: '*.example.com'}]}]}          | false
            {egress: [{toPorts: [{ports: [{port: '53'}]}], toEndpoints: [{matchLabels: {k8s-app: kube-dns}}]}]} | false
            {egress: [{action: Allow, destination: {}}]}                      | true
            {egress: [{action: Allow, destination: {selector: app == 'a'}}]}  | false
            {egress: [{action: Allow, to: [{networks: [0.0.0.0/0]}]}]}        | true
            {ingress: [{}]}                                                   | false
            """)
    void lets_out_to_everybody(String spec, boolean open) {
        assertThat(egress(spec)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec: {egress: [{toCIDR: [169.254.169.254/32]}]}                                    | true
            specs: [{egress: [{toCIDRSet: [{cidr: 169.254.0.0/16}]}]}]                          | true
            spec: {egress: [{action: Allow, destination: {nets: [169.254.0.0/16]}}]}            | true
            spec: {egress: [{action: Deny, destination: {nets: [169.254.0.0/16]}}]}             | false
            spec: {egress: [{toCIDR: [192.0.2.0/24]}]}                                          | false
            spec: {egressDeny: [{toCIDR: [169.254.169.254/32]}]}                                | false
            """)
    void lets_out_to_an_address(String spec, boolean named) {
        assertThat(OpenRules.of(policy("shop", spec), Direction.EGRESS).name("169.254.169.254"))
                .isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {ingress: [{}]}                                                          | true
            {ingress: [{toPorts: [{ports: [{port: '80'}]}]}]}                        | false
            {ingress: [{fromEntities: [all], icmps: [{fields: [{type: 8}]}]}]}       | false
            {ingress: [{action: Allow, protocol: TCP, destination: {ports: [80]}}]}  | false
            {ingress: [{action: Allow, from: [{namespaces: {}}], ports: [{portNumber: {port: 80}}]}]} | false
            {ingress: [{action: Allow, from: [{namespaces: {}}]}]}                   | true
            {ingress: [{action: Allow, from: [{namespaces: {}}], ports: []}]}        | true
            """)
    void on_every_port(String spec, boolean open) {
        assertThat(OpenRules.of(policy("shop", "spec: " + spec), Direction.INGRESS)
                        .onEveryPort())
                .isEqualTo(open);
    }
}
