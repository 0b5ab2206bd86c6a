package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.util.HashMap;
import java.util.Map;

/** Storage that is a path of a node, by the claims that got it: a pod that mounts such a claim has the path without naming it. */
final class NodeVolumes {

    private final Map<String, String> byClaim = new HashMap<>();

    private NodeVolumes(Reading snapshot) {
        for (JsonNode volume :
                snapshot.document(KubernetesDocuments.PERSISTENT_VOLUMES).raw().path("items")) {
            JsonNode spec = volume.path("spec");
            String path = spec.path("hostPath")
                    .path("path")
                    .asText(spec.path("local").path("path").asText(""));
            if (!path.isEmpty()) {
                byClaim.put(
                        key(
                                spec.path("claimRef").path("namespace").asText(""),
                                spec.path("claimRef").path("name").asText("")),
                        path);
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static NodeVolumes of(Reading snapshot) {
        return snapshot.derived(NodeVolumes.class, NodeVolumes::new);
    }

    /** The path of a node that a claim stands for, noted with whoever asks; empty if it stands for none. */
    String path(String namespace, String claim, Reading recorded) {
        String path = byClaim.getOrDefault(key(namespace, claim), "");
        recorded.recordDerived("path of the claim " + claim, path.isEmpty() ? "none of a node" : path);
        return path;
    }

    private static String key(String namespace, String claim) {
        return namespace + "/" + claim;
    }
}
