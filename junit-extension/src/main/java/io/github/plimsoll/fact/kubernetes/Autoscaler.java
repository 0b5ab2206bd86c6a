package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import java.util.List;

/** A HorizontalPodAutoscaler: what makes more pods of a workload when it has more to do. */
public final class Autoscaler extends KubernetesObject {

    Autoscaler(Reading autoscaler) {
        super(autoscaler);
    }

    /** How many pods it makes at most. */
    public long mostPods() {
        return read("spec.maxReplicas").requiredLong();
    }

    /** The quotas of its namespace that stop it, whatever it wants: those that count fewer pods, or what pods ask for. */
    public List<String> stoppedBy() {
        return Quotas.of(reading()).onPods(namespace(), mostPods(), reading());
    }
}
