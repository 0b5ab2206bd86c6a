package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The pod that looks at a node for a moment: root, to be let in where root is, but without any capability, without the network of
 * the node, without a token, and with nothing that it could write to.
 */
final class NodePod {

    /** The label by which pods of earlier runs are found. */
    static final String OWNER = "app.kubernetes.io/managed-by";

    static final String RUN = "plimsoll/run";
    static final String NAME = "plimsoll-node-";
    static final int LIFE_SECONDS = 60;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NodePod() {}

    /**
     * @param name of the pod
     * @param run of the audit
     * @param mounts paths of the node, with what they have to be
     */
    static ObjectNode of(
            String name,
            String run,
            String node,
            String image,
            String script,
            Map<String, String> mounts,
            List<String> arguments) {
        ObjectNode pod = JSON.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata").put("name", name);
        metadata.putObject("labels").put(OWNER, "plimsoll").put(RUN, run);
        ObjectNode spec = pod.putObject("spec")
                .put("nodeName", node)
                .put("restartPolicy", "Never")
                .put("activeDeadlineSeconds", LIFE_SECONDS)
                .put("terminationGracePeriodSeconds", 0)
                .put("automountServiceAccountToken", false)
                .put("enableServiceLinks", false);
        spec.putObject("securityContext")
                .put("runAsUser", 0)
                .put("runAsGroup", 0)
                .putObject("seccompProfile")
                .put("type", "RuntimeDefault");
        spec.putArray("tolerations").addObject().put("operator", "Exists");
        ObjectNode container = spec.putArray("containers").addObject();
        container.put("name", "collector").put("image", image).put("imagePullPolicy", "IfNotPresent");
        ArrayNode command =
                container.putArray("command").add("sh").add("-c").add(script).add("sh");
        arguments.forEach(command::add);
        ObjectNode security = container.putObject("securityContext");
        security.put("allowPrivilegeEscalation", false).put("readOnlyRootFilesystem", true);
        security.putObject("capabilities").putArray("drop").add("ALL");
        ObjectNode resources = container.putObject("resources");
        resources.putObject("requests").put("cpu", "10m").put("memory", "16Mi");
        resources.putObject("limits").put("cpu", "500m").put("memory", "64Mi");
        mount(spec, container, mounts);
        return pod;
    }

    private static void mount(ObjectNode spec, ObjectNode container, Map<String, String> mounts) {
        ArrayNode volumes = spec.putArray("volumes");
        ArrayNode places = container.putArray("volumeMounts");
        mounts.forEach((path, type) -> {
            String name = "v" + volumes.size();
            volumes.addObject()
                    .put("name", name)
                    .putObject("hostPath")
                    .put("path", path)
                    .put("type", type);
            places.addObject()
                    .put("name", name)
                    .put("mountPath", "/host" + path)
                    .put("readOnly", true);
        });
    }

    /** Whether the pod has come to an end, with or without success. */
    static boolean isDone(JsonNode pod) {
        String phase = pod.path("status").path("phase").asText();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Why it will not start, for example because there is no such image; empty if it may yet. */
    static String trouble(JsonNode pod) {
        JsonNode waiting = pod.path("status")
                .path("containerStatuses")
                .path(0)
                .path("state")
                .path("waiting");
        String reason = waiting.path("reason").asText("");
        return reason.isEmpty() || reason.equals("ContainerCreating") || reason.equals("PodInitializing")
                ? ""
                : reason + ": " + waiting.path("message").asText("");
    }
}
