package io.github.plimsoll.fact.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.kubernetes.network.Endpoint.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds of any policies: here of random ones, the same in each run. */
class ReachabilityPropertyTests {

    private static final int RUNS = 40;
    private static final List<Port> PORTS = List.of(Port.tcp(8080), Port.tcp(9090), Port.udp(53));

    private final Random random = new Random(20_261_124);

    @RepeatedTest(RUNS)
    void another_rule_never_cuts_anybody_off(RepetitionInfo run) {
        ArrayNode policies = policies(run);
        List<String> before = connections(World.under(policies));
        ArrayNode more = policies.deepCopy();
        ObjectNode spec = (ObjectNode) more.get(random.nextInt(more.size())).path("spec");
        String direction = spec.path("policyTypes").get(0).asText().equals("Ingress") ? "ingress" : "egress";
        spec.withArray(direction).add(rule(direction.equals("ingress") ? "from" : "to"));

        assertThat(connections(World.under(more))).containsAll(before);
    }

    @RepeatedTest(RUNS)
    void another_policy_on_pods_that_are_isolated_never_cuts_anybody_off(RepetitionInfo run) {
        ArrayNode policies = policies(run);
        List<String> before = connections(World.under(policies));
        ArrayNode more = policies.deepCopy();
        JsonNode known = policies.get(random.nextInt(policies.size()));
        ObjectNode spec = known.path("spec").deepCopy();
        spec.remove(List.of("ingress", "egress"));
        more.add(World.policy(known.path("metadata").path("namespace").asText(), "another", spec));

        assertThat(connections(World.under(more))).isEqualTo(before);
    }

    @RepeatedTest(RUNS)
    void the_order_of_policies_says_nothing(RepetitionInfo run) {
        ArrayNode policies = policies(run);
        List<JsonNode> reversed = new ArrayList<>();
        policies.forEach(policy -> reversed.add(0, policy));

        assertThat(connections(World.under(policies.arrayNode().addAll(reversed))))
                .isEqualTo(connections(World.under(policies)));
    }

    @RepeatedTest(RUNS)
    void a_connection_needs_both_ends(RepetitionInfo run) {
        ArrayNode policies = policies(run);
        Network whole = World.under(policies);
        Network out = World.under(only(policies, "Egress"));
        Network in = World.under(only(policies, "Ingress"));

        for (Pod from : whole.pods()) {
            for (Pod to : whole.pods()) {
                for (Port port : PORTS) {
                    assertThat(whole.canReach(from, to, port))
                            .as("%s to %s on %s under %s", from, to, port, policies)
                            .isEqualTo(out.canReach(from, to, port) && in.canReach(from, to, port));
                }
            }
        }
    }

    @RepeatedTest(RUNS)
    void whoever_is_open_to_everybody_is_reached_by_everybody_who_may_go_out(RepetitionInfo run) {
        ArrayNode policies = only(policies(run), "Ingress");
        Network network = World.under(policies);

        for (Pod to : network.pods()) {
            if (network.openToEverybody(to)
                    .filter(why -> why.startsWith("no policy"))
                    .isPresent()) {
                assertThat(network.whoCanReach(to, Port.tcp(4711))).hasSameSizeAs(network.pods());
            }
        }
    }

    @RepeatedTest(RUNS)
    void denying_everything_leaves_a_pod_itself_and_its_node(RepetitionInfo run) {
        ArrayNode denying = JsonNodeFactory.instance.arrayNode();
        for (String namespace : List.of("shop", "bank", "lab")) {
            denying.add(
                    World.policy(namespace, "deny", World.yaml("{podSelector: {}, policyTypes: [Ingress, Egress]}")));
        }
        Network network = World.under(denying);
        Pod to = network.pods().get(run.getCurrentRepetition() % network.pods().size());

        assertThat(network.whoCanReach(to, PORTS.get(random.nextInt(PORTS.size()))))
                .allMatch(from -> from.equals(to)
                        || (from.node().equals(to.node()) && (from.onHostNetwork() || to.onHostNetwork())));
    }

    private ArrayNode policies(RepetitionInfo run) {
        random.setSeed(run.getCurrentRepetition());
        ArrayNode policies = JsonNodeFactory.instance.arrayNode();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            boolean ingress = random.nextBoolean();
            ObjectNode spec = JsonNodeFactory.instance.objectNode();
            spec.set("podSelector", selector("app", "web", "db", "api"));
            spec.putArray("policyTypes").add(ingress ? "Ingress" : "Egress");
            ArrayNode rules = spec.putArray(ingress ? "ingress" : "egress");
            for (int rule = random.nextInt(3); rule > 0; rule--) {
                rules.add(rule(ingress ? "from" : "to"));
            }
            policies.add(World.policy(pick("shop", "bank", "lab"), "policy" + i, spec));
        }
        return policies;
    }

    private JsonNode rule(String peers) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        for (int peer = random.nextInt(3); peer > 0; peer--) {
            rule.withArray(peers).add(peer());
        }
        if (random.nextBoolean()) {
            ObjectNode port = rule.withArray("ports").addObject();
            Port chosen = PORTS.get(random.nextInt(PORTS.size()));
            port.put("protocol", chosen.protocol());
            if (random.nextInt(4) == 0) {
                port.put("port", "http");
            } else {
                port.put("port", chosen.number()).put("endPort", chosen.number() + random.nextInt(2_000));
            }
        }
        return rule;
    }

    private JsonNode peer() {
        ObjectNode peer = JsonNodeFactory.instance.objectNode();
        switch (random.nextInt(4)) {
            case 0 -> peer.set("podSelector", selector("app", "web", "db", "api"));
            case 1 -> peer.set("namespaceSelector", selector("env", "prod", "test"));
            case 2 -> {
                peer.set("podSelector", selector("app", "web", "db", "api"));
                peer.set("namespaceSelector", selector("team", "shop", "bank"));
            }
            default ->
                peer.putObject("ipBlock").put("cidr", "10.1.0." + random.nextInt(8) + "/" + (29 + random.nextInt(4)));
        }
        return peer;
    }

    private JsonNode selector(String key, String... values) {
        String value = pick(values);
        return World.yaml(pick(
                "{}",
                "{matchLabels: {" + key + ": " + value + "}}",
                "{matchExpressions: [{key: " + key + ", operator: NotIn, values: [" + value + "]}]}",
                "{matchExpressions: [{key: " + key + ", operator: Exists}]}"));
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static ArrayNode only(ArrayNode policies, String type) {
        ArrayNode some = policies.arrayNode();
        for (JsonNode policy : policies) {
            if (policy.path("spec").path("policyTypes").get(0).asText().equals(type)) {
                some.add(policy);
            }
        }
        return some;
    }

    private static List<String> connections(Network network) {
        List<String> connections = new ArrayList<>();
        for (Pod from : network.pods()) {
            for (Pod to : network.pods()) {
                for (Port port : PORTS) {
                    if (network.canReach(from, to, port)) {
                        connections.add(from.namespace() + "/" + from.name() + " " + to.namespace() + "/" + to.name()
                                + " " + port);
                    }
                }
            }
        }
        return connections;
    }
}
