package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.ClusterProgram;
import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.policy.Policy;
import io.github.plimsoll.suites.flaw.Flaws;

/** Threats E1 and T2: the versions of the cluster's own programs against a dated list of flaws, and what nobody mends any more. */
@KubernetesControls
public class ClusterVersions {

    private static final String LIST = "kubernetes.flaw-list";

    @Control(
            title = "No program of the cluster has a flaw that a newer release mends",
            why =
                    "By the flaws of kubelets and runtimes pods break out to their node, and by those of API servers and controllers rules are passed by.",
            fix = "Update the program to a release that the finding names: kubeadm upgrade apply, then each kubelet.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    @Tampering("T1")
    @Spoofing("S2")
    void components_have_no_known_flaws(ClusterProgram program, Policy policy) {
        Flaws.of(program, policy, LIST).assertThatThereAreNone();
    }

    @Control(
            title = "The provider has mended the flaws in its own builds",
            why =
                    "A provider puts corrections into a build whose number stays behind, so that the number proves neither that a flaw is there nor that it is gone.",
            fix =
                    "Look the flaws up in the bulletins of the provider or distribution for this build, update it, and attest to what you found.",
            severity = MEDIUM)
    @Review("Are these flaws mended in the build that the provider or the distribution ships?")
    @ElevationOfPrivilege("E1")
    void provider_has_mended_known_flaws(ClusterProgram program, Policy policy) {
        Flaws.of(program, policy, LIST).leaveToAPerson();
    }

    @Control(
            title = "Versions of the cluster are compared with a list of flaws that is not out of date",
            why =
                    "What became known since the list was made is not in it, and a cluster that passes by it may have all of that.",
            fix =
                    "Update Plimsoll, or name a list of your own in kubernetes.flaw-list; it has the form of the one in the jar, flaws/known.tsv.",
            severity = LOW)
    @ElevationOfPrivilege("E1")
    void flaw_list_of_components_is_current(ClusterProgram program, Policy policy) {
        Flaws.of(program, policy, LIST).assertThatTheListIsCurrent(policy, "kubernetes.max-flaw-list-age");
    }

    @Control(
            title = "Images are still maintained by somebody",
            why = "Flaws that are found in what nobody maintains any more stay open for good.",
            fix =
                    "Move to a successor: for ingress-nginx an implementation of the Gateway API, for k8s.gcr.io registry.k8s.io.",
            severity = HIGH)
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    void image_is_maintained(PodContainer container, Policy policy) {
        assertThat(container.isImageFrom(policy.texts("kubernetes.retired-images")))
                .as(container.image() + " is of those that nobody maintains")
                .isFalse();
    }
}
