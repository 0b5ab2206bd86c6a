package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.Namespace;
import io.github.plimsoll.policy.Policy;

/** Sections 5.2 and 5.6: what namespaces admit, and what they are used for. */
@KubernetesControls
public class NamespaceUse {

    @Control(
            title = "Something refuses dangerous pods in each namespace",
            why = "Where nothing does, whoever may create a pod has the node that it runs on.",
            fix = "kubectl label namespace NAME pod-security.kubernetes.io/enforce=baseline (better: restricted).",
            severity = HIGH)
    @CisKubernetes("5.2.1")
    @Level1
    @ElevationOfPrivilege("E1")
    @Tampering("T1")
    void dangerous_pods_are_refused(Namespace namespace, Policy policy) {
        leaveOutTheSystem(namespace, policy);
        if (enforcedStandard(namespace, policy).equals("privileged")) {
            assertThat(namespace.otherPolicies(policy.texts("kubernetes.pod-policies")))
                    .as("no Pod Security Standard is enforced; policies that refuse pods")
                    .isNotEmpty();
        }
    }

    @Control(
            title = "Namespaces admit restricted pods only",
            why = "The baseline keeps pods off the node but lets them run as root with the usual capabilities.",
            fix = "kubectl label namespace NAME pod-security.kubernetes.io/enforce=restricted.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void only_restricted_pods_are_admitted(Namespace namespace, Policy policy) {
        leaveOutTheSystem(namespace, policy);
        assertThat(enforcedStandard(namespace, policy)).as("enforced standard").isEqualTo("restricted");
        assertThat(namespace.checksLeftOut())
                .as("checks that the enforced version of the standard does not know")
                .isEmpty();
    }

    @Control(
            title = "Namespaces keep those apart who have nothing to do with each other",
            why = "Rights, quotas and network policies go by namespace; what shares one shares those too.",
            fix = "Give each team or application a namespace of its own.",
            severity = LOW)
    @CisKubernetes("5.6.1")
    @Level1
    @ElevationOfPrivilege("E2")
    @Review("Does all that is in this namespace belong together, and to the same people?")
    void belongs_to_one_team(Namespace namespace, Policy policy) {
        leaveOutTheSystem(namespace, policy);
        assumeFalse(namespace.contents().isEmpty(), "nothing is in it");
    }

    @Control(
            title = "Nothing is put into the default namespace",
            why = "Whatever names no namespace ends there, among rights and policies that were made for none of it.",
            fix = "Move it to a namespace of its own.",
            severity = LOW)
    @CisKubernetes("5.6.4")
    @Level2
    @ElevationOfPrivilege("E2")
    void default_namespace_is_empty(Namespace namespace) {
        assumeTrue(namespace.isDefault(), "it is not the default namespace");
        assertThat(namespace.contents()).as("what is in it").isEmpty();
    }

    private static String enforcedStandard(Namespace namespace, Policy policy) {
        return namespace.enforcedStandard(policy.texts("kubernetes.pod-security-exemptions"));
    }

    private static void leaveOutTheSystem(Namespace namespace, Policy policy) {
        assumeFalse(
                policy.texts("kubernetes.system-namespaces").contains(namespace.objectName()),
                "it is a namespace of the cluster itself");
    }
}
