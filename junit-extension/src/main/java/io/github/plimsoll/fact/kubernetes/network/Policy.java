package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.network.Endpoint.Pod;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One NetworkPolicy. */
final class Policy {

    private final String namespace;
    private final String name;
    private final LabelSelector pods;
    /** For each direction that it isolates its pods in, what it lets through nevertheless. */
    private final Map<Direction, List<PeerRule>> rules = new EnumMap<>(Direction.class);

    private Policy(String namespace, String name, LabelSelector pods) {
        this.namespace = namespace;
        this.name = name;
        this.pods = pods;
    }

    /** @throws Unreadable if it makes no sense */
    static Policy of(JsonNode policy) {
        String namespace = policy.path("metadata").path("namespace").asText("");
        String name = policy.path("metadata").path("name").asText("");
        JsonNode spec = policy.path("spec");
        String place = "networkpolicy/" + namespace + "/" + name;
        Policy parsed = new Policy(namespace, name, LabelSelector.of(spec.path("podSelector"), place));
        for (Direction direction : Direction.values()) {
            if (direction.isIsolatedBy(spec)) {
                List<PeerRule> let = new ArrayList<>();
                spec.path(direction.field())
                        .forEach(rule -> let.add(PeerRule.of(rule, direction.peers(), namespace, place)));
                parsed.rules.put(direction, let);
            }
        }
        return parsed;
    }

    /** A pod on its node's network is out of reach of any policy. */
    boolean isolates(Pod pod, Direction direction) {
        return rules.containsKey(direction)
                && !pod.onHostNetwork()
                && pod.namespace().equals(namespace)
                && pods.matches(pod.labels());
    }

    /** Whether pods that nobody has thought of yet are isolated in that direction. */
    boolean isolatesAll(Direction direction) {
        return rules.containsKey(direction) && pods.choosesAll();
    }

    List<PeerRule> rules(Direction direction) {
        return rules.getOrDefault(direction, List.of());
    }

    @Override
    public String toString() {
        return "networkpolicy/" + namespace + "/" + name;
    }
}
