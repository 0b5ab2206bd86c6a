package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import java.util.List;

/** A PodDisruptionBudget: how many pods of a kind may be taken away on purpose at the same time. */
public final class DisruptionBudget extends KubernetesObject {

    DisruptionBudget(Reading budget) {
        super(budget);
    }

    /** The workloads in its namespace whose pods it is for, whether they run or not. */
    public List<String> workloads() {
        List<String> workloads = Budgets.of(reading()).workloadsOf(name());
        reading().recordDerived("workloads", workloads.isEmpty() ? "none" : String.join(", ", workloads));
        return workloads;
    }

    /** Other budgets for workloads that it is for: pods of two are never evicted, whatever each of them says. */
    public List<String> rivals() {
        List<String> rivals = Budgets.of(reading()).rivalsOf(name());
        reading().recordDerived("other budgets for them", rivals.isEmpty() ? "none" : String.join(", ", rivals));
        return rivals;
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
