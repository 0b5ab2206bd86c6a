package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Agents that send logs away from their node: pods of DaemonSets that run a program known for it. */
final class LogShippers {

    /** One agent that runs: its pod, and the directories of its node that it reads. */
    record Agent(String name, List<String> reads) {

        boolean readsFile(String path) {
            return reads.stream()
                    .anyMatch(directory ->
                            directory.equals("/") || path.equals(directory) || path.startsWith(directory + "/"));
        }
    }

    private final Map<String, List<Agent>> byNode = new LinkedHashMap<>();

    private LogShippers(Reading snapshot, List<String> programs) {
        for (Reading node : Objects.of(snapshot, KubernetesDocuments.NODES, "node")) {
            byNode.put(node.value("metadata.name").requiredText(), new ArrayList<>());
        }
        for (Reading place : Objects.of(snapshot, KubernetesDocuments.PODS, "pod")) {
            JsonNode pod = place.raw();
            List<Agent> agents = byNode.get(pod.path("spec").path("nodeName").asText(""));
            boolean isDaemon = WorkloadKind.controllerOf(pod)
                    .filter(owner -> owner.startsWith("daemonset/"))
                    .isPresent();
            if (agents != null && isDaemon && runsOneOf(pod, programs)) {
                agents.add(new Agent(place.subject(), hostPaths(pod)));
            }
        }
    }

    /**
     * @param programs ends of the names of their images, for example {@code fluent-bit}
     * @throws io.github.plimsoll.fact.Unreadable if nodes or pods could not be listed
     */
    static LogShippers of(Reading snapshot, List<String> programs) {
        return new LogShippers(snapshot.unrecorded(), programs);
    }

    List<String> nodesWithout() {
        return byNode.entrySet().stream()
                .filter(node -> node.getValue().isEmpty())
                .map(node -> "node/" + node.getKey())
                .toList();
    }

    List<String> on(String node, String file) {
        return byNode.getOrDefault(node, List.of()).stream()
                .filter(agent -> agent.readsFile(file))
                .map(Agent::name)
                .toList();
    }

    private static boolean runsOneOf(JsonNode pod, List<String> programs) {
        for (JsonNode container : pod.path("spec").path("containers")) {
            String repository = new ImageName(container.path("image").asText("")).repository();
            if (programs.stream().anyMatch(program -> repository.endsWith("/" + program))
                    && isReady(pod, container.path("name").asText())) {
                return true;
            }
        }
        return false;
    }

    /** One that waits for its image, or starts again and again, sends nothing. */
    private static boolean isReady(JsonNode pod, String container) {
        for (JsonNode status : pod.path("status").path("containerStatuses")) {
            if (status.path("name").asText().equals(container)) {
                return status.path("ready").asBoolean(false);
            }
        }
        return false;
    }

    private static List<String> hostPaths(JsonNode pod) {
        List<String> paths = new ArrayList<>();
        for (JsonNode volume : pod.path("spec").path("volumes")) {
            String path = volume.path("hostPath").path("path").asText("");
            if (!path.isEmpty()) {
                paths.add(path.replaceFirst("(?<=.)/+$", ""));
            }
        }
        return paths;
    }
}
