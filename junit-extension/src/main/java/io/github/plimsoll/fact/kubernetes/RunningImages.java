package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What containers that ask for the same image really run. */
final class RunningImages {

    /** By what was asked for: what runs, with one pod that runs it. */
    private final Map<String, Map<String, String>> running = new HashMap<>();

    private RunningImages(Reading snapshot) {
        for (JsonNode pod : snapshot.document(KubernetesDocuments.PODS).raw().path("items")) {
            if (!Pods.isFinished(pod)) {
                Map<String, String> asked = new HashMap<>();
                for (String kind : PodForm.CONTAINERS) {
                    pod.path("spec")
                            .path(kind)
                            .forEach(container -> asked.put(
                                    container.path("name").asText(""),
                                    container.path("image").asText("")));
                }
                for (String kind : Set.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses")) {
                    pod.path("status").path(kind).forEach(status -> add(pod, status, asked));
                }
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if pods could not be listed */
    static RunningImages of(Reading snapshot) {
        return snapshot.derived(RunningImages.class, RunningImages::new);
    }

    /** Each image that runs where this one was asked for, with a pod that runs it. */
    Map<String, String> askedForAs(String image) {
        return running.getOrDefault(image, Map.of());
    }

    private void add(JsonNode pod, JsonNode status, Map<String, String> asked) {
        String id = status.path("imageID").asText("");
        String image = asked.getOrDefault(status.path("name").asText(""), "");
        if (!id.isEmpty() && !image.isEmpty()) {
            running.computeIfAbsent(image, key -> new TreeMap<>())
                    .putIfAbsent(
                            id.substring(id.lastIndexOf('@') + 1).replaceFirst("^.*://", ""),
                            Objects.subject(
                                    "pod",
                                    pod.path("metadata").path("namespace").asText(""),
                                    pod.path("metadata").path("name").asText("")));
        }
    }
}
