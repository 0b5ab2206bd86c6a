package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A pod with processes in it that somebody could get into.
 *
 * @param account the service account whose token it holds; empty if it holds none
 * @param isRootOnNode whether whoever is inside is as good as root on its node
 * @param mayBeRootOnNode whether a container in it could be, since root in it is root to the kernel
 */
record RunningPod(
        String namespace, String name, String node, String account, boolean isRootOnNode, boolean mayBeRootOnNode) {

    /** @param ofClaim the path of a node that a claim of its namespace stands for; empty if it stands for none */
    static RunningPod of(JsonNode pod, UnaryOperator<String> ofClaim) {
        JsonNode spec = pod.path("spec");
        String node = spec.path("nodeName").asText("");
        return new RunningPod(
                pod.path("metadata").path("namespace").asText(""),
                pod.path("metadata").path("name").asText(""),
                node,
                TokenVolumes.forApiServer(spec).isEmpty()
                        ? ""
                        : spec.path("serviceAccountName").asText("default"),
                !PowerOverNode.of(spec, ofClaim).isEmpty(),
                !node.isEmpty() && spec.path("hostUsers").asBoolean(true));
    }

    /** The nodes of those in which a container could be root there. */
    static Set<String> nodesWithin(List<RunningPod> pods) {
        Set<String> nodes = new TreeSet<>();
        pods.stream().filter(RunningPod::mayBeRootOnNode).map(RunningPod::node).forEach(nodes::add);
        return nodes;
    }
}
