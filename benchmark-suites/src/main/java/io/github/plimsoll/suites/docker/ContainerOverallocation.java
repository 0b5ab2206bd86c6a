package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.fact.docker.Capacity;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.policy.Policy;

/** Threat D1 beyond the benchmark: what containers may take of a host together, and what their limits leave open. */
@DockerControls
public class ContainerOverallocation {

    @Control(
            title = "The memory limits of all containers fit into the host",
            why =
                    "Limits that add up to more than the host has keep nobody within bounds: when all take their share, the kernel ends processes.",
            fix = "docker update --memory of the containers that can do with less, or move some to another host",
            severity = HIGH)
    @DenialOfService("D1")
    void memory_limits_fit_host(Capacity capacity, Policy policy) {
        long spare = capacity.memory() / 100 * (100 - policy.number("docker.memory-reserve-percent"));
        assertThat(capacity.withoutMemoryLimit())
                .as("running containers without a memory limit")
                .isEmpty();
        assertThat(capacity.promisedMemory())
                .as("bytes that running containers may take together")
                .isLessThanOrEqualTo(spare);
    }

    /** A container without a quota shares what is left by its weight (5.12), so only quotas are added up. */
    @Control(
            title = "The processor quotas of all containers fit into the host",
            why = "Far more time promised than there is makes every container slow at the moment when all are busy.",
            fix = "docker update --cpus of the containers that can do with less, or move some to another host",
            severity = LOW)
    @DenialOfService("D1")
    void processor_quotas_fit_host(Capacity capacity, Policy policy) {
        assertThat(capacity.promisedProcessorTime())
                .as("hundredths of processors promised to running containers")
                .isLessThanOrEqualTo(capacity.processors() * policy.number("docker.processor-overcommit-percent"));
    }

    @Control(
            title = "The process limits of all containers fit into the host",
            why =
                    "The table of processes is one for the whole host: when containers have filled it, nobody can log in.",
            fix = "docker update --pids-limit of the containers that can do with less",
            severity = MEDIUM)
    @DenialOfService("D1")
    void process_limits_fit_host(Capacity capacity, Policy policy) {
        assertThat(capacity.withoutProcessLimit())
                .as("running containers without a process limit")
                .isEmpty();
        assertThat(capacity.promisedProcesses())
                .as("processes that running containers may start together")
                .isLessThanOrEqualTo(
                        policy.isSet("docker.max-processes")
                                ? policy.number("docker.max-processes")
                                : capacity.mostProcesses().orElse(policy.number("docker.max-processes")));
    }

    @Control(
            title = "The memory limit of a container is within the memory of the host",
            why = "A limit that the host cannot give is none.",
            fix = "docker update --memory 512m --memory-swap 512m {container}",
            severity = MEDIUM)
    @DenialOfService("D1")
    void memory_limit_is_within_host(Container container, Capacity capacity) {
        assumeTrue(container.resources().memory() > 0, "its memory is not limited (see 5.11)");
        assertThat(container.resources().memory()).as("memory limit in bytes").isLessThanOrEqualTo(capacity.memory());
    }

    @Control(
            title = "Containers cannot swap without end",
            why = "A container within its memory limit still brings the host to a halt by swapping.",
            fix = "docker update --memory 512m --memory-swap 512m {container}",
            severity = MEDIUM)
    @DenialOfService("D1")
    void swap_is_limited(Container container) {
        assumeTrue(container.resources().memory() > 0, "its memory is not limited (see 5.11)");
        assertThat(container.resources().memoryAndSwap())
                .as("memory and swap in bytes (-1 is without end)")
                .isNotEqualTo(-1);
    }

    @Control(
            title = "The kernel may end containers when memory runs out",
            why = "Processes that are spared when memory runs out leave those of the host and the daemon to be ended.",
            fix = "Start {container} without --oom-kill-disable and without a negative --oom-score-adj",
            severity = MEDIUM)
    @DenialOfService("D1")
    void memory_shortage_ends_it(Container container) {
        if (container.resources().memory() <= 0) {
            assertThat(container.resources().disablesOomKiller())
                    .as("spared without a memory limit")
                    .isFalse();
        }
        assertThat(container.resources().oomScore()).as("OOM score adjustment").isNotNegative();
    }

    /** Journald and drivers that send logs elsewhere have limits of their own. */
    @Control(
            title = "The log of a container cannot fill the disk",
            why = "The default driver keeps every line for ever, on the disk that all containers share.",
            fix =
                    "Set \"log-opts\": {\"max-size\": \"10m\", \"max-file\": \"3\"} in daemon.json and create {container} anew; older containers keep what they have",
            severity = MEDIUM)
    @DenialOfService("D1")
    void log_growth_is_bounded(Container container) {
        assertThat(container.unboundedLog()).as("log without bounds").isEmpty();
    }

    @Control(
            title = "What a container writes beside its mounts is bounded",
            why = "The layer that a container writes lies on the disk of the daemon, which one container can fill.",
            fix =
                    "Start {container} with --read-only, or with --storage-opt size=1G where the storage driver can do it",
            severity = LOW)
    @DenialOfService("D1")
    void writable_layer_is_bounded(Container container) {
        if (!container.files().hasReadOnlyRootFilesystem()) {
            assertThat(container.files().writableLayerSize())
                    .as("size of the writable layer")
                    .isNotEmpty();
        }
    }

    /** What may be written is another matter; this is what shows where something fills the disk now. */
    @Control(
            title = "Containers have not filled the disk beside their mounts",
            why =
                    "Logs, uploads and caches in a container's own layer grow unseen until the disk is full, and are gone with the container.",
            fix =
                    "docker diff {container} shows what it writes; give that a volume or a tmpfs with a size, and create the container anew",
            severity = LOW)
    @DenialOfService("D1")
    void has_written_little_beside_its_mounts(Container container, Policy policy) {
        assertThat(container.files().writtenBytes())
                .as("bytes written beside its mounts")
                .isLessThanOrEqualTo(policy.number("docker.max-written-megabytes") * 1_000_000);
    }

    /** Pages of such a file system count against the container's memory limit, where there is one. */
    @Control(
            title = "File systems in memory have a size",
            why = "Without one each takes up to half the memory of the host; a size of that much is as good as none.",
            fix = "Start {container} with --tmpfs PATH:size=64m and a small --shm-size, or with a memory limit",
            severity = MEDIUM)
    @DenialOfService("D1")
    void tmpfs_is_bounded(Container container) {
        assertThat(container.resources().unboundedTmpfs())
                .as("file systems in memory without a size")
                .isEmpty();
    }

    @Control(
            title = "Containers are not restarted over and over",
            why = "A container that fails at each start uses up the host in starting, and nobody notices.",
            fix = "docker logs {container}, mend the cause, and give it a bounded restart policy",
            severity = MEDIUM)
    @DenialOfService("D1")
    void is_not_restarted_over_and_over(Container container, Policy policy) {
        if (!container.supervision().hasSettled()) {
            assertThat(container.supervision().restarts())
                    .as("restarts, the last within a day")
                    .isLessThan(policy.number("docker.max-restarts"));
        }
    }

    @Control(
            title = "The host can hold containers to their limits",
            why = "A limit that the kernel does not support is accepted with a warning, and then does nothing.",
            fix =
                    "Enable the memory, swap, pids and cpu controllers of the kernel's control groups, for example by its command line",
            severity = MEDIUM)
    @DenialOfService("D1")
    void kernel_enforces_limits(Daemon daemon) {
        assertThat(daemon.limitsNotEnforced()).as("limits not enforced").isEmpty();
    }
}
