package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.policy.Policy;

/** Section 5.2: powers that containers of pods ask for. What the cluster itself runs by is left to the policy. */
@KubernetesControls
public class PodPrivileges {

    @Control(
            title = "Pods run no privileged container",
            why =
                    "A privileged container has every capability and device of its node, so whoever takes it over has the node.",
            fix = "Remove securityContext.privileged and grant the single capability or device that is needed.",
            severity = HIGH)
    @CisKubernetes("5.2.2")
    @Level1
    @ElevationOfPrivilege("E1")
    void is_not_privileged(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assertThat(container.securityContext().isPrivileged()).as("privileged").isFalse();
    }

    @Control(
            title = "Containers of pods cannot gain powers that they do not start with",
            why =
                    "By a set-user-id program a process gets to root's powers, which an attacker who came in without them needs.",
            fix = "Set securityContext.allowPrivilegeEscalation: false; where it is absent, escalation is allowed.",
            severity = MEDIUM)
    @CisKubernetes("5.2.6")
    @Level1
    @ElevationOfPrivilege("E1")
    void gains_no_powers(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForWindows(), "Windows knows no such thing");
        assertThat(container.securityContext().allowsPrivilegeEscalation())
                .as("privilege escalation is allowed")
                .isFalse();
    }

    @Control(
            title = "Containers of pods do not run as root",
            why = "Where a process of root escapes from its container it is root on the node.",
            fix =
                    "Set securityContext.runAsNonRoot: true, or runAsUser to an id above 0, for the pod or the container.",
            severity = MEDIUM)
    @CisKubernetes("5.2.7")
    @Level2
    @ElevationOfPrivilege("E1")
    void does_not_run_as_root(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        if (container.hasUserNamespace() || container.securityContext().isKeptFromRoot()) {
            return;
        }
        assertThat(container.securityContext().userId())
                .as("user id, -1 where the image decides and may choose root")
                .isPositive();
    }

    @Control(
            title = "Containers of pods cannot forge packets",
            why = "With NET_RAW a container poses as another pod or as the gateway of its network.",
            fix = "Set securityContext.capabilities.drop: [ALL], or at least NET_RAW.",
            severity = MEDIUM)
    @CisKubernetes("5.2.8")
    @Level1
    @ElevationOfPrivilege("E1")
    @Spoofing("S2")
    void cannot_forge_packets(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForWindows(), "Windows knows no such thing");
        assertThat(container.securityContext().canForgePackets())
                .as("has NET_RAW")
                .isFalse();
    }

    @Control(
            title = "Containers of pods get no more capabilities than usual",
            why =
                    "Each capability is a part of root's power over the node, and few programs need any beyond the usual.",
            fix = "Remove securityContext.capabilities.add.",
            severity = MEDIUM)
    @Level1
    @ElevationOfPrivilege("E1")
    void adds_no_capabilities(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForWindows(), "Windows knows no such thing");
        assertThat(container.securityContext().addedCapabilities())
                .as("added capabilities")
                .isEmpty();
    }

    @Control(
            title = "Containers of pods give up all capabilities",
            why =
                    "The usual ones let a process of root read files of others and change owners; most services need none.",
            fix =
                    "Set securityContext.capabilities.drop: [ALL], and add back NET_BIND_SERVICE alone where it is needed.",
            severity = MEDIUM)
    @CisKubernetes("5.2.9")
    @Level2
    @ElevationOfPrivilege("E1")
    void drops_all_capabilities(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForWindows(), "Windows knows no such thing");
        assertThat(container.securityContext().droppedCapabilities())
                .as("dropped capabilities")
                .contains("ALL");
        assertThat(container.securityContext().addedCapabilities())
                .as("capabilities added back")
                .isSubsetOf("NET_BIND_SERVICE");
    }

    @Control(
            title = "Containers of pods are no processes of a Windows node",
            why = "A host process has the node's own file system and accounts; nothing contains it.",
            fix = "Remove securityContext.windowsOptions.hostProcess.",
            severity = HIGH)
    @CisKubernetes("5.2.10")
    @Level1
    @ElevationOfPrivilege("E1")
    void is_no_host_process(PodContainer container) {
        assertThat(container.securityContext().isHostProcess())
                .as("host process")
                .isFalse();
    }

    @Control(
            title = "Containers of pods take no port of their node",
            why = "A port of the node is reached by whoever reaches the node, past the network policies of its pod.",
            fix = "Remove hostPort and publish the pod by a Service.",
            severity = MEDIUM)
    @CisKubernetes("5.2.12")
    @Level1
    @Spoofing("S2")
    void takes_no_host_port(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assertThat(container.hostPorts()).as("ports of the node").isEmpty();
    }

    @Control(
            title = "System calls of pods' containers are filtered",
            why =
                    "The runtime's profile keeps a container from calls through which kernels were broken time and again.",
            fix = "Set securityContext.seccompProfile.type: RuntimeDefault, or seccompDefault: true for all kubelets.",
            severity = MEDIUM)
    @CisKubernetes("5.6.2")
    @Level2
    @ElevationOfPrivilege("E1")
    void system_calls_are_filtered(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForWindows(), "Windows knows no such thing");
        assertThat(container.securityContext().seccompProfile())
                .as("seccomp profile")
                .isIn("RuntimeDefault", "Localhost");
    }

    @Control(
            title = "Containers of pods have a security context",
            why =
                    "Where none is set nobody has thought of what the container may do, and it gets what the runtime gives.",
            fix = "Set securityContext for the pod or the container.",
            severity = MEDIUM)
    @CisKubernetes("5.6.3")
    @Level2
    @ElevationOfPrivilege("E1")
    void has_a_security_context(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assertThat(container.securityContext().restrictions())
                .as("settings of a security context that take powers")
                .isNotEmpty();
    }
}
