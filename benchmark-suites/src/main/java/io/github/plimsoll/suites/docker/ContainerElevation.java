package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.Mount;
import io.github.plimsoll.policy.Policy;

/** Threats E1 and E2 beyond the benchmark: what leads from a container to power over its host. */
@DockerControls
public class ContainerElevation {

    /** Line 5.4 asks for no more than the default; this names those of the others that are a way out. */
    @Control(
            title = "Capabilities of containers give no power over the host",
            why =
                    "Some capabilities are not confined to the container: with one of them, root in the container is as good as root on the host.",
            fix =
                    "Start {container} without the capability, or have the daemon map its root to a user of its own (userns-remap)",
            severity = CRITICAL)
    @ElevationOfPrivilege("E1")
    void capabilities_have_no_power_over_host(Container container, Daemon daemon) {
        assertThat(container.security().powersOverHost(daemon))
                .as("power over the host by capabilities")
                .isEmpty();
    }

    /** Reads what the kernel enforces, where the others read what was asked for. */
    @Control(
            title = "Processes in containers are held by what their container was given",
            why =
                    "A privileged session, or a runtime that does not do as it is told, leaves a process in the container without its bounds.",
            fix =
                    "End the process in {container} and find out who started it; if it is the container's own, look at the runtime and its version",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void processes_are_held_as_asked_for(Container container, Daemon daemon) {
        assumeTrue(container.isRunning(), "it does not run, so it has no processes");
        assumeFalse(container.isSandboxed(), "its runtime gives it a kernel of its own");
        assertThat(container.processes().loose(daemon))
                .as("processes beyond the bounds of their container")
                .isEmpty();
    }

    @Control(
            title = "The kernel's own files are hidden from containers",
            why =
                    "Through /proc and /sys, root in a container reads the memory of the kernel and has it run programs on the host.",
            fix = "Start {container} without --privileged and without --security-opt systempaths=unconfined",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    @InformationDisclosure("I1")
    void system_paths_are_masked(Container container) {
        assertThat(container.security().exposedSystemPaths())
                .as("parts of the kernel's own files")
                .isEmpty();
    }

    /** Line 5.6 asks for no system directory at all; this names those by which the host is taken over at once. */
    @Control(
            title = "Containers cannot write to what the host runs or obeys",
            why =
                    "Whoever writes to the host's programs, units, schedules, keys or kernel settings decides what root of the host does next.",
            fix = "Mount {mount} read-only, or mount a directory made for the purpose",
            severity = CRITICAL)
    @ElevationOfPrivilege("E1")
    @Tampering({"T1", "T2"})
    void cannot_write_what_host_obeys(Mount mount, Policy policy) {
        assertThat(mount.writablePlacesOfHost(policy.texts("docker.directories-without-links")))
                .as("writable places that the host runs or obeys")
                .isEmpty();
    }

    /** Whether it may change them is another matter: mounts, capabilities and privileges are judged by themselves. */
    @Control(
            title = "Containers keep out of the host's control groups",
            why =
                    "In the host's namespace a container sees the control groups of all others, and whatever lets it write there changes their limits and devices.",
            fix = "Start {container} without --cgroupns=host",
            severity = LOW)
    @ElevationOfPrivilege("E1")
    @InformationDisclosure("I1")
    void keeps_out_of_host_control_groups(Container container, Daemon daemon) {
        assumeTrue(
                daemon.cgroupVersion().equals("2"),
                "with control groups of version 1 every container is in the host's namespace unless it asks for its own");
        assertThat(container.namespaces().cgroupNamespace())
                .as("namespace of control groups")
                .isNotEqualTo("host");
    }

    @Control(
            title = "Containers set only kernel parameters that are harmless to others",
            why =
                    "Most parameters are one for the whole host, and some of a container's own open its network to forged traffic and floods.",
            fix = "Start {container} without that --sysctl, or add it to the policy's docker.harmless-sysctls",
            severity = LOW)
    @ElevationOfPrivilege("E1")
    @DenialOfService("D2")
    void sets_only_harmless_sysctls(Container container, Policy policy) {
        assertThat(container.security().sysctlsBeyond(policy.texts("docker.harmless-sysctls")))
                .as("kernel parameters that may harm others")
                .isEmpty();
    }

    /** The group of the user itself is not judged: a user without a group of its own gets 0, which has no power. */
    @Control(
            title = "Containers are in no group with power over the host",
            why =
                    "Files and sockets of the host that are open to a group are open to every process that has its number, in a container too.",
            fix = "Start {container} without --group-add of that group",
            severity = HIGH)
    @ElevationOfPrivilege("E2")
    void joins_no_powerful_group(Container container, Daemon daemon, Policy policy) {
        assertThat(container.processes().groupsAmong(policy.texts("docker.powerful-groups"), daemon))
                .as("groups with power over the host")
                .isEmpty();
    }

    @Control(
            title = "The ids that users hand out to containers do not overlap",
            why =
                    "Where two ranges overlap, or hold the id of somebody real, one user's container reads and changes files of another.",
            fix = "Give each user in /etc/subuid and /etc/subgid a range of 65536 ids of its own",
            severity = MEDIUM)
    @ElevationOfPrivilege("E2")
    void subordinate_ids_do_not_overlap(Daemon daemon) {
        assumeTrue(daemon.remapsUsers() || daemon.isRootless(), "the daemon maps no users, so no such ids are in use");
        assertThat(daemon.subordinateIdFaults())
                .as("ranges of subordinate ids at fault")
                .isEmpty();
    }
}
