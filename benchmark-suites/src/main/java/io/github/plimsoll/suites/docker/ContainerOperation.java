package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
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
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.ExecSession;
import java.util.Set;

/** Section 5: what goes on in containers once they run. */
@DockerControls
public class ContainerOperation {

    private static final Set<String> SSH_SERVERS = Set.of("sshd", "sshd-session", "dropbear", "tinysshd");

    @Control(
            title = "No SSH server runs in containers",
            why = "A log-in into a container bypasses the engine's own access control and leaves no trace in it.",
            fix = "Take the SSH server out of the image of {container}; use docker exec",
            severity = MEDIUM)
    @CisDocker("5.7")
    @Level1
    @Spoofing("S1")
    @ElevationOfPrivilege("E2")
    void runs_no_ssh_server(Container container) {
        assumeTrue(container.isRunning(), "it does not run, so it has no processes");
        assertThat(container.processes().names()).as("processes").doesNotContainAnyElementsOf(SSH_SERVERS);
    }

    /** Judges the sessions that the engine remembers, running or just ended; older ones only an audit log can show. */
    @Control(
            title = "Nobody works in containers with all privileges",
            why = "A privileged session undoes every restriction that the container was started with.",
            fix = "End the session, and use docker exec without --privileged",
            severity = HIGH)
    @CisDocker("5.23")
    @Level2
    @ElevationOfPrivilege("E1")
    void exec_is_not_privileged(ExecSession session) {
        assertThat(session.isPrivileged()).as("privileged").isFalse();
    }

    /** Judges the sessions that the engine remembers, running or just ended; older ones only an audit log can show. */
    @Control(
            title = "Nobody works in containers as root",
            why = "What root does in a running container is in no build file, and root is one step from the host.",
            fix = "End the session, and use docker exec with --user",
            severity = MEDIUM)
    @CisDocker("5.24")
    @Level2
    @ElevationOfPrivilege("E2")
    void exec_is_not_root(ExecSession session) {
        assertThat(session.isRoot()).as("root").isFalse();
    }

    /** Whether the check is passed is another matter, and not judged. */
    @Control(
            title = "The health of containers is checked",
            why = "A hung service that still counts as running is neither restarted nor replaced.",
            fix = "Add a HEALTHCHECK to the image of {container}, or start it with --health-cmd",
            severity = LOW)
    @CisDocker("5.27")
    @Level1
    @DenialOfService("D2")
    void health_is_checked(Container container) {
        assertThat(container.supervision().healthProbe())
                .as("command that checks health")
                .isNotEmpty();
        if (container.isRunning()) {
            assertThat(container.supervision().health()).as("state of health").isNotEqualTo("none");
        }
    }

    /** What a registry has under the name by now is not asked: an audit talks to its target only. */
    @Control(
            title = "Containers run the version that their image's name stands for",
            why =
                    "Under a name that moves nobody knows what runs, and a container keeps an old image after its name has moved on.",
            fix = "Start {container} anew from a version tag or a digest, for example app:1.4.2 or app@sha256:...",
            severity = MEDIUM)
    @CisDocker("5.28")
    @Level1
    @Spoofing("S2")
    void image_is_pinned_and_current(Container container) {
        if (!container.isPinned()) {
            String image = container.image();
            assertThat(container.imageTag()).as("tag of %s", image).isNotEqualTo("latest");
            assertThat(container.isOnCurrentImage())
                    .as("runs the image that %s names now", image)
                    .isTrue();
        }
    }
}
