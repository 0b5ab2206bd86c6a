package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

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

    /** By what its pods call themselves, and the last parts of the names of its images. */
    static Set<String> namesOf(Workloads.Form form) {
        Set<String> names = new TreeSet<>(Set.of(application(form)));
        for (JsonNode container : form.pod().raw().path("spec").path("containers")) {
            names.add(new ImageName(container.path("image").asText("")).lastPart());
        }
        return names;
    }

    /** Those of some programs that something is called after. */
    static List<String> programs(List<String> known, Collection<String> names) {
        return known.stream()
                .filter(program -> {
                    Pattern called = Pattern.compile(
                            "(?:.*[^a-z0-9])?" + Pattern.quote(program) + "(?:[^a-z0-9].*)?", Pattern.CASE_INSENSITIVE);
                    return names.stream().anyMatch(name -> called.matcher(name).matches());
                })
                .toList();
    }
}
