package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.Daemon;

/** Section 5: what of the host a container shares instead of having its own. */
@DockerControls
public class ContainerIsolation {

    @Control(
            title = "Containers keep out of the host's network",
            why =
                    "In the host's network a container reaches every service that trusts the loopback address, and can listen on any port.",
            fix = "Start {container} with --network NAME of a network made for it",
            severity = HIGH)
    @CisDocker("5.10")
    @Level1
    @ElevationOfPrivilege("E1")
    @InformationDisclosure("I1")
    void keeps_out_of_host_network(Container container) {
        assertThat(container.namespaces().networkMode()).as("network mode").isNotEqualTo("host");
        assertThat(container.networks()).as("networks").doesNotContain("host");
    }

    @Control(
            title = "Containers keep out of the host's processes",
            why = "Among the host's processes a container reads their environment and can signal or trace them.",
            fix = "Start {container} without --pid=host",
            severity = HIGH)
    @CisDocker("5.16")
    @Level1
    @ElevationOfPrivilege("E1")
    @InformationDisclosure("I1")
    void keeps_out_of_host_processes(Container container) {
        assertThat(container.namespaces().pidMode()).as("process namespace").isNotEqualTo("host");
    }

    @Control(
            title = "Containers keep out of the host's shared memory",
            why =
                    "Shared memory and message queues of the host's own processes lie open to a container that shares its IPC namespace.",
            fix = "Start {container} without --ipc=host",
            severity = HIGH)
    @CisDocker("5.17")
    @Level1
    @InformationDisclosure("I1")
    @Tampering("T1")
    void keeps_out_of_host_ipc(Container container) {
        assertThat(container.namespaces().ipcMode()).as("IPC namespace").isNotEqualTo("host");
    }

    @Control(
            title = "Containers keep out of the host's names",
            why = "A container that shares the UTS namespace can rename the host.",
            fix = "Start {container} without --uts=host",
            severity = MEDIUM)
    @CisDocker("5.21")
    @Level1
    @Tampering("T1")
    void keeps_out_of_host_uts(Container container) {
        assertThat(container.namespaces().utsMode()).as("UTS namespace").isNotEqualTo("host");
    }

    /** Opting out is a fault whatever the daemon does today; not opting out means something only where the daemon maps users. */
    @Control(
            title = "Containers keep out of the host's user namespace",
            why =
                    "Where the daemon maps root of its containers to nobody, a container in the host's namespace has the real root.",
            fix = "Start {container} without --userns=host",
            severity = HIGH)
    @CisDocker("5.31")
    @Level1
    @ElevationOfPrivilege("E2")
    void keeps_out_of_host_user_namespace(Container container, Daemon daemon) {
        assertThat(container.namespaces().usernsMode()).as("user namespace").isNotEqualTo("host");
        assumeTrue(daemon.remapsUsers(), "the daemon maps no users, so there is no namespace to keep to (see 2.10)");
    }

    @Control(
            title = "Containers get no device of the host",
            why = "With a device a container bypasses the file system's permissions, and with a disk it has the host.",
            fix = "Start {container} without --device, --device-cgroup-rule and --gpus, or waive those that it needs",
            severity = HIGH)
    @CisDocker("5.18")
    @Level1
    @ElevationOfPrivilege("E1")
    void gets_no_host_device(Container container) {
        assertThat(container.security().hostDevices()).as("devices of the host").isEmpty();
    }

    @Control(
            title = "Containers stay in the control group that the daemon gives them",
            why = "In another control group the limits set for containers do not bind, or those of something else do.",
            fix = "Start {container} without --cgroup-parent",
            severity = MEDIUM)
    @CisDocker("5.25")
    @Level1
    @DenialOfService("D1")
    void stays_in_default_cgroup(Container container) {
        assertThat(container.resources().cgroupParent())
                .as("parent control group")
                .isEmpty();
    }
}
