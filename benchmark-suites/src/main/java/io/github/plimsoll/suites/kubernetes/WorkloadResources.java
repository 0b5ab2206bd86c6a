package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.policy.Policy;

/** Threat D1: how much a container of a pod may take of its node, and how much of it is kept for the container. */
@KubernetesControls
public class WorkloadResources {

    private static final String MEMORY = "memory";
    private static final String PROCESSORS = "cpu";

    @Control(
            title = "Containers of pods have a memory limit",
            why = "A container without one takes what its node has, until the kernel ends processes of others.",
            fix = "Set resources.limits.memory, or give the namespace a LimitRange and start its pods anew.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void memory_is_limited(PodContainer container, Policy policy) {
        leaveOut(container, policy);
        assertThat(container.limit(MEMORY)).as("memory limit").isPositive();
    }

    @Control(
            title = "Containers of pods have a processor limit",
            why = "Without one a loop in one container slows down all that asked for less than it uses.",
            fix =
                    "Set resources.limits.cpu, or give the namespace a LimitRange and start its pods anew. Waive it where throttling does more harm.",
            severity = LOW)
    @DenialOfService("D1")
    void processor_time_is_limited(PodContainer container, Policy policy) {
        leaveOut(container, policy);
        assertThat(container.limit(PROCESSORS)).as("processor limit").isPositive();
    }

    @Control(
            title = "Containers of pods say how much they need",
            why =
                    "What asks for nothing is put onto nodes that are full, and is the first to be ended when one runs short.",
            fix = "Set resources.requests.cpu and resources.requests.memory to what the container needs in use.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void resources_are_requested(PodContainer container, Policy policy) {
        leaveOut(container, policy);
        assertThat(container.request(MEMORY)).as("memory request").isPositive();
        assertThat(container.request(PROCESSORS)).as("processor request").isPositive();
    }

    @Control(
            title = "Containers of pods may fill only so much of their node's disk",
            why = "Logs and files of one container otherwise fill the disk, and the node ends pods that did nothing.",
            fix = "Set resources.limits.ephemeral-storage, or give the namespace a LimitRange for it.",
            severity = LOW)
    @DenialOfService("D1")
    void disk_space_is_limited(PodContainer container, Policy policy) {
        leaveOut(container, policy);
        assertThat(container.limit("ephemeral-storage"))
                .as("limit of disk space")
                .isPositive();
    }

    private static void leaveOut(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeFalse(container.isForDebugging(), "it was put in to debug, and takes of what its pod has");
    }
}
