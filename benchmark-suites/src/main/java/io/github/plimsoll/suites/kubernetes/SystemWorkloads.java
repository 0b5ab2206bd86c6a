package io.github.plimsoll.suites.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

/** What a cluster itself runs by needs powers that nothing else does. A site says by its policy which that is. */
final class SystemWorkloads {

    private static final String KEY = "kubernetes.system-workloads";
    private static final String REASON = "part of the cluster itself, by the policy " + KEY;

    private SystemWorkloads() {}

    static void leaveOut(Workload workload, Policy policy) {
        assumeFalse(workload.isOneOf(policy.texts(KEY)), REASON);
    }

    static void leaveOut(PodContainer container, Policy policy) {
        assumeFalse(container.isPartOf(policy.texts(KEY)), REASON);
    }
}
