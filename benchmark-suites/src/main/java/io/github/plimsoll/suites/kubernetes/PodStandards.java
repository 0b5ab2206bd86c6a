package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.fact.kubernetes.pss.Level;
import io.github.plimsoll.policy.Policy;

/** The Pod Security Standards as a whole, by the version of the cluster or the policy, for pods and templates, whatever their namespace admits. */
@KubernetesControls
public class PodStandards {

    @Control(
            title = "Pods meet the baseline Pod Security Standard",
            why = "What the baseline forbids are the known ways out of a container and onto its node.",
            fix =
                    "Remove what is named; kubectl label --dry-run=server ns NAME pod-security.kubernetes.io/enforce=baseline shows it.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void meets_the_baseline_standard(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.standards().broken(Level.BASELINE, policy.text(PodChecks.VERSION)))
                .as("broken checks of the baseline")
                .isEmpty();
    }

    @Control(
            title = "Pods meet the restricted Pod Security Standard",
            why =
                    "The restricted standard is what Kubernetes holds for good practice today; most services can be run by it.",
            fix =
                    "Set what is named; kubectl label --dry-run=server ns NAME pod-security.kubernetes.io/enforce=restricted shows it.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void meets_the_restricted_standard(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.standards().broken(Level.RESTRICTED, policy.text(PodChecks.VERSION)))
                .as("broken checks of the restricted standard")
                .isEmpty();
    }
}
