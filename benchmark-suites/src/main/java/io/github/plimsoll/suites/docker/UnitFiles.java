package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.DefaultsFile;
import io.github.plimsoll.fact.docker.ServiceUnit;
import io.github.plimsoll.fact.docker.SocketUnit;
import io.github.plimsoll.fact.docker.SysconfigFile;

/** Section 3: the units and options by which the daemon is started. */
@DockerControls
public class UnitFiles {

    @Control(
            title = "The service unit of the daemon belongs to root",
            why = "Whoever owns the unit or a drop-in decides which program starts as root, with which options.",
            fix =
                    "chown root:root FILE for the unit and each drop-in that the finding names, then systemctl daemon-reload.",
            severity = HIGH)
    @CisDocker("3.1")
    @Level1
    @Tampering("T2")
    void service_unit_belongs_to_root(ServiceUnit unit) {
        assertThat(unit.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root writes to the service unit of the daemon",
            why = "A line put into the unit or a drop-in runs as root when the daemon is started the next time.",
            fix = "chmod 644 FILE for the unit and each drop-in that the finding names.",
            severity = HIGH)
    @CisDocker("3.2")
    @Level1
    @Tampering("T2")
    void service_unit_is_written_by_root_only(ServiceUnit unit) {
        assertThat(unit.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "The socket unit of the daemon belongs to root",
            why = "The unit says where the daemon is called and by which group; its owner can open that to everybody.",
            fix =
                    "chown root:root FILE for the unit and each drop-in that the finding names, then systemctl daemon-reload.",
            severity = MEDIUM)
    @CisDocker("3.3")
    @Level1
    @Tampering("T2")
    void socket_unit_belongs_to_root(SocketUnit unit) {
        assertThat(unit.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root writes to the socket unit of the daemon",
            why = "One changed line, SocketMode=0666, makes every local user root at the next start.",
            fix = "chmod 644 FILE for the unit and each drop-in that the finding names.",
            severity = MEDIUM)
    @CisDocker("3.4")
    @Level1
    @Tampering("T2")
    void socket_unit_is_written_by_root_only(SocketUnit unit) {
        assertThat(unit.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "Debian's file of daemon options belongs to root",
            why = "Where the unit reads it, its owner sets options of a daemon that runs as root.",
            fix = "chown root:root /etc/default/docker",
            severity = MEDIUM)
    @CisDocker("3.19")
    @Level2
    @Tampering("T2")
    void defaults_file_belongs_to_root(DefaultsFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root writes to Debian's file of daemon options",
            why =
                    "An option such as -H tcp:// written there is taken over at the next start without anybody looking at it again.",
            fix = "chmod 644 /etc/default/docker",
            severity = MEDIUM)
    @CisDocker("3.20")
    @Level2
    @Tampering("T2")
    void defaults_file_is_written_by_root_only(DefaultsFile file) {
        assertThat(file.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "Only root writes to Red Hat's file of daemon options",
            why = "The file is read when the daemon starts, and whoever writes to it chooses how.",
            fix = "chmod 644 /etc/sysconfig/docker",
            severity = MEDIUM)
    @CisDocker("3.21")
    @Level2
    @Tampering("T2")
    void sysconfig_file_is_written_by_root_only(SysconfigFile file) {
        assertThat(file.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "Red Hat's file of daemon options belongs to root",
            why =
                    "An owner can change the permissions of a file, and with them the options of the daemon, at any time.",
            fix = "chown root:root /etc/sysconfig/docker",
            severity = MEDIUM)
    @CisDocker("3.22")
    @Level2
    @Tampering("T2")
    void sysconfig_file_belongs_to_root(SysconfigFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }
}
