package io.github.plimsoll.suites.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.host.AuditRules;
import io.github.plimsoll.fact.host.HostFile;

/** What the controls of audit rules have in common. */
final class Audited {

    private Audited() {}

    /** A rule counts if it is there to stay, is in force, and leaves no kind of change out. */
    static void file(HostFile file, AuditRules rules) {
        assertThat(rules.missingInFiles(file))
                .as("what the files of audit rules lack")
                .isEmpty();
        assertThat(rules.areEnabled()).as("the kernel audits").isTrue();
        assertThat(rules.missingInKernel(file))
                .as("what the rules in the kernel lack")
                .isEmpty();
    }
}
