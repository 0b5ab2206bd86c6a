package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.component.Kubelet;
import io.github.plimsoll.fact.kubernetes.files.KubeletService;
import io.github.plimsoll.policy.Policy;

/** Section 4.2: how kubelets run their node. */
@KubernetesControls
public class KubeletOperation {

    @Control(
            title = "Kubelets end streams on which nothing happens",
            why = "Streams that never end hold connections and memory of the node until none are left.",
            fix =
                    "Leave streamingConnectionIdleTimeout out of the KubeletConfiguration, which is four hours, or set what you need",
            severity = LOW)
    @CisKubernetes("4.2.5")
    @Level1
    @DenialOfService("D1")
    void kubelet_ends_idle_streams(Kubelet kubelet) {
        assertThat(kubelet.idleTimeout()).as("time limit of an idle stream").isPositive();
    }

    @Control(
            title = "Kubelets keep the packet filter rules that services need",
            why = "Rules kept by hand get out of step with the cluster and let traffic pass where none should.",
            fix = "Set makeIPTablesUtilChains: true in the KubeletConfiguration",
            severity = MEDIUM)
    @CisKubernetes("4.2.6")
    @Level1
    @DenialOfService("D2")
    void kubelet_keeps_packet_filter(Kubelet kubelet) {
        assertThat(kubelet.managesPacketFilter())
                .as("it keeps packet filter rules")
                .isTrue();
    }

    @Control(
            title = "Kubelets report the name of their host",
            why =
                    "Under another name records of the node and the certificates issued to it do not fit the machine they belong to.",
            fix = "Remove --hostname-override from the kubelet",
            severity = LOW)
    @CisKubernetes("4.2.7")
    @Level1
    @Spoofing("S2")
    @Repudiation("R1")
    void kubelet_reports_its_own_name(Kubelet kubelet) {
        assertThat(kubelet.hostnameOverride()).as("name in place of the host's").isEmpty();
    }

    @Control(
            title = "Kubelets may report enough events",
            why = "With a low limit events of an attack get lost in those of a fault.",
            fix = "Leave eventRecordQPS out of the KubeletConfiguration, or set 0 for no limit",
            severity = LOW)
    @CisKubernetes("4.2.8")
    @Level2
    @Repudiation("R1")
    void kubelet_reports_events(Kubelet kubelet, Policy policy) {
        assertThat(kubelet.eventsPerSecond())
                .as("events a second")
                .satisfiesAnyOf(
                        events -> assertThat(events).isZero(),
                        events -> assertThat(events)
                                .isGreaterThanOrEqualTo(policy.number("kubernetes.min-events-per-second")));
    }

    @Control(
            title = "The kubelet talks with known addresses only",
            why = "The kubelet may do anything on its node, and answers whoever reaches it.",
            fix =
                    "Put IPAddressDeny=any, and IPAddressAllow= with the addresses of API servers, probes and registries, into the [Service] of a drop-in of kubelet.service",
            severity = LOW)
    @Level1
    @DenialOfService("D2")
    void kubelet_talks_with_known_addresses_only(KubeletService service) {
        assertThat(service.talksToNamedAddressesOnly())
                .as("systemd denies it all addresses but those that are named")
                .isTrue();
    }

    @Control(
            title = "Pods may have so many processes and no more",
            why =
                    "A pod that forks without end otherwise takes all process numbers of the node, and nothing else starts.",
            fix = "Set podPidsLimit in the KubeletConfiguration",
            severity = MEDIUM)
    @CisKubernetes("4.2.13")
    @Level1
    @DenialOfService("D1")
    void kubelet_limits_processes(Kubelet kubelet) {
        assertThat(kubelet.processesPerPod()).as("processes of a pod").isPositive();
    }

    @Control(
            title = "Containers get a filter of system calls by default",
            why = "Without one a container may try every system call of the kernel, and with it every fault in them.",
            fix = "Set seccompDefault: true in the KubeletConfiguration",
            severity = MEDIUM)
    @CisKubernetes("4.2.14")
    @Level1
    @ElevationOfPrivilege("E1")
    void kubelet_filters_system_calls(Kubelet kubelet) {
        assertThat(kubelet.filtersSystemCallsByDefault())
                .as("seccomp by default")
                .isTrue();
    }
}
