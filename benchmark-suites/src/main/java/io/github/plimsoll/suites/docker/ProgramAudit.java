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
import io.github.plimsoll.fact.docker.ContainerdBinary;
import io.github.plimsoll.fact.docker.ContainerdShim;
import io.github.plimsoll.fact.docker.ContainerdShimV1;
import io.github.plimsoll.fact.docker.ContainerdShimV2;
import io.github.plimsoll.fact.docker.DaemonBinary;
import io.github.plimsoll.fact.docker.RuntimeBinary;
import io.github.plimsoll.fact.host.AuditRules;

/** Section 1: changes of the programs that the engine consists of are recorded. */
@DockerControls
public class ProgramAudit {

    @Control(
            title = "Changes of the daemon's program are recorded",
            why =
                    "A daemon exchanged for another one does whatever its maker wants, as root; the record tells when that was and who did it.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = MEDIUM)
    @CisDocker("1.1.3")
    @Level1
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_daemon_program_are_audited(DaemonBinary program, AuditRules rules) {
        Audited.file(program, rules);
    }

    @Control(
            title = "Changes of containerd's program are recorded",
            why = "Containerd starts every container; a changed one can add what nobody ordered.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.14")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_containerd_program_are_audited(ContainerdBinary program, AuditRules rules) {
        Audited.file(program, rules);
    }

    @Control(
            title = "Changes of the first containerd shim are recorded",
            why =
                    "It runs as root beside each container of an older containerd, and nobody would look for a change there.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.15")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_first_shim_are_audited(ContainerdShim program, AuditRules rules) {
        Audited.file(program, rules);
    }

    @Control(
            title = "Changes of the shim for runc, version 1, are recorded",
            why = "Even where a newer shim is in use the old one can be asked for by a runtime option.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.16")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_shim_v1_are_audited(ContainerdShimV1 program, AuditRules rules) {
        Audited.file(program, rules);
    }

    @Control(
            title = "Changes of the shim for runc, version 2, are recorded",
            why =
                    "It holds the input and output of each container and outlives the daemon, which suits whoever wants to stay.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = LOW)
    @CisDocker("1.1.17")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_shim_v2_are_audited(ContainerdShimV2 program, AuditRules rules) {
        Audited.file(program, rules);
    }

    @Control(
            title = "Changes of the programs that make containers are recorded",
            why = "Known escapes overwrite runc from within a container; the record is how that is noticed.",
            fix =
                    "Add \"-w FILE -p wa -k docker\" to /etc/audit/rules.d/docker.rules and load it with augenrules --load.",
            severity = MEDIUM)
    @CisDocker("1.1.18")
    @Level2
    @Repudiation("R1")
    @Tampering("T2")
    void changes_of_runtimes_are_audited(RuntimeBinary program, AuditRules rules) {
        Audited.file(program, rules);
    }
}
