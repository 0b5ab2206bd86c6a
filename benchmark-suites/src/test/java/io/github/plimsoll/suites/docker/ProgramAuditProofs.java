package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import org.junit.jupiter.api.Test;

class ProgramAuditProofs extends AuditProofs {

    private static DockerFixture audited(String program) {
        return host().file(program).auditRule(rule("watch", program, "wa"));
    }

    ProgramAuditProofs() {
        super(ProgramAudit.class);
    }

    @Test
    void changes_of_daemon_program_are_audited() {
        String path = "/usr/bin/dockerd";
        demandsRule(host(), path);
        DockerFixture unaudited = host().unaudited(path);
        // The rule is for the program that runs, wherever that is.
        violatedBy(host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.with("exe", "/opt/dockerd"))
                .file("/opt/dockerd"));
        // What a link leads to is watched under its own name only: a rule on the link records when that is replaced.
        DockerFixture link = unaudited.file(path, file -> file.with("real", "/opt/dockerd"));
        satisfiedBy(link.auditRule(rule("watch", "/opt/dockerd", "wa")));
        violatedBy(link.auditRule(rule("watch", path, "wa")));
        // Links on the way are followed by the kernel.
        satisfiedBy(link.auditRule(
                "{list: 'exit', action: 'always', watch: '/srv/dockerd', real: '/opt/dockerd', permissions: 'wa'}"));
        violatedBy(
                unaudited.auditRule(
                        "{list: 'exit', action: 'always', watch: '/usr/bin/dockerd', real: '/opt/dockerd', permissions: 'wa'}"));
        satisfiedBy(unaudited.auditRule(rule("path", path, "wa")));
        // For one size of words only, other programs go unrecorded.
        violatedBy(unaudited.auditRule(rule("path", path, "wa", "'arch=b64'")));
        violatedBy(unaudited
                .auditRule(rule("path", path, "wa", "'arch=b64'"))
                .auditRule(rule("path", path, "wa", "'arch=b64'")));
        satisfiedBy(unaudited
                .auditRule(rule("path", path, "wa", "'arch=b64'"))
                .auditRule(rule("path", path, "wa", "'arch=b32'")));
        violatedBy(unaudited
                .auditRule(rule("path", path, "wa", "'arch=b64'"))
                .auditRule(rule("path", path, "wa", "'arch=c000003e'")));
        violatedBy(unaudited.auditRule(rule("path", path, "wa", "'auid>=1000'")));
        violatedBy(
                unaudited.auditRule(
                        "{list: 'exit', action: 'always', path: '/usr/bin/dockerd', permissions: 'wa', syscalls: ['open'], fields: []}"));
        violatedBy(
                unaudited.auditRule(
                        "{list: 'exit', action: 'possible', path: '/usr/bin/dockerd', permissions: 'wa', syscalls: [], fields: []}"));
        violatedBy(
                unaudited.auditRule(
                        "{list: 'filesystem', action: 'always', path: '/usr/bin/dockerd', permissions: 'wa', syscalls: [], fields: []}"));
        // The first rule that matches decides.
        violatedBy(host().auditRuleFirst("{list: 'task', action: 'never', syscalls: [], fields: []}"));
        violatedBy(host().auditRuleFirst("{list: 'exit', action: 'never', syscalls: [], fields: []}"));
        violatedBy(host().auditRuleFirst("{list: 'exit', action: 'never', dir: '/usr', syscalls: [], fields: []}"));
        violatedBy(host().auditRuleFirst(
                        "{list: 'exit', action: 'never', path: '/usr/bin/dockerd', syscalls: [], fields: []}"));
        satisfiedBy(
                host().auditRuleFirst("{list: 'exit', action: 'never', path: '/usr/bin', syscalls: [], fields: []}"));
        satisfiedBy(host().auditRuleFirst("{list: 'exit', action: 'never', syscalls: ['adjtimex'], fields: []}"));
        violatedBy(host().auditRuleFirst("{list: 'exit', action: 'never', syscalls: ['openat'], fields: []}"));
        violatedBy(host().auditRuleFirst("{list: 'exit', action: 'never', syscalls: ['257'], fields: []}"));
        // Nor may what somebody does in particular be left out, but for services that have a label of their own.
        violatedBy(host().auditRuleFirst("{list: 'exit', action: 'never', syscalls: [], fields: ['auid=0']}"));
        satisfiedBy(
                host().auditRuleFirst("{list: 'exit', action: 'never', syscalls: [], fields: ['subj_type=crond_t']}"));
        satisfiedBy(host().auditRule("{list: 'exit', action: 'never', syscalls: [], fields: ['auid=0']}"));
        noOtherListTakesRecordsAway();
    }

    /** Rules of other lists than the one that records take records away wherever they stand. */
    private void noOtherListTakesRecordsAway() {
        violatedBy(host().auditRule("{list: 'task', action: 'never', syscalls: [], fields: []}"));
        violatedBy(host().auditRule("{list: 'task', action: 'never', fields: ['uid=1000']}"));
        violatedBy(host().auditRule("{list: 'exclude', action: 'always', fields: ['msgtype=SYSCALL']}"));
        violatedBy(host().auditRule("{list: 'exclude', action: 'never', fields: ['msgtype=1302']}"));
        violatedBy(host().auditRule("{list: 'exclude', action: 'always', fields: ['msgtype!=USER']}"));
        violatedBy(host().auditRule("{list: 'exclude', action: 'always', fields: ['auid=0']}"));
        satisfiedBy(host().auditRule("{list: 'exclude', action: 'always', fields: ['msgtype=CWD']}"));
        violatedBy(host().auditRule("{list: 'filesystem', action: 'never', fields: ['fstype=0xef53']}"));
        satisfiedBy(host().auditRule("{list: 'filesystem', action: 'never', fields: ['fstype=tracefs']}"));
        satisfiedBy(host().auditRule("{list: 'user', action: 'never', fields: ['subj_type=crond_t']}"));
        // What the kernel does now it does not do after a start with a file that ends in -e 0.
        violatedBy(host().changed(HostDocuments.AUDIT_RULES, rules -> rules.with("enabledAtStart", 0)));
        satisfiedBy(host().changed(HostDocuments.AUDIT_RULES, rules -> rules.with("enabledAtStart", 2)));
    }

    @Test
    void changes_of_containerd_program_are_audited() {
        demandsRule(host(), "/usr/bin/containerd");
        violatedBy(host().unaudited("/usr/bin/containerd")
                .auditRule(rule("watch", "/usr/bin/containerd-shim-runc-v2", "wa")));
        inconclusiveFor(host().unreadable(DockerDocuments.CONTAINERD, "nobody serves it"));
    }

    @Test
    void changes_of_first_shim_are_audited() {
        demandsRule(audited("/usr/bin/containerd-shim"), "/usr/bin/containerd-shim");
        violatedBy(host().file("/usr/bin/containerd-shim"));
        notApplicableTo(host());
    }

    @Test
    void changes_of_shim_v1_are_audited() {
        demandsRule(audited("/usr/bin/containerd-shim-runc-v1"), "/usr/bin/containerd-shim-runc-v1");
        notApplicableTo(host());
    }

    @Test
    void changes_of_shim_v2_are_audited() {
        demandsRule(host(), "/usr/bin/containerd-shim-runc-v2");
        // The first on the search path is the one that is started.
        violatedBy(host().file("/usr/local/bin/containerd-shim-runc-v2"));
    }

    @Test
    void changes_of_runtimes_are_audited() {
        demandsRule(host(), "/usr/bin/runc");
        DockerFixture second = host().info(info -> info.with("Runtimes.crun.path", "/opt/crun"))
                .file("/opt/crun");
        violatedBy(second);
        satisfiedBy(second.auditRule(rule("watch", "/opt/crun", "wa")));
        inconclusiveFor(host().info(info -> info.with("Runtimes.other.path", "/opt/other")));
        notApplicableTo(host().info(info -> info.without("Runtimes")));
    }
}
