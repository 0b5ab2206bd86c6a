package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.LabelSelector;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.List;
import java.util.function.Predicate;

/** A PodDisruptionBudget: how many pods of a kind may be taken away on purpose at the same time. */
public final class DisruptionBudget extends KubernetesObject {

    DisruptionBudget(Reading budget) {
        super(budget);
    }

    /** The workloads in its namespace whose pods it is for, whether they run or not. */
    public List<String> workloads() {
        List<String> workloads = forms().stream().map(Workloads.Form::name).toList();
        reading().recordDerived("workloads", workloads.isEmpty() ? "none" : String.join(", ", workloads));
        return workloads;
    }

    /** Other budgets for workloads that it is for: pods of two are never evicted, whatever each of them says. */
    public List<String> rivals() {
        String namespace = namespace();
        List<Workloads.Form> own = forms();
        List<String> rivals =
                Objects.of(reading().unrecorded(), KubernetesDocuments.POD_DISRUPTION_BUDGETS, "poddisruptionbudget")
                        .stream()
                        .filter(other -> !other.subject().equals(name())
                                && other.value("metadata.namespace").asText("").equals(namespace)
                                && own.stream().anyMatch(chosen(other.raw(), other.subject())))
                        .map(Reading::subject)
                        .toList();
        reading().recordDerived("other budgets for them", rivals.isEmpty() ? "none" : String.join(", ", rivals));
        return rivals;
    }

    private List<Workloads.Form> forms() {
        String namespace = namespace();
        Predicate<Workloads.Form> chosen = chosen(reading().raw(), name());
        return Workloads.of(reading()).complete().stream()
                .filter(form -> form.object()
                        .raw()
                        .path("metadata")
                        .path("namespace")
                        .asText("")
                        .equals(namespace))
                .filter(chosen)
                .toList();
    }

    /** One without a selector is for no pod, one with an empty selector for all of the namespace. */
    private static Predicate<Workloads.Form> chosen(JsonNode budget, String place) {
        JsonNode selector = budget.path("spec").path("selector");
        LabelSelector labels = LabelSelector.of(selector, place);
        boolean isForSome = !selector.isMissingNode() && !selector.isNull();
        return form -> isForSome && labels.matches(Pods.labels(form.pod().raw()));
    }

    /** How many pods it is for, as the cluster counts them. */
    public long pods() {
        return read("status.expectedPods").requiredLong();
    }

    /** How many of them have to stay. */
    public long staying() {
        return read("status.desiredHealthy").requiredLong();
    }
}
