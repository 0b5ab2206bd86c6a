package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pods on each node, and those of each namespace that have ended. */
final class NodePods {

    private final Map<String, List<JsonNode>> onNodes = new HashMap<>();
    private final Map<String, Integer> ended = new HashMap<>();

    private NodePods(Reading snapshot) {
        for (JsonNode pod : snapshot.document(KubernetesDocuments.PODS).raw().path("items")) {
            if (Pods.isFinished(pod)) {
                ended.merge(pod.path("metadata").path("namespace").asText(""), 1, Integer::sum);
            } else {
                onNodes.computeIfAbsent(pod.path("spec").path("nodeName").asText(""), node -> new ArrayList<>())
                        .add(pod);
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static NodePods of(Reading snapshot) {
        return snapshot.derived(NodePods.class, NodePods::new);
    }

    /** Those on a node that have not ended. */
    List<JsonNode> on(String node) {
        return onNodes.getOrDefault(node, List.of());
    }

    int endedIn(String namespace) {
        return ended.getOrDefault(namespace, 0);
    }
}
