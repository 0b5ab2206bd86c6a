package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.policy.Policy;
import java.util.Set;

/** Section 5: what the kernel lets the processes of a container do. */
@DockerControls
public class ContainerPrivileges {

    /** No label at all, and the types to which SELinux denies nothing. */
    private static final Set<String> NOT_CONFINED =
            Set.of("", "spc_t", "unconfined_t", "unconfined_service_t", "container_runtime_t");

    @Control(
            title = "Containers run under an AppArmor profile",
            why =
                    "Without a profile a process that breaks a barrier of the container meets no other on its way to the host.",
            fix =
                    "Start {container} without --privileged and without --security-opt apparmor=unconfined; add apparmor=PROFILE for a profile of your own",
            severity = MEDIUM)
    @CisDocker("5.2")
    @Level1
    @ElevationOfPrivilege("E1")
    void apparmor_confines_it(Container container, Daemon daemon) {
        assumeTrue(daemon.offers("apparmor"), "the kernel of this host has no AppArmor");
        assertThat(container.security().appArmorProfile())
                .as("AppArmor profile")
                .isNotIn("", "unconfined");
    }

    @Control(
            title = "Containers run under an SELinux type of their own",
            why =
                    "Where SELinux enforces, its labels keep a container away from files of the host and of other containers; without them nothing does.",
            fix =
                    "setenforce 1 and SELINUX=enforcing in /etc/selinux/config; set \"selinux-enabled\": true in daemon.json, and create {container} anew, without --privileged and without --security-opt label=disable",
            severity = MEDIUM)
    @CisDocker("5.3")
    @Level2
    @ElevationOfPrivilege("E1")
    void selinux_confines_it(Container container, Daemon daemon) {
        assumeTrue(daemon.hasSelinuxAtHand(), "the kernel of this host has no SELinux");
        assertThat(daemon.hasPermissiveSelinux())
                .as("SELinux denies nothing, and only writes down what it would deny")
                .isFalse();
        assertThat(container.security().selinuxType()).as("SELinux type").isNotIn(NOT_CONFINED);
    }

    /** Judged by what is in effect: all dropped and a default one added back is less than the default, so it holds. */
    @Control(
            title = "Containers have no more capabilities than the default, and no raw sockets",
            why =
                    "Each capability is a part of root's power over the host's kernel; raw sockets let a container forge the traffic of its neighbours.",
            fix =
                    "Start {container} with --cap-drop ALL and --cap-add for each capability it is known to need; name those beyond the default in docker.allowed-capabilities",
            severity = HIGH)
    @CisDocker("5.4")
    @Level1
    @ElevationOfPrivilege("E1")
    @DenialOfService("D2")
    void capabilities_are_limited(Container container, Policy policy) {
        assertThat(container.security().excessCapabilities(policy.texts("docker.allowed-capabilities")))
                .as("capabilities beyond the default, or NET_RAW")
                .isEmpty();
    }

    @Control(
            title = "Containers are not privileged",
            why =
                    "A privileged container has all capabilities and devices and no filter: whoever runs code in it owns the host.",
            fix = "Start {container} without --privileged; give it the one capability or device it needs",
            severity = CRITICAL)
    @CisDocker("5.5")
    @Level1
    @ElevationOfPrivilege("E1")
    void is_not_privileged(Container container, Daemon daemon) {
        assertThat(container.security().waysOfBeingPrivileged(daemon))
                .as("privileged")
                .isEmpty();
    }

    @Control(
            title = "A filter stands between containers and system calls",
            why =
                    "Most calls of the kernel are of no use to an application, and some have been the way out of containers.",
            fix = "Start {container} without --privileged and without --security-opt seccomp=unconfined",
            severity = HIGH)
    @CisDocker("5.22")
    @Level1
    @ElevationOfPrivilege("E1")
    void seccomp_filters_syscalls(Container container, Daemon daemon) {
        assertThat(container.security().seccompProfile(daemon))
                .as("system call filter")
                .isNotEqualTo("unconfined");
    }

    @Control(
            title = "Processes in containers cannot gain privileges",
            why = "A setuid program in the image gives an unprivileged process back what was taken from it.",
            fix =
                    "Start {container} with --security-opt no-new-privileges, or set \"no-new-privileges\": true in daemon.json and create it anew",
            severity = MEDIUM)
    @CisDocker("5.26")
    @Level1
    @ElevationOfPrivilege("E2")
    void gains_no_new_privileges(Container container, Daemon daemon) {
        assertThat(container.security().deniesNewPrivileges(daemon))
                .as("no new privileges")
                .isTrue();
    }

    /** Judged by the uids that running processes have on the host, so that an entry point which drops root holds; else by the user set. */
    @Control(
            title = "Processes in containers do not run as root",
            why = "Whoever breaks out of a container is on the host whom the process was inside.",
            fix = "Set USER to a numeric uid in the Dockerfile, or start {container} with --user 10001:10001",
            severity = HIGH)
    @CisDocker("4.1")
    @Level1
    @ElevationOfPrivilege("E2")
    void process_is_not_root(Container container, Daemon daemon) {
        assertThat(container.processes().ofRoot(daemon)).as("root on the host").isEmpty();
    }
}
