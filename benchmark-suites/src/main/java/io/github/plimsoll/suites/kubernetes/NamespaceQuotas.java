package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.Namespace;
import io.github.plimsoll.policy.Policy;

/** Threat D1: how much all pods of a namespace may take together. */
@KubernetesControls
public class NamespaceQuotas {

    @Control(
            title = "Quotas bound what a namespace takes",
            why = "Without a quota one team, or one mistake in a loop, takes the whole cluster.",
            fix = "kubectl -n NAMESPACE create quota all --hard=cpu=8,memory=16Gi,pods=50",
            severity = MEDIUM)
    @DenialOfService("D1")
    void namespaces_have_quotas(Namespace namespace, Policy policy) {
        leaveOutTheSystem(namespace, policy);
        assertThat(namespace.withoutQuota())
                .as("resources that no quota bounds")
                .isEmpty();
    }

    @Control(
            title = "Nothing in a namespace is beyond its quotas",
            why = "A quota stops only what is made after it: what was there before takes more than anybody allowed.",
            fix = "Remove what is too much, or raise the quota to what is meant.",
            severity = LOW)
    @DenialOfService("D1")
    void quotas_are_kept(Namespace namespace, Policy policy) {
        leaveOutTheSystem(namespace, policy);
        assumeTrue(namespace.hasQuotas(), "it has no quota");
        assertThat(namespace.beyondQuota()).as("used beyond a quota").isEmpty();
    }

    @Control(
            title = "Containers that name no memory limit get one",
            why = "Somebody always forgets to set a limit; the namespace can set one for them.",
            fix = "kubectl apply a LimitRange of type Container with default.memory in the namespace.",
            severity = LOW)
    @DenialOfService("D1")
    void limit_ranges_fill_in(Namespace namespace, Policy policy) {
        leaveOutTheSystem(namespace, policy);
        assertThat(namespace.defaultLimit("memory"))
                .as("memory limit of containers that name none")
                .isPositive();
    }

    @Control(
            title = "Pods that have ended do not pile up",
            why = "Each of them stays in the store and in every list until somebody removes it.",
            fix =
                    "kubectl -n NAMESPACE delete pods --field-selector=status.phase=Succeeded; give the jobs that made them ttlSecondsAfterFinished.",
            severity = LOW)
    @DenialOfService("D1")
    void ended_pods_do_not_pile_up(Namespace namespace, Policy policy) {
        assertThat(namespace.endedPods())
                .as("pods that have ended")
                .isLessThanOrEqualTo(policy.number("kubernetes.max-ended-pods-in-a-namespace"));
    }

    private static void leaveOutTheSystem(Namespace namespace, Policy policy) {
        assumeFalse(
                policy.texts("kubernetes.system-namespaces").contains(namespace.objectName()),
                "it is a namespace of the cluster itself");
    }
}
