package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.ApiSocket;
import io.github.plimsoll.fact.docker.ConfigDirectory;
import io.github.plimsoll.fact.docker.ConfigFile;
import io.github.plimsoll.fact.docker.ContainerdSocket;

/** Section 3: the configuration of the daemon and the sockets by which it is controlled. */
@DockerControls
public class DaemonFiles {

    @Control(
            title = "The configuration directory of the daemon belongs to root",
            why = "Who owns the directory can replace any file in it, whatever the files themselves allow.",
            fix = "chown root:root /etc/docker",
            severity = HIGH)
    @CisDocker("3.5")
    @Level1
    @Tampering("T2")
    void config_directory_belongs_to_root(ConfigDirectory directory) {
        assertThat(directory.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root writes to the configuration directory of the daemon",
            why =
                    "A file put there, such as a certificate of a registry or daemon.json itself, is trusted without question.",
            fix = "chmod 755 /etc/docker",
            severity = HIGH)
    @CisDocker("3.6")
    @Level1
    @Tampering("T2")
    void config_directory_is_written_by_root_only(ConfigDirectory directory) {
        assertThat(directory.permissionsBeyond(0755))
                .as("permissions beyond 755")
                .isEmpty();
    }

    @Control(
            title = "The configuration file of the daemon belongs to root",
            why = "Its owner can switch off what protects the host and have it loaded by a reload nobody notices.",
            fix = "chown root:root FILE",
            severity = HIGH)
    @CisDocker("3.17")
    @Level2
    @Tampering("T2")
    void config_file_belongs_to_root(ConfigFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "Only root writes to the configuration file of the daemon",
            why = "A single key in it opens the API to the network, trusts a registry or names another runtime.",
            fix = "chmod 644 FILE; 600 where it names proxies or tokens.",
            severity = HIGH)
    @CisDocker("3.18")
    @Level2
    @Tampering("T2")
    void config_file_is_written_by_root_only(ConfigFile file) {
        assertThat(file.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "The daemon's socket belongs to root and the group set for it",
            why = "Any other owner can open the socket to whomever he likes, and whoever opens it is root.",
            fix =
                    "chown root:docker SOCKET, and mend \"group\" in daemon.json or SocketGroup= in the socket unit that made it so.",
            severity = CRITICAL)
    @CisDocker("3.15")
    @Level1
    @Tampering("T1")
    void api_socket_belongs_to_root_and_its_group(ApiSocket socket) {
        assertThat(socket.unexpectedOwners())
                .as("owners other than root and the daemon's group")
                .isEmpty();
    }

    @Control(
            title = "The daemon's socket is closed to all but root and its group",
            why =
                    "A socket that every local user may write to makes every local user, and every service taken over, root.",
            fix = "chmod 660 SOCKET and setfacl --remove-all SOCKET; set SocketMode=0660 in the socket unit.",
            severity = CRITICAL)
    @CisDocker("3.16")
    @Level1
    @Tampering("T1")
    @ElevationOfPrivilege("E1")
    void api_socket_is_closed_to_others(ApiSocket socket) {
        assertThat(socket.permissionsBeyond(0660)).as("permissions beyond 660").isEmpty();
        assertThat(socket.permissionsAtNextStartBeyond(0660))
                .as("permissions beyond 660 that its unit gives it at the next start")
                .isEmpty();
        assertThat(socket.grantsToOthers())
                .as("grants of its access control list")
                .isEmpty();
    }

    @Control(
            title = "The socket of containerd belongs to root",
            why = "Who calls there starts containers past the daemon, its plugins and its logs.",
            fix =
                    "chown root:root SOCKET, and set uid = 0 and gid = 0 under [grpc] in the configuration of containerd.",
            severity = CRITICAL)
    @CisDocker("3.23")
    @Level1
    @Tampering("T1")
    void containerd_socket_belongs_to_root(ContainerdSocket socket) {
        assertThat(socket.foreignOwners()).as("owners other than root").isEmpty();
    }

    @Control(
            title = "The socket of containerd is closed to others",
            why = "Containers made there may be privileged, and no rule of the Docker daemon applies to them.",
            fix = "chmod 660 SOCKET and setfacl --remove-all SOCKET",
            severity = CRITICAL)
    @CisDocker("3.24")
    @Level1
    @Tampering("T1")
    @ElevationOfPrivilege("E1")
    void containerd_socket_is_closed_to_others(ContainerdSocket socket) {
        assertThat(socket.permissionsBeyond(0660)).as("permissions beyond 660").isEmpty();
        assertThat(socket.grantsToOthers())
                .as("grants of its access control list")
                .isEmpty();
    }
}
