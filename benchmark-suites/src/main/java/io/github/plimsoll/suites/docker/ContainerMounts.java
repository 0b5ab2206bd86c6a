package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.Mount;
import io.github.plimsoll.policy.Policy;

/** Section 5: what of the host's files a container can reach. */
@DockerControls
public class ContainerMounts {

    private static final String WITHOUT_LINKS = "docker.directories-without-links";

    /** What lies in a system directory counts, and so does what contains one; read-only as well, save what tells the time zone. */
    @Control(
            title = "Containers mount no directory of the host's own system",
            why =
                    "With the host's system directories in reach, a container reads its secrets or changes what the host runs.",
            fix = "Mount a named volume, or a directory made for the purpose, in place of {mount}",
            severity = HIGH)
    @CisDocker("5.6")
    @Level1
    @Tampering("T2")
    @ElevationOfPrivilege("E1")
    @InformationDisclosure("I1")
    void mounts_no_sensitive_host_directory(Mount mount, Policy policy) {
        assertThat(mount.sensitiveHostPaths(policy.texts(WITHOUT_LINKS)))
                .as("of the host's own system")
                .isEmpty();
    }

    @Control(
            title = "Mounts made in a container do not spread to the host",
            why = "With shared propagation a container changes what the host sees mounted.",
            fix = "Mount with bind-propagation=rprivate, which is the default, or rslave",
            severity = MEDIUM)
    @CisDocker("5.20")
    @Level1
    @Tampering("T1")
    @ElevationOfPrivilege("E1")
    void mount_propagation_is_not_shared(Mount mount) {
        assertThat(mount.propagation()).as("propagation").isNotIn("shared", "rshared");
    }

    @Control(
            title = "Containers mount no socket that controls containers",
            why =
                    "Whoever can write to the socket of the engine can start a privileged container, read-only mount or not.",
            fix =
                    "Start {container} without the socket and the directories above it; where it needs the API, put a filtering proxy between",
            severity = CRITICAL)
    @CisDocker("5.32")
    @Level1
    @ElevationOfPrivilege("E1")
    @Tampering("T1")
    void mounts_no_control_socket(Container container, Policy policy) {
        assertThat(container.files().controlSockets(policy.texts(WITHOUT_LINKS)))
                .as("sockets that control containers")
                .isEmpty();
    }

    @Control(
            title = "The root file system of containers is read-only",
            why = "An intruder who can write leaves tools behind, and changes the program that runs next time.",
            fix = "Start {container} with --read-only, and --tmpfs or a volume for each path it has to write",
            severity = MEDIUM)
    @CisDocker("5.13")
    @Level1
    @Tampering("T2")
    void root_filesystem_is_read_only(Container container) {
        assertThat(container.files().hasReadOnlyRootFilesystem())
                .as("read-only root file system")
                .isTrue();
    }
}
