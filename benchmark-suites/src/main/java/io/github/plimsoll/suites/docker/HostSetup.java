package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.ApiSocket;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.DataRoot;
import io.github.plimsoll.fact.docker.Machine;
import io.github.plimsoll.policy.Policy;

/** Section 1: the machine on which the daemon runs. */
@DockerControls
public class HostSetup {

    @Control(
            title = "Images and containers have a file system of their own",
            why =
                    "A container that fills the disk otherwise fills the root file system too, and with it stops the whole host.",
            fix =
                    "Mount a partition or logical volume at the data root, or move the data root there with \"data-root\" in daemon.json.",
            severity = MEDIUM)
    @CisDocker("1.1.1")
    @Level1
    @DenialOfService("D1")
    void data_root_has_a_partition_of_its_own(DataRoot root, Policy policy) {
        assertThat(root.isOnRootFileSystem())
                .as("it lies on the root file system")
                .isFalse();
        assertThat(root.isOnFileSystemAbove())
                .as("it lies on the file system of the directory above it")
                .isFalse();
        if (!policy.flag("docker.accept-shared-pool")) {
            assertThat(root.sharesPoolWithRoot())
                    .as("it shares the pool of the root file system")
                    .isFalse();
        }
    }

    /**
     * Judged are those who may write to the sockets of the daemon: by the group that a socket really has, members and primary group alike,
     * by an access control list, or because it is open to all. Who comes by {@code ssh://} logs in as a user of the host and calls that same
     * socket, and so is one of them, or root. Who becomes root by the rules of sudo, for the {@code docker} command or any other, does so
     * past every socket: that is judged where the host is, by its own hardening guide (1.2.1), since those rules name aliases,
     * directories of users and commands with wildcards that only sudo itself resolves. Who comes over TCP is let in by a
     * certificate (2.8).
     */
    @Control(
            title = "Only trusted users may call the daemon",
            why =
                    "Whoever may use the socket starts a container with the root directory mounted and is root, with no password and no trace.",
            fix =
                    "gpasswd --delete USER docker for each user whom the finding names; name those who are meant in docker.trusted-users of plimsoll.yaml.",
            severity = HIGH)
    @CisDocker("1.1.2")
    @Level1
    @Tampering("T1")
    @ElevationOfPrivilege("E2")
    void only_trusted_users_call_the_daemon(ApiSocket socket, Policy policy) {
        assertThat(socket.callers())
                .as("users who may call the daemon")
                .isSubsetOf(policy.texts("docker.trusted-users"));
    }

    @Control(
            title = "The engine was built not long ago",
            why =
                    "Flaws by which containers break out are found several times a year, and only a newer engine is rid of them.",
            fix = "Install the current version of the engine, of containerd and of runc, and restart the daemon.",
            severity = HIGH)
    @CisDocker("1.2.2")
    @Level1
    @ElevationOfPrivilege("E1")
    @Tampering("T1")
    void engine_is_current(Daemon daemon, Policy policy) {
        assertThat(daemon.ageOfBuild().toDays())
                .as("days since engine " + daemon.version() + " was built")
                .isLessThanOrEqualTo(policy.duration("docker.max-engine-age").toDays());
    }

    @Control(
            title = "The host follows a hardening guide of its own",
            why =
                    "Containers share the kernel of the host, so that its weaknesses are theirs, whatever the daemon is told.",
            fix = "Apply the benchmark of the distribution, keep its report, and attest to it.",
            severity = MEDIUM)
    @Review("Does this host follow a hardening guide, and when was that last checked?")
    @CisDocker("1.2.1")
    @Level1
    @ElevationOfPrivilege("E1")
    void host_is_hardened(Machine machine) {
        machine.operatingSystem();
        machine.kernel();
        machine.securityModules();
        machine.sysctls();
    }
}
