package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What makes whoever is inside a pod as good as root on its node, if they are root in the pod.
 *
 * @param words for a person: {@code app is privileged}, {@code mounts /etc of its node}
 * @param fix how to undo it
 * @param takesRoot whether a user other than root gets no further by it
 */
public record PowerOverNode(String words, String fix, boolean takesRoot) {

    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");

    /** Capabilities that act on the whole node, whatever namespaces the container is in. */
    private static final Set<String> OF_THE_NODE = Set.of("ALL", "SYS_ADMIN", "SYS_MODULE", "DAC_READ_SEARCH");

    /** Processes of the node can be taken over by this one, where they are seen. */
    private static final String OF_SEEN_PROCESSES = "SYS_PTRACE";

    /**
     * @param spec of a pod or of a template
     * @param ofClaim the path of a node that a claim for storage stands for; empty if it stands for none
     */
    public static List<PowerOverNode> of(JsonNode spec, UnaryOperator<String> ofClaim) {
        List<PowerOverNode> powers = new ArrayList<>();
        for (String kind : CONTAINERS) {
            for (JsonNode container : spec.path(kind)) {
                // Whoever gets into the pod gets into each container that is still there.
                if (!kind.equals("initContainers")
                        || container.path("restartPolicy").asText("").equals("Always")) {
                    ofContainer(container, spec, powers);
                }
            }
        }
        decisivePaths(spec, ofClaim)
                .forEach(path -> powers.add(new PowerOverNode(
                        "mounts " + path + " of its node",
                        "Take the volume out that is " + path + " of its node",
                        true)));
        return powers;
    }

    /**
     * The paths of the node that are mounted and from which all of it can be had: its keys, its programs or what controls its containers.
     *
     * @param ofClaim the path of a node that a claim for storage stands for; empty if it stands for none
     */
    public static List<String> decisivePaths(JsonNode spec, UnaryOperator<String> ofClaim) {
        List<String> paths = new ArrayList<>();
        for (JsonNode volume : spec.path("volumes")) {
            String claim =
                    volume.path("persistentVolumeClaim").path("claimName").asText("");
            String path = (claim.isEmpty()
                            ? volume.path("hostPath").path("path").asText("")
                            : ofClaim.apply(claim))
                    .replaceFirst("(?<=.)/+$", "");
            if (!path.isEmpty() && NodePaths.leadToNode(path, isWritten(volume, spec))) {
                paths.add(path);
            }
        }
        return paths;
    }

    private static boolean isWritten(JsonNode volume, JsonNode spec) {
        if (volume.path("persistentVolumeClaim").path("readOnly").asBoolean(false)) {
            return false;
        }
        String name = volume.path("name").asText("");
        for (String kind : CONTAINERS) {
            for (JsonNode container : spec.path(kind)) {
                for (JsonNode mount : container.path("volumeMounts")) {
                    if (mount.path("name").asText("").equals(name)
                            && !mount.path("readOnly").asBoolean(false)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void ofContainer(JsonNode container, JsonNode spec, List<PowerOverNode> powers) {
        String name = container.path("name").asText("");
        JsonNode context = container.path("securityContext");
        if (context.path("windowsOptions")
                .path("hostProcess")
                .asBoolean(spec.path("securityContext")
                        .path("windowsOptions")
                        .path("hostProcess")
                        .asBoolean(false))) {
            powers.add(new PowerOverNode(
                    name + " is a process of its Windows node", "Take windowsOptions.hostProcess out", false));
        }
        if (context.path("privileged").asBoolean(false)) {
            powers.add(new PowerOverNode(
                    name + " is privileged", "Set privileged: false, and add the capabilities that it needs", true));
            return;
        }
        // In a user namespace of its own a capability is good for what is in there, and for nothing else.
        if (spec.path("hostUsers").asBoolean(true)) {
            for (JsonNode added : context.path("capabilities").path("add")) {
                String capability = added.asText("").toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
                if (OF_THE_NODE.contains(capability)
                        || (capability.equals(OF_SEEN_PROCESSES)
                                && spec.path("hostPID").asBoolean(false))) {
                    powers.add(new PowerOverNode(
                            name + " has the capability " + capability,
                            "Take " + capability + " out of capabilities.add",
                            true));
                }
            }
        }
    }
}
