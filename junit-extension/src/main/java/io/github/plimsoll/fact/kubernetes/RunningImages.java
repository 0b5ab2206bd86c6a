package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import io.github.plimsoll.fact.scan.ImageIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What containers that ask for the same image really run. */
final class RunningImages {

    private static final List<String> STATUSES =
            List.of("initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses");

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
                statuses(pod).forEach(status -> add(pod, status, asked));
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if pods could not be listed */
    static RunningImages of(Reading snapshot) {
        return snapshot.derived(RunningImages.class, RunningImages::new);
    }

    /** Each image that runs where this one was asked for, with a pod that runs it. */
    Map<String, String> askedForAs(String image) {
        return running.getOrDefault(key(image), Map.of());
    }

    /**
     * What runs as a container, by what a finding calls it; what was asked for where nothing is known to run.
     *
     * @param pods those of its form; where none of them runs it, others may that were changed on their way in
     */
    Map<String, ImageIdentity> identities(List<Reading> pods, String container, String asked) {
        Set<String> ids = new TreeSet<>();
        for (Reading pod : pods) {
            if (!Pods.isFinished(pod.raw())) {
                statuses(pod.raw(), container).stream()
                        .map(status -> status.path("imageID").asText(""))
                        .filter(id -> !id.isEmpty())
                        .forEach(ids::add);
            }
        }
        Map<String, ImageIdentity> identities = new TreeMap<>();
        for (String id : ids.isEmpty() ? askedForAs(asked).keySet() : ids) {
            identities.put(asked + " running as " + id, ImageIdentity.of(List.of(asked, id)));
        }
        return identities.isEmpty() ? Map.of(asked, ImageIdentity.of(List.of(asked))) : identities;
    }

    /** What a pod tells of one of its containers. */
    static List<JsonNode> statuses(JsonNode pod, String container) {
        return statuses(pod).stream()
                .filter(status -> status.path("name").asText("").equals(container))
                .toList();
    }

    private static List<JsonNode> statuses(JsonNode pod) {
        List<JsonNode> statuses = new ArrayList<>();
        for (String kind : STATUSES) {
            pod.path("status").path(kind).forEach(statuses::add);
        }
        return statuses;
    }

    /** However it is written; of what is pinned the tag says nothing. */
    private static String key(String image) {
        ImageName name = new ImageName(image);
        return name.isPinned() ? name.repository() + "@" + name.digest() : name.full();
    }

    private void add(JsonNode pod, JsonNode status, Map<String, String> asked) {
        String id = status.path("imageID").asText("");
        String image = asked.getOrDefault(status.path("name").asText(""), "");
        if (!id.isEmpty() && !image.isEmpty()) {
            running.computeIfAbsent(key(image), key -> new TreeMap<>())
                    .putIfAbsent(
                            id.substring(id.lastIndexOf('@') + 1).replaceFirst("^.*://", ""),
                            Objects.subject(
                                    "pod",
                                    pod.path("metadata").path("namespace").asText(""),
                                    pod.path("metadata").path("name").asText("")));
        }
    }
}
