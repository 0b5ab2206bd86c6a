package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What ResourceQuotas allow the pods of each namespace to take together. */
final class Quotas {

    /** What bounds each resource, by the names that quotas have for it. */
    private static final Map<String, Set<String>> NAMES = Map.of(
            "cpu", Set.of("cpu", "requests.cpu", "limits.cpu"),
            "memory", Set.of("memory", "requests.memory", "limits.memory"),
            "pods", Set.of("pods", "count/pods"));

    /** Two quotas with these scopes are for all pods between them. */
    private static final List<Set<String>> WHOLE =
            List.of(Set.of("Terminating", "NotTerminating"), Set.of("BestEffort", "NotBestEffort"));

    private final Map<String, List<Reading>> byNamespace = new HashMap<>();

    private Quotas(Reading snapshot) {
        for (Reading quota : Objects.of(snapshot, KubernetesDocuments.RESOURCE_QUOTAS, "resourcequota")) {
            byNamespace
                    .computeIfAbsent(
                            quota.raw().path("metadata").path("namespace").asText(""), key -> new ArrayList<>())
                    .add(quota);
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static Quotas of(Reading snapshot) {
        return snapshot.derived(Quotas.class, Quotas::new);
    }

    /** Those of {@code cpu}, {@code memory} and {@code pods} of which a namespace may take all there is. */
    List<String> unbounded(String namespace, Reading recorded) {
        List<String> unbounded = new TreeSet<>(NAMES.keySet())
                .stream()
                        .filter(resource ->
                                bounding(namespace, resource, hard -> true).isEmpty())
                        .toList();
        note(recorded, namespace);
        return unbounded;
    }

    /** The quotas that stop pods before there are so many: those of what pods ask for, and those that allow fewer. */
    List<String> onPods(String namespace, long most, Reading recorded) {
        Set<String> quotas = new TreeSet<>();
        NAMES.keySet()
                .forEach(resource -> quotas.addAll(bounding(
                        namespace,
                        resource,
                        hard -> !resource.equals("pods")
                                || Quantity.parse(hard).compareTo(BigDecimal.valueOf(most)) < 0)));
        note(recorded, namespace);
        return List.copyOf(quotas);
    }

    /** What is used beyond a quota, because it was there before, for example {@code pods 5 of 3 (resourcequota/shop/few)}. */
    List<String> exceeded(String namespace, Reading recorded) {
        List<String> exceeded = new ArrayList<>();
        for (Reading quota : in(namespace)) {
            JsonNode status = quota.raw().path("status");
            status.path("hard").properties().forEach(hard -> {
                String used = status.path("used").path(hard.getKey()).asText("0");
                if (Quantity.parse(used)
                                .compareTo(Quantity.parse(hard.getValue().asText()))
                        > 0) {
                    exceeded.add(hard.getKey() + " " + used + " of "
                            + hard.getValue().asText() + " (" + quota.subject() + ")");
                }
            });
        }
        note(recorded, namespace);
        return exceeded;
    }

    boolean isNone(String namespace) {
        return in(namespace).isEmpty();
    }

    private Set<String> bounding(String namespace, String resource, Predicate<String> enough) {
        Set<String> whole = new TreeSet<>();
        Map<String, String> scoped = new HashMap<>();
        for (Reading quota : in(namespace)) {
            JsonNode spec = quota.raw().path("spec");
            boolean bounds = NAMES.getOrDefault(resource, Set.of()).stream()
                    .anyMatch(name -> spec.path("hard").has(name)
                            && enough.test(spec.path("hard").path(name).asText()));
            if (bounds
                    && spec.path("scopes").isEmpty()
                    && spec.path("scopeSelector").isEmpty()) {
                whole.add(quota.subject());
            } else if (bounds
                    && spec.path("scopes").size() == 1
                    && spec.path("scopeSelector").isEmpty()) {
                scoped.put(spec.path("scopes").path(0).asText(""), quota.subject());
            }
        }
        if (whole.isEmpty() && WHOLE.stream().anyMatch(scoped.keySet()::containsAll)) {
            whole.addAll(scoped.values());
        }
        return whole;
    }

    private List<Reading> in(String namespace) {
        return byNamespace.getOrDefault(namespace, List.of());
    }

    private void note(Reading recorded, String namespace) {
        List<String> names = in(namespace).stream().map(Reading::subject).toList();
        recorded.recordDerived("quotas", names.isEmpty() ? "none" : String.join(", ", names));
    }
}
