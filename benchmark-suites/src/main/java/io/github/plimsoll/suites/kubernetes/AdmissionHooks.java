package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.AdmissionWebhook;
import io.github.plimsoll.policy.Policy;

/** Threat T1: whether what decides on objects can be passed by. */
@KubernetesControls
public class AdmissionHooks {

    @Control(
            title = "Nothing is taken unseen when an admission webhook does not answer",
            why = "Whoever keeps the webhook busy, or deletes its pods, otherwise gets past it.",
            fix = "Set failurePolicy: Fail, and give the webhook enough pods; waive one that only fills in comfort.",
            severity = MEDIUM)
    @Tampering("T1")
    void webhooks_fail_closed(AdmissionWebhook webhook) {
        assertThat(webhook.isPassedWhenSilent())
                .as("objects are taken when it does not answer")
                .isFalse();
    }

    @Control(
            title = "Admission webhooks run inside the cluster",
            why =
                    "What is called by address sees every object, Secrets among them, and decides on it, outside of all the cluster's policies.",
            fix = "Run it in the cluster and name its Service in clientConfig.service.",
            severity = MEDIUM)
    @Tampering("T1")
    @InformationDisclosure("I1")
    void webhooks_are_inside(AdmissionWebhook webhook) {
        assertThat(webhook.address()).as("address outside of the cluster").isEmpty();
    }

    @Control(
            title = "Webhooks that decide on pods cannot be passed by a label or a namespace",
            why = "Whoever makes a pod sets its labels, and a namespace that is left out takes what others refuse.",
            fix =
                    "Take objectSelector out of the webhook, and have its namespaceSelector leave out the namespaces of the system only.",
            severity = MEDIUM)
    @Tampering("T1")
    void webhooks_leave_nothing_out(AdmissionWebhook webhook, Policy policy) {
        assumeTrue(webhook.judgesPods(), "it does not decide which pods are taken");
        assertThat(webhook.goesByLabels())
                .as("labels of an object decide whether it is asked")
                .isFalse();
        assertThat(webhook.namespacesLeftOut(policy.texts("kubernetes.system-namespaces")))
                .as("namespaces left out")
                .isEmpty();
        assertThat(webhook.isAskedUnconditionally())
                .as("it is asked whatever a request is like")
                .isTrue();
    }
}
