package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A pod with processes in it that somebody could get into.
 *
 * @param account the service account whose token it holds; empty if it holds none
 * @param isRootOnNode whether whoever is inside is as good as root on its node
 */
record RunningPod(String namespace, String name, String node, String account, boolean isRootOnNode) {

    static RunningPod of(JsonNode pod) {
        JsonNode spec = pod.path("spec");
        return new RunningPod(
                pod.path("metadata").path("namespace").asText(""),
                pod.path("metadata").path("name").asText(""),
                spec.path("nodeName").asText(""),
                TokenVolumes.forApiServer(spec).isEmpty()
                        ? ""
                        : spec.path("serviceAccountName").asText("default"),
                !PowerOverNode.of(spec).isEmpty());
    }
}
