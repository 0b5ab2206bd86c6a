package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Claims for storage that stand for a path of a node: whoever mounts such a claim has the path without naming it. */
public final class NodeClaims {

    private static final String HOSTNAME = "kubernetes.io/hostname";

    private final Map<String, Map<String, Volume>> byNamespace = new HashMap<>();
    private final List<Volume> free = new ArrayList<>();

    private NodeClaims() {}

    /** @param nodes the nodes that it is on; none given if it may be on any */
    private record Volume(String path, Optional<Set<String>> nodes) {}

    /** @param volumes the PersistentVolumes */
    public static NodeClaims of(JsonNode volumes) {
        NodeClaims claims = new NodeClaims();
        for (JsonNode volume : volumes) {
            JsonNode spec = volume.path("spec");
            JsonNode claim = spec.path("claimRef");
            String path = spec.path("hostPath")
                    .path("path")
                    .asText(spec.path("local").path("path").asText(""));
            Volume found = new Volume(path, nodes(spec));
            if (!path.isEmpty() && claim.path("name").asText("").isEmpty()) {
                claims.free.add(found);
            } else if (!path.isEmpty()) {
                claims.byNamespace
                        .computeIfAbsent(claim.path("namespace").asText(""), namespace -> new HashMap<>())
                        .put(claim.path("name").asText(""), found);
            }
        }
        return claims;
    }

    /** The path of a node that a claim stands for; empty if it stands for none. */
    public String path(String namespace, String claim) {
        Volume volume = byNamespace.getOrDefault(namespace, Map.of()).get(claim);
        return volume == null ? "" : volume.path();
    }

    /**
     * The nodes of which whoever mounts the claims of a namespace can have everything.
     *
     * @return empty if it may be any
     */
    Optional<Set<String>> nodesBehind(String namespace) {
        return nodesBehind(byNamespace.getOrDefault(namespace, Map.of()).values());
    }

    /** The same of whoever claims the volumes that nobody has claimed yet. */
    Optional<Set<String>> nodesBehindFree() {
        return nodesBehind(free);
    }

    private static Optional<Set<String>> nodesBehind(Collection<Volume> volumes) {
        Set<String> nodes = new TreeSet<>();
        for (Volume volume : volumes) {
            if (NodePaths.leadToNode(volume.path(), true)) {
                if (volume.nodes().isEmpty()) {
                    return Optional.empty();
                }
                nodes.addAll(volume.nodes().get());
            }
        }
        return Optional.of(nodes);
    }

    /** Terms are alternatives; the expressions of one all have to hold. Labels other than the name of the node may be anywhere. */
    private static Optional<Set<String>> nodes(JsonNode spec) {
        Set<String> nodes = new HashSet<>();
        JsonNode terms = spec.path("nodeAffinity").path("required").path("nodeSelectorTerms");
        for (JsonNode term : terms) {
            Set<String> named = new HashSet<>();
            for (JsonNode expression : term.path("matchExpressions")) {
                if (expression.path("key").asText("").equals(HOSTNAME)
                        && expression.path("operator").asText("").equals("In")) {
                    expression.path("values").forEach(value -> named.add(value.asText("")));
                }
            }
            if (named.isEmpty()) {
                return Optional.empty();
            }
            nodes.addAll(named);
        }
        return nodes.isEmpty() ? Optional.empty() : Optional.of(nodes);
    }
}
