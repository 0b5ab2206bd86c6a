package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.LabelSelector;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which disruption budgets are for which workloads, worked out once, a namespace at a time. */
final class Budgets {

    private final Map<String, List<String>> workloads = new HashMap<>();
    private final Map<String, List<String>> budgets = new HashMap<>();

    private Budgets(Reading snapshot) {
        Map<String, List<Workloads.Form>> forms = new HashMap<>();
        for (Workloads.Form form : Workloads.of(snapshot).complete()) {
            forms.computeIfAbsent(namespace(form.object()), where -> new ArrayList<>())
                    .add(form);
        }
        for (Reading budget : Objects.of(snapshot, KubernetesDocuments.POD_DISRUPTION_BUDGETS, "poddisruptionbudget")) {
            forms.getOrDefault(namespace(budget), List.of()).stream()
                    .filter(form -> isFor(budget, form))
                    .forEach(form -> add(budget.subject(), form.name()));
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if budgets or workloads could not be listed */
    static Budgets of(Reading snapshot) {
        return snapshot.derived(Budgets.class, Budgets::new);
    }

    /** The workloads that a budget is for, whether they run or not. */
    List<String> workloadsOf(String budget) {
        return workloads.getOrDefault(budget, List.of());
    }

    /** Other budgets for one of the workloads of a budget. */
    List<String> rivalsOf(String budget) {
        TreeSet<String> rivals = new TreeSet<>();
        workloadsOf(budget).forEach(workload -> rivals.addAll(budgets.getOrDefault(workload, List.of())));
        rivals.remove(budget);
        return List.copyOf(rivals);
    }

    private void add(String budget, String workload) {
        workloads.computeIfAbsent(budget, key -> new ArrayList<>()).add(workload);
        budgets.computeIfAbsent(workload, key -> new ArrayList<>()).add(budget);
    }

    /** One without a selector is for no pod, one with an empty selector for all of the namespace. */
    private static boolean isFor(Reading budget, Workloads.Form form) {
        JsonNode selector = budget.raw().path("spec").path("selector");
        return !selector.isMissingNode()
                && !selector.isNull()
                && LabelSelector.of(selector, budget.subject())
                        .matches(Pods.labels(form.pod().raw()));
    }

    private static String namespace(Reading object) {
        return object.raw().path("metadata").path("namespace").asText("");
    }
}
