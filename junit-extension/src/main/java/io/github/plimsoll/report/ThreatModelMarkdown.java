package io.github.plimsoll.report;

import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Summary;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * {@code threat-model.md}: each threat against a target, why it matters, the controls that stand against it and what they found. A
 * target whose platform has no threat model is left out.
 */
public final class ThreatModelMarkdown {

    private static final int WORST_SUBJECTS = 5;
    private static final int LONGEST_CELL = 300;

    private ThreatModelMarkdown() {}

    public static void write(List<AuditResult> audits, Path file) throws IOException {
        ReportFile.write(file, out -> out.write(of(audits)));
    }

    static String of(List<AuditResult> audits) {
        StringBuilder page = new StringBuilder();
        for (AuditResult audit : audits) {
            List<ThreatMatrix.Row> threats = ThreatMatrix.of(audit);
            if (!threats.isEmpty()) {
                page.append("# Threat model of ")
                        .append(text(audit.target().target()))
                        .append("\n\n");
                summary(page, threats);
                threats.forEach(threat -> threat(page, audit, threat));
            }
        }
        return page.toString();
    }

    private static void summary(StringBuilder page, List<ThreatMatrix.Row> threats) {
        page.append("| Threat | Controls | Found |\n| --- | ---: | --- |\n");
        for (ThreatMatrix.Row threat : threats) {
            page.append("| %s | %d | %s |\n"
                    .formatted(text(threat.title()), threat.results().size(), found(threat)));
        }
        page.append("\n");
    }

    private static void threat(StringBuilder page, AuditResult audit, ThreatMatrix.Row threat) {
        page.append("## %s\n\n%s"
                .formatted(text(threat.title()), text(threat.threat().statement())));
        if (!threat.threat().matters().isEmpty()) {
            page.append(" ").append(text(threat.threat().matters()));
        }
        page.append("\n\n**Found:** ").append(found(threat)).append(".\n\n");
        if (threat.results().isEmpty()) {
            return;
        }
        page.append("| Verdict | Severity | Control | Found |\n| --- | --- | --- | --- |\n");
        threat.results().stream()
                .sorted(Comparator.comparing(ControlResult::verdict)
                        .thenComparing(result -> result.control().severity()))
                .forEach(result -> page.append("| %s | %s | %s | %s |\n"
                        .formatted(
                                Words.of(result.verdict()),
                                result.control().severity().name().toLowerCase(Locale.ROOT),
                                text(Sections.name(audit.benchmark(), result.control())),
                                found(result))));
        page.append("\n");
    }

    /** For example {@code 3 controls violated, 1 undecided, 12 hold}, or why nothing is known. */
    private static String found(ThreatMatrix.Row threat) {
        if (!threat.withoutEvidence().isEmpty()) {
            return threat.withoutEvidence();
        }
        Summary counts = threat.counts();
        int undecided = counts.inconclusive() + counts.broken() + counts.needsReview() + counts.waived();
        return counts.violated() + " violated, " + undecided + " undecided or waived, " + counts.compliant() + " hold";
    }

    private static String found(ControlResult result) {
        List<Finding> violated = result.findings(Verdict.VIOLATED);
        StringBuilder found = new StringBuilder(text(Headline.of(result)));
        if (result.findings().size() > 1) {
            for (Finding finding : violated.subList(0, Math.min(WORST_SUBJECTS, violated.size()))) {
                found.append("<br>").append(text(named(finding)));
            }
        } else {
            violated.forEach(finding -> found.append(": ").append(text(finding.message())));
        }
        int more = violated.size() - WORST_SUBJECTS;
        return more > 0 ? found + "<br>and " + more + " more" : found.toString();
    }

    private static String named(Finding finding) {
        return finding.subject() + (finding.place().isEmpty() ? "" : " (" + finding.place() + ")") + ": "
                + finding.message();
    }

    private static String text(String text) {
        return MarkdownPage.escaped(Text.plain(text, LONGEST_CELL));
    }
}
