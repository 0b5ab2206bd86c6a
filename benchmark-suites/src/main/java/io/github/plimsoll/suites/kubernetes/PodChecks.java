package io.github.plimsoll.suites.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

/** How one check of the Pod Security Standards is judged, under the name that Kubernetes gives it. */
final class PodChecks {

    static final String VERSION = "kubernetes.pod-security-version";

    private PodChecks() {}

    static void hold(Workload workload, String check, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        String version = policy.text(VERSION);
        assumeTrue(
                workload.standards().isChecked(check, version),
                () -> "this version of the Pod Security Standards has no " + check);
        assertThat(workload.standards().breaks(check, version))
                .as("breaks " + check)
                .isFalse();
    }
}
