package io.github.plimsoll.suites.docker;

import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import java.util.List;

/** What the proofs of controls of audit rules have in common. */
abstract class AuditProofs extends FileProofs {

    AuditProofs(Class<?> controls) {
        super(controls);
    }

    /** A rule has to be in the files and in the kernel, record every change, and be in force. */
    void demandsRule(DockerFixture host, String path) {
        satisfiedBy(host);
        DockerFixture unaudited = host.unaudited(path);
        violatedBy(unaudited);
        violatedBy(host.changed(HostDocuments.AUDIT_LIVE, rules -> rules.with("rules", List.of())));
        violatedBy(host.changed(HostDocuments.AUDIT_RULES, rules -> rules.with("rules", List.of())));
        violatedBy(host.changed(HostDocuments.AUDIT_LIVE, rules -> rules.with("enabled", 0)));
        satisfiedBy(unaudited.auditRule(rule("watch", path, "rwxa")));
        satisfiedBy(unaudited.auditRule(rule("dir", path.substring(0, path.lastIndexOf('/')), "wa")));
        violatedBy(unaudited.auditRule(rule("watch", path + "-v2", "wa")));
        violatedBy(unaudited.auditRule(rule("watch", path, "x")));
        violatedBy(unaudited.auditRule(rule("watch", path, "w")));
        violatedBy(unaudited.auditRule(rule("watch", path, "a")));
        inconclusiveFor(host.unreadable(HostDocuments.AUDIT_LIVE, "You must be root to run this program."));
        inconclusiveFor(host.unreadable(HostDocuments.AUDIT_RULES, "no permission"));
        cannotLook(host, path);
    }

    /** A rule as a file has it. */
    static String rule(String kind, String path, String permissions, String... fields) {
        return "{list: 'exit', action: 'always', %s: '%s', permissions: '%s', syscalls: [], fields: [%s]}"
                .formatted(kind, path, permissions, String.join(", ", fields));
    }
}
