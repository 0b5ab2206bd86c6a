package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which workloads the selectors of Services lead to. */
final class ServedWorkloads {

    private static final List<String> NAMES = List.of("app.kubernetes.io/name", "app", "k8s-app");

    private final Map<String, List<Workloads.Form>> byNamespace = new HashMap<>();

    private ServedWorkloads(Reading snapshot) {
        for (Workloads.Form form : Workloads.of(snapshot).complete()) {
            byNamespace
                    .computeIfAbsent(
                            form.object()
                                    .raw()
                                    .path("metadata")
                                    .path("namespace")
                                    .asText(""),
                            key -> new ArrayList<>())
                    .add(form);
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if not every workload is known */
    static ServedWorkloads of(Reading snapshot) {
        return snapshot.derived(ServedWorkloads.class, ServedWorkloads::new);
    }

    /** One without a selector leads to no pod by itself. */
    List<Workloads.Form> behind(JsonNode service) {
        JsonNode selector = service.path("spec").path("selector");
        if (selector.isEmpty()) {
            return List.of();
        }
        return byNamespace
                .getOrDefault(service.path("metadata").path("namespace").asText(""), List.of())
                .stream()
                .filter(form -> {
                    Map<String, String> labels = Pods.labels(form.pod().raw());
                    return selector.properties().stream()
                            .allMatch(label -> label.getValue().asText("").equals(labels.get(label.getKey())));
                })
                .toList();
    }

    /** What a workload's pods call themselves; the workload's own name where they do not. */
    static String application(Workloads.Form form) {
        Map<String, String> labels = Pods.labels(form.pod().raw());
        return NAMES.stream()
                .filter(labels::containsKey)
                .map(name -> labels.getOrDefault(name, ""))
                .findFirst()
                .orElseGet(
                        () -> form.object().raw().path("metadata").path("name").asText(""));
    }

    /** The last parts of the names of its images. */
    static List<String> imagesOf(Workloads.Form form) {
        List<String> images = new ArrayList<>();
        for (JsonNode container : form.pod().raw().path("spec").path("containers")) {
            images.add(new ImageName(container.path("image").asText("")).lastPart());
        }
        return images;
    }
}
