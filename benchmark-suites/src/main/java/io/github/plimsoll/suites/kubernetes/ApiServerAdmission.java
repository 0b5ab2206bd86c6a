package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.component.AdmissionPlugin;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.policy.Policy;

/** Section 1.2: the admission plugins, which look at each change before it is stored. */
@KubernetesControls
public class ApiServerAdmission {

    @Control(
            title = "Services may not claim addresses outside the cluster",
            why = "Whoever may create a Service can otherwise draw traffic for any address, and read it.",
            fix =
                    "Add DenyServiceExternalIPs to --enable-admission-plugins of kube-apiserver, or bind a ValidatingAdmissionPolicy that refuses spec.externalIPs of all Services",
            severity = MEDIUM)
    @CisKubernetes("1.2.3")
    @Level1
    @Spoofing("S2")
    void api_server_denies_external_ips(ApiServer server, Policy policy) {
        if (!server.admits(AdmissionPlugin.DENY_SERVICE_EXTERNAL_IPS)) {
            assertThat(server.policiesAgainstExternalIps(policy.texts("kubernetes.service-policies")))
                    .as("DenyServiceExternalIPs is off; policies that refuse externalIPs")
                    .isNotEmpty();
        }
    }

    @Control(
            title = "The rate of events is limited",
            why = "A pod that fails in a loop can fill the store and keep the API server busy with events alone.",
            fix =
                    "Add EventRateLimit to --enable-admission-plugins of kube-apiserver, with its limits in the file of --admission-control-config-file",
            severity = LOW)
    @CisKubernetes("1.2.9")
    @Level1
    @DenialOfService("D1")
    void api_server_limits_events(ApiServer server) {
        assertThat(server.admits(AdmissionPlugin.EVENT_RATE_LIMIT))
                .as("EventRateLimit is on")
                .isTrue();
        assertThat(server.admissionFile()).as("file with the limits").isNotEmpty();
    }

    @Control(
            title = "No plugin admits everything",
            why =
                    "AlwaysAdmit stands for a server that checks nothing; whoever switched it on meant to switch checks off.",
            fix = "Remove AlwaysAdmit from --enable-admission-plugins of kube-apiserver",
            severity = HIGH)
    @CisKubernetes("1.2.10")
    @Level1
    @Tampering("T1")
    void api_server_does_not_admit_everything(ApiServer server) {
        assertThat(server.admits(AdmissionPlugin.ALWAYS_ADMIT))
                .as("AlwaysAdmit is on")
                .isFalse();
    }

    @Control(
            title = "Images are pulled with the credentials of each pod",
            why =
                    "A pod can otherwise start a private image that another pod left on the node, without any right to it.",
            fix = "Add AlwaysPullImages to --enable-admission-plugins of kube-apiserver",
            severity = LOW)
    @CisKubernetes("1.2.11")
    @Level1
    @Tampering("T2")
    @InformationDisclosure("I1")
    void api_server_pulls_images_anew(ApiServer server) {
        assertThat(server.admits(AdmissionPlugin.ALWAYS_PULL_IMAGES))
                .as("AlwaysPullImages is on")
                .isTrue();
    }

    @Control(
            title = "Pods get the token of their own service account",
            why =
                    "With the plugin ServiceAccount off pods get no identity of their own, and one is given to them by hand.",
            fix = "Remove ServiceAccount from --disable-admission-plugins of kube-apiserver",
            severity = MEDIUM)
    @CisKubernetes("1.2.12")
    @Level1
    @Spoofing("S1")
    void api_server_gives_pods_their_account(ApiServer server) {
        assertThat(server.admits(AdmissionPlugin.SERVICE_ACCOUNT))
                .as("ServiceAccount is on")
                .isTrue();
    }

    @Control(
            title = "Nothing is created in namespaces that are going or not there",
            why =
                    "With the plugin NamespaceLifecycle off objects outlive their namespace, and the namespaces of the system can be deleted.",
            fix = "Remove NamespaceLifecycle from --disable-admission-plugins of kube-apiserver",
            severity = MEDIUM)
    @CisKubernetes("1.2.13")
    @Level1
    @Tampering("T1")
    void api_server_guards_namespaces(ApiServer server) {
        assertThat(server.admits(AdmissionPlugin.NAMESPACE_LIFECYCLE))
                .as("NamespaceLifecycle is on")
                .isTrue();
    }

    @Control(
            title = "A node changes only itself and its own pods",
            why =
                    "A node that was broken into could otherwise relabel others, draw their workloads to itself, and change their pods.",
            fix = "Add NodeRestriction to --enable-admission-plugins of kube-apiserver",
            severity = HIGH)
    @CisKubernetes("1.2.14")
    @Level1
    @ElevationOfPrivilege("E2")
    @Tampering("T1")
    void api_server_restricts_what_nodes_write(ApiServer server) {
        assertThat(server.admits(AdmissionPlugin.NODE_RESTRICTION))
                .as("NodeRestriction is on")
                .isTrue();
    }

    @Control(
            title = "Pod Security admission spares nobody",
            why =
                    "Whom its configuration exempts makes pods that have their node, in every namespace; an exempt controller makes them for whoever asks it to, and an exempt class of runtimes is named by whoever wants it.",
            fix =
                    "Take usernames and runtimeClasses out of the exemptions of PodSecurity, or name those that were decided on in kubernetes.pod-security-exemptions",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void pod_security_spares_nobody(ApiServer server, Policy policy) {
        assumeTrue(server.admits(AdmissionPlugin.POD_SECURITY), "Pod Security admission is off");
        assertThat(server.sparedByPodSecurity(policy.texts("kubernetes.pod-security-exemptions")))
                .as("exempt users and classes of runtimes that nobody decided on")
                .isEmpty();
    }
}
