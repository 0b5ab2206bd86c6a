package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.FlowSchema;
import io.github.plimsoll.fact.kubernetes.Node;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.fact.kubernetes.component.Kubelet;
import io.github.plimsoll.policy.Policy;
import java.math.BigDecimal;

/** Threat D1: what nodes and the API server keep back for themselves, and for everybody. */
@KubernetesControls
public class NodeCapacity {

    @Control(
            title = "The memory limits of pods fit into their node",
            why =
                    "Limits that add up to far more than the node has keep nobody within bounds: when all take their share, the kernel ends processes.",
            fix = "Lower the limits of pods that can do with less, raise requests to what is used, or add nodes.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void memory_limits_fit_into_nodes(Node node, Policy policy) {
        BigDecimal allowed = node.allocatable("memory")
                .multiply(BigDecimal.valueOf(policy.number("kubernetes.memory-overcommit-percent"), 2));
        assertThat(node.promised("memory"))
                .as("bytes that pods on it may take together")
                .isLessThanOrEqualTo(allowed);
    }

    @Control(
            title = "Nodes are not short of memory, disk or processes",
            why = "A node that runs short ends pods and takes no new ones.",
            fix = "kubectl describe node NAME; find what takes so much, limit it, or give the node more.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void nodes_are_not_short(Node node) {
        assertThat(node.shortages()).as("what it is short of").isEmpty();
    }

    @Control(
            title = "Nodes keep memory for themselves",
            why = "Where pods may take all memory of a node, its kubelet and container runtime go under with them.",
            fix = "Set systemReserved.memory or kubeReserved.memory in the KubeletConfiguration.",
            severity = LOW)
    @DenialOfService("D1")
    void kubelet_reserves_memory(Kubelet kubelet) {
        assertThat(kubelet.reservesMemory())
                .as("memory kept for the node itself")
                .isTrue();
    }

    @Control(
            title = "Kubelets end pods before their node runs out",
            why = "When memory or disk is used up to the end, the kernel or a failing write decides what dies.",
            fix =
                    "Leave evictionHard out of the KubeletConfiguration, or set memory.available and nodefs.available in it.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void kubelet_evicts_in_time(Kubelet kubelet) {
        assertThat(kubelet.evictsOn())
                .as("signals on which it ends pods")
                .contains("memory.available", "nodefs.available");
    }

    @Control(
            title = "Kubelets begin logs of containers anew in time",
            why = "A log that grows without end fills the disk of the node, and one kept too short tells nothing.",
            fix = "Leave containerLogMaxSize and containerLogMaxFiles out of the KubeletConfiguration.",
            severity = LOW)
    @DenialOfService("D1")
    @InformationDisclosure("I2")
    void kubelet_rotates_logs(Kubelet kubelet) {
        assertThat(kubelet.rotatesLogs())
                .as("logs of containers are begun anew at some size")
                .isTrue();
    }

    @Control(
            title = "The API server lets nobody take the time of all",
            why = "One client in a loop otherwise keeps nodes and controllers from being heard.",
            fix = "Take --enable-priority-and-fairness=false off kube-apiserver.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void api_server_queues_fairly(ApiServer server) {
        assertThat(server.queuesFairly()).as("requests wait by whose they are").isTrue();
    }

    @Control(
            title = "Only the system goes past the queue of the API server",
            why = "Whoever is exempt from the queue can overload the API server, by mistake as well as on purpose.",
            fix = "kubectl edit flowschema NAME: give it a priority level that is limited.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void only_the_system_passes_the_queue(FlowSchema schema) {
        assertThat(schema.exempts()).as("whose requests never wait").isEmpty();
    }
}
