package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

/** Section 5.2: what pods share with their node. What the cluster itself runs by is left to the policy. */
@KubernetesControls
public class PodHostAccess {

    @Control(
            title = "Pods do not share the processes of their node",
            why = "Whoever sees the node's processes reads their variables and, as root, ends or enters them.",
            fix = "Remove spec.hostPID.",
            severity = HIGH)
    @CisKubernetes("5.2.3")
    @Level1
    @ElevationOfPrivilege("E1")
    @InformationDisclosure("I1")
    void does_not_share_host_pids(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.sharesHostPids()).as("shares the node's processes").isFalse();
    }

    @Control(
            title = "Pods do not share the memory segments of their node",
            why = "Through shared memory a pod reads and changes what programs of the node pass to each other.",
            fix = "Remove spec.hostIPC.",
            severity = HIGH)
    @CisKubernetes("5.2.4")
    @Level1
    @ElevationOfPrivilege("E1")
    void does_not_share_host_ipc(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.sharesHostIpc())
                .as("shares the node's memory segments")
                .isFalse();
    }

    @Control(
            title = "Pods do not share the network of their node",
            why =
                    "In the node's network a pod reaches what listens on loopback only, and no network policy applies to it.",
            fix = "Remove spec.hostNetwork.",
            severity = HIGH)
    @CisKubernetes("5.2.5")
    @Level1
    @ElevationOfPrivilege("E1")
    @Spoofing("S2")
    void does_not_share_host_network(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.sharesHostNetwork()).as("shares the node's network").isFalse();
    }

    @Control(
            title = "Pods mount no path of their node",
            why = "Through a path of the node a pod reads its keys or changes what the node runs.",
            fix = "Replace the hostPath volume by a volume of another kind.",
            severity = MEDIUM)
    @CisKubernetes("5.2.11")
    @Level1
    @ElevationOfPrivilege("E1")
    @Tampering("T1")
    void mounts_no_host_path(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.hostPaths()).as("mounted paths of the node").isEmpty();
    }

    @Control(
            title = "Pods mount nothing that leads to their whole node",
            why =
                    "By the socket of the runtime, the keys of the kubelet or /etc whoever is in the pod owns the node, read-only or not.",
            fix = "Take the hostPath volume out, or mount the one file or directory that the program needs.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    @Tampering("T1")
    @InformationDisclosure("I1")
    void mounts_nothing_that_leads_to_the_node(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.hostPathsToNode()).as("paths that lead to the node").isEmpty();
    }

    @Control(
            title = "Pods write to no path of their node",
            why = "What a pod leaves on its node stays when it is gone, and is read by whatever else runs there.",
            fix = "Set readOnly: true in volumeMounts, or keep the data in a volume of the cluster.",
            severity = MEDIUM)
    @Tampering("T1")
    void writes_to_no_host_path(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.writableHostPaths())
                .as("paths that it may write to")
                .isEmpty();
    }
}
