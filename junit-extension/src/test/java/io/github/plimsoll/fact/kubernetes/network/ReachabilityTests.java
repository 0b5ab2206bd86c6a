package io.github.plimsoll.fact.kubernetes.network;

import static io.github.plimsoll.fact.kubernetes.network.World.endpoint;
import static io.github.plimsoll.fact.kubernetes.network.World.port;
import static io.github.plimsoll.fact.kubernetes.network.World.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.network.Endpoint.Pod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can reach whom, by a table made by hand, and what follows for a pod and a namespace. */
class ReachabilityTests {

    @ParameterizedTest(name = "{5}")
    @CsvFileSource(
            resources = "reachability.tsv",
            delimiter = '\t',
            quoteCharacter = '`',
            numLinesToSkip = 1,
            emptyValue = "",
            maxCharsPerColumn = 2_000)
    void table(String policies, String from, String to, String port, String reachable, String because) {
        Network network = under(policies == null ? "" : policies);

        assertThat(network.canReach(endpoint(network, from), endpoint(network, to), port(port)))
                .as("%s to %s on %s under %s: %s", from, to, port, policies, because)
                .isEqualTo(reachable.equals("yes"));
    }

    @Test
    void everybody_who_can_reach_a_pod_is_found() {
        Network network =
                under("shop {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {env: prod}}}]}]}");

        assertThat(network.whoCanReach(endpoint(network, "shop/web"), Port.tcp(8080)))
                .extracting(Pod::namespace, Pod::name)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("shop", "web"),
                        org.assertj.core.groups.Tuple.tuple("shop", "db"),
                        org.assertj.core.groups.Tuple.tuple("shop", "agent"),
                        org.assertj.core.groups.Tuple.tuple("bank", "web"),
                        org.assertj.core.groups.Tuple.tuple("bank", "api"));
    }

    @Test
    void a_pod_that_has_ended_reaches_nobody_and_is_not_there_to_be_reached() {
        assertThat(under("").pod("lab", "done")).isEmpty();
    }

    @Test
    void a_namespace_denies_by_default_only_what_it_denies_to_every_pod() {
        for (String denying : new String[] {
            "shop {podSelector: {}}",
            "shop {podSelector: {}, policyTypes: [Ingress, Egress]}",
            "shop {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"
        }) {
            assertThat(under(denying).isolatesByDefault("shop", Direction.INGRESS))
                    .as(denying)
                    .isTrue();
        }
        for (String open : new String[] {
            "",
            "bank {podSelector: {}}",
            "shop {podSelector: {matchLabels: {app: web}}}",
            "shop {podSelector: {}, policyTypes: [Egress]}"
        }) {
            assertThat(under(open).isolatesByDefault("shop", Direction.INGRESS))
                    .as(open)
                    .isFalse();
        }
        assertThat(under("shop {podSelector: {}}").isolatesByDefault("shop", Direction.EGRESS))
                .isFalse();
        assertThat(under("shop {podSelector: {}, policyTypes: [Egress]}").isolatesByDefault("shop", Direction.EGRESS))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bank {podSelector: {}}",
                "shop {podSelector: {matchLabels: {app: db}}}",
                "shop {podSelector: {}, policyTypes: [Egress]}",
                "shop {podSelector: {}, ingress: [{}]}",
                "shop {podSelector: {}} ;; shop {podSelector: {}, ingress: [{}]}",
                "shop {podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{namespaceSelector: {}, podSelector: {}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: env, operator: Exists}]}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '::/0', except: ['fd00::/8']}}]}]}",
                "shop {podSelector: {}, ingress: [{ports: [{protocol: TCP}]}]}",
                "shop {podSelector: {}, ingress: [{ports: [{port: 1, endPort: 65535}]}]}"
            })
    void open_to_everybody(String policies) {
        Network network = under(policies);

        assertThat(network.openToEverybody((Pod) endpoint(network, "shop/web"))).isNotEmpty();
        assertThat(network.openToEverybody((Pod) endpoint(network, "shop/agent")))
                .contains("it is on its node's network, where no policy reaches it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop {podSelector: {}}",
                "shop {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {env: prod}}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}",
                "shop {podSelector: {}, ingress: [{ports: [{port: 8080}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{namespaceSelector: {}}], ports: [{port: http}]}]}"
            })
    void not_open_to_everybody(String policies) {
        Network network = under(policies);

        assertThat(network.openToEverybody((Pod) endpoint(network, "shop/web"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop {podSelector: {matchExpressions: [{key: app, operator: Near, values: [web]}]}}",
                "shop {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: everywhere}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/33}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 300.0.0.0/8}}]}]}",
                "shop {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: example.com/8}}]}]}",
                "shop {podSelector: {}, ingress: [{ports: [{port: 80.5}]}]}"
            })
    void a_policy_that_makes_no_sense_lets_nobody_say_anything(String policies) {
        assertThatThrownBy(() -> under(policies))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("networkpolicy/shop/policy0");
    }
}
