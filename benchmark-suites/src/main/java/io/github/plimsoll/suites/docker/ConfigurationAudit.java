package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.ApiEntrance;
import io.github.plimsoll.fact.docker.ConfigDirectory;
import io.github.plimsoll.fact.docker.ConfigFile;
import io.github.plimsoll.fact.docker.ContainerdConfig;
import io.github.plimsoll.fact.docker.ContainerdSocket;
import io.github.plimsoll.fact.docker.ContainerdState;
import io.github.plimsoll.fact.docker.DataRoot;
import io.github.plimsoll.fact.docker.DefaultsFile;
import io.github.plimsoll.fact.docker.ServiceUnit;
import io.github.plimsoll.fact.docker.SysconfigFile;
import io.github.plimsoll.fact.host.AuditRules;

/** Section 1: changes of what the engine is configured from are recorded. */
@DockerControls
public class ConfigurationAudit {

    @Control(
            title = "Changes in containerd's directory are recorded",
            why = "Sockets and bundles of running containers are there, and a change reaches into all of them.",
            fix =
                    "Add \"-w DIRECTORY -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.4")
    @Level1
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_containerd_state_are_audited(ContainerdState directory, AuditRules rules) {
        Audited.file(directory, rules);
    }

    @Control(
            title = "Changes in the data root are recorded",
            why =
                    "Images, volumes and the files of containers are there; who changes them behind the daemon leaves no other trace.",
            fix =
                    "Add \"-w DIRECTORY -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.5")
    @Level1
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_data_root_are_audited(DataRoot directory, AuditRules rules) {
        Audited.file(directory, rules);
    }

    @Control(
            title = "Changes in the configuration directory are recorded",
            why = "Certificates and keys are there beside the configuration, and replacing one is done in a moment.",
            fix =
                    "Add \"-w /etc/docker -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = MEDIUM)
    @CisDocker("1.1.6")
    @Level1
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_config_directory_are_audited(ConfigDirectory directory, AuditRules rules) {
        Audited.file(directory, rules);
    }

    @Control(
            title = "Changes of the service unit are recorded",
            why = "The unit and its drop-ins say how the daemon starts, and a line added there is easily overlooked.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = MEDIUM)
    @CisDocker("1.1.7")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_service_unit_are_audited(ServiceUnit unit, AuditRules rules) {
        Audited.file(unit, rules);
    }

    @Control(
            title = "Changes of containerd's socket are recorded",
            why =
                    "A socket with new permissions, or put in place of the real one, hands out control of all containers.",
            fix =
                    "Add \"-w SOCKET -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.8")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_containerd_socket_are_audited(ContainerdSocket socket, AuditRules rules) {
        Audited.file(socket, rules);
    }

    @Control(
            title = "Changes of Debian's file of daemon options are recorded",
            why = "Options are added there by hand and forgotten; the record says who added them.",
            fix =
                    "Add \"-w /etc/default/docker -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.10")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_defaults_file_are_audited(DefaultsFile file, AuditRules rules) {
        Audited.file(file, rules);
    }

    @Control(
            title = "Changes of the daemon's socket are recorded",
            why =
                    "Permissions of the socket decide who is root; a change of them, and of the unit that sets them, must not go unseen.",
            fix =
                    "Add \"-w SOCKET -p wa -k docker\" and the same for docker.socket to /etc/audit/rules.d/docker.rules and load them with augenrules --load.",
            severity = MEDIUM)
    @CisDocker("1.1.9")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_api_socket_are_audited(ApiEntrance file, AuditRules rules) {
        Audited.file(file, rules);
    }

    @Control(
            title = "Changes of the configuration file are recorded",
            why = "When a setting was weakened is the first question of every investigation.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = MEDIUM)
    @CisDocker("1.1.11")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_config_file_are_audited(ConfigFile file, AuditRules rules) {
        Audited.file(file, rules);
    }

    @Control(
            title = "Changes of containerd's configuration are recorded",
            why = "It names plugins and runtimes that run as root, unseen by the Docker daemon.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.12")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_containerd_config_are_audited(ContainerdConfig file, AuditRules rules) {
        Audited.file(file, rules);
    }

    @Control(
            title = "Changes of Red Hat's file of daemon options are recorded",
            why = "It holds parts of the command line that no other file shows.",
            fix =
                    "Add \"-w /etc/sysconfig/docker -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.13")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_sysconfig_file_are_audited(SysconfigFile file, AuditRules rules) {
        Audited.file(file, rules);
    }
}
