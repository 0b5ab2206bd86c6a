package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.component.ControllerManager;
import io.github.plimsoll.policy.Policy;

/** Section 1.3: the controller manager. */
@KubernetesControls
public class ControllerManagerSetup {

    @Control(
            title = "Pods that have ended are removed in time",
            why = "Without a threshold, or with a huge one, ended pods fill the store until the cluster is slow.",
            fix = "Start kube-controller-manager with a --terminated-pod-gc-threshold that fits the cluster",
            severity = LOW)
    @CisKubernetes("1.3.1")
    @Level1
    @DenialOfService("D1")
    void ended_pods_are_removed(ControllerManager manager, Policy policy) {
        assertThat(manager.endedPods())
                .as("ended pods that are kept")
                .isPositive()
                .isLessThanOrEqualTo(policy.number("kubernetes.max-ended-pods"));
    }

    @Control(
            title = "The controller manager serves no profiles of itself",
            why = "Profiles tell about the inner state of the program and cost processor time.",
            fix = "Start kube-controller-manager with --profiling=false",
            severity = LOW)
    @CisKubernetes("1.3.2")
    @Level1
    @InformationDisclosure("I2")
    void controller_manager_serves_no_profiles(ControllerManager manager) {
        assertThat(manager.servesProfiles()).as("it serves profiles").isFalse();
    }

    @Control(
            title = "Each controller acts with rights of its own",
            why = "A fault in one controller could otherwise use the rights of all of them.",
            fix = "Start kube-controller-manager with --use-service-account-credentials=true",
            severity = MEDIUM)
    @CisKubernetes("1.3.3")
    @Level1
    @ElevationOfPrivilege("E2")
    void controllers_have_rights_of_their_own(ControllerManager manager) {
        assertThat(manager.separatesCredentials())
                .as("each controller has credentials of its own")
                .isTrue();
    }

    @Control(
            title = "Tokens of service accounts are signed by a key of their own",
            why = "Without a key set for them no token is made that can be replaced when the key was exposed.",
            fix = "Start kube-controller-manager with --service-account-private-key-file",
            severity = MEDIUM)
    @CisKubernetes("1.3.4")
    @Level1
    @Spoofing("S1")
    void tokens_are_signed_by_a_key_of_their_own(ControllerManager manager) {
        assertThat(manager.tokenKey()).as("key that signs tokens").isNotEmpty();
    }

    @Control(
            title = "Pods are told how to verify the API server",
            why =
                    "Without the authority pods cannot tell the API server from something that poses as it, and hand it their token.",
            fix = "Start kube-controller-manager with --root-ca-file",
            severity = MEDIUM)
    @CisKubernetes("1.3.5")
    @Level1
    @Spoofing("S2")
    void pods_know_the_api_server(ControllerManager manager) {
        assertThat(manager.rootAuthority()).as("authority given to pods").isNotEmpty();
    }

    @Control(
            title = "Serving certificates of kubelets are renewed",
            why =
                    "With the rotation switched off certificates end, and are then replaced in haste or no longer verified.",
            fix = "Remove RotateKubeletServerCertificate=false from --feature-gates of kube-controller-manager",
            severity = MEDIUM)
    @CisKubernetes("1.3.6")
    @Level1
    @Spoofing("S1")
    void controller_manager_renews_kubelet_certificates(ControllerManager manager) {
        assertThat(manager.rotatesKubeletCertificates())
                .as("rotation of kubelet certificates")
                .isTrue();
    }

    @Control(
            title = "The controller manager is reached from its own node only",
            why = "Its health, figures and profiles are of no use to the network and tell about the cluster.",
            fix = "Start kube-controller-manager with --bind-address=127.0.0.1",
            severity = MEDIUM)
    @CisKubernetes("1.3.7")
    @Level1
    @InformationDisclosure("I2")
    @DenialOfService("D2")
    void controller_manager_listens_locally(ControllerManager manager) {
        assertThat(manager.listensLocally())
                .as("it is reached from its own node only")
                .isTrue();
    }
}
