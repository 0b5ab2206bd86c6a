package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A pod with processes in it that somebody could get into.
 *
 * @param account the service account whose token it holds; empty if it holds none
 * @param isRootOnNode whether whoever is inside is as good as root on its node
 */
record RunningPod(String namespace, String name, String node, String account, boolean isRootOnNode) {

    /** Directories of a node from which all of it can be had, with all that is above them. */
    private static final List<String> DECISIVE = List.of(
            "/etc",
            "/root",
            "/proc",
            "/var/lib/kubelet",
            "/var/lib/etcd",
            "/var/lib/docker",
            "/var/lib/containerd",
            "/run/containerd",
            "/var/run/containerd",
            "/run/docker.sock",
            "/var/run/docker.sock",
            "/run/crio",
            "/var/run/crio");

    static RunningPod of(JsonNode pod) {
        JsonNode spec = pod.path("spec");
        return new RunningPod(
                pod.path("metadata").path("namespace").asText(""),
                pod.path("metadata").path("name").asText(""),
                spec.path("nodeName").asText(""),
                holdsToken(spec) ? spec.path("serviceAccountName").asText("default") : "",
                isPrivileged(spec) || mountsNode(spec));
    }

    private static boolean holdsToken(JsonNode spec) {
        for (JsonNode volume : spec.path("volumes")) {
            for (JsonNode source : volume.path("projected").path("sources")) {
                if (source.has("serviceAccountToken")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Of whatever kind the container is: whoever gets into the pod gets into each. */
    private static boolean isPrivileged(JsonNode spec) {
        for (String kind : List.of("containers", "initContainers", "ephemeralContainers")) {
            for (JsonNode container : spec.path(kind)) {
                boolean runs = !kind.equals("initContainers")
                        || container.path("restartPolicy").asText("").equals("Always");
                if (runs && container.path("securityContext").path("privileged").asBoolean(false)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mountsNode(JsonNode spec) {
        for (JsonNode volume : spec.path("volumes")) {
            String path = volume.path("hostPath").path("path").asText("");
            if (!path.isEmpty()
                    && DECISIVE.stream()
                            .anyMatch(decisive -> path.equals("/")
                                    || path.equals(decisive)
                                    || decisive.startsWith(path + "/")
                                    || path.startsWith("/etc/kubernetes"))) {
                return true;
            }
        }
        return false;
    }
}
