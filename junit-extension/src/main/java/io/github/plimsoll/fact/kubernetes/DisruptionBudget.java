package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.LabelSelector;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.List;

/** A PodDisruptionBudget: how many pods of a kind may be taken away on purpose at the same time. */
public final class DisruptionBudget extends KubernetesObject {

    DisruptionBudget(Reading budget) {
        super(budget);
    }

    /** The workloads in its namespace whose pods it is for, whether they run or not. */
    public List<String> workloads() {
        JsonNode selector = reading().raw().path("spec").path("selector");
        LabelSelector chosen = LabelSelector.of(selector, name());
        String namespace = namespace();
        // One without a selector is for no pod, one with an empty selector for all of the namespace.
        List<String> workloads = selector.isMissingNode() || selector.isNull()
                ? List.of()
                : Workloads.of(reading()).complete().stream()
                        .filter(form -> form.object()
                                .raw()
                                .path("metadata")
                                .path("namespace")
                                .asText("")
                                .equals(namespace))
                        .filter(form -> chosen.matches(Pods.labels(form.pod().raw())))
                        .map(Workloads.Form::name)
                        .toList();
        reading().recordDerived("workloads", workloads.isEmpty() ? "none" : String.join(", ", workloads));
        return workloads;
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
