package io.github.plimsoll.report;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.attack.Cut;
import io.github.plimsoll.fact.SnapshotHeader;
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

/** A page of Markdown for the job summary of a continuous-integration server: the figures, then the worst first. */
public final class SummaryMarkdown {

    private static final int WORST_SUBJECTS = 3;
    private static final int LONGEST_CELL = 300;
    private static final int WORST_PATHS = 10;
    private static final int LONGEST_SENTENCE = 1_000;

    private SummaryMarkdown() {}

    public static void write(List<AuditResult> audits, Path file) throws IOException {
        String summary = of(audits);
        ReportFile.write(file, out -> out.write(summary));
    }

    static String of(List<AuditResult> audits) {
        MarkdownPage page = new MarkdownPage();
        for (AuditResult audit : audits) {
            figures(page, audit);
            attack(page, audit.attack());
            sections(page, audit);
            threats(page, audit);
            violations(page, audit);
            undecided(page, audit);
        }
        return page.toString();
    }

    private static void figures(MarkdownPage page, AuditResult audit) {
        SnapshotHeader target = audit.target();
        Summary summary = audit.summary();
        page.line("# Compliance of " + cell(target.target()));
        page.line("");
        page.line("**Score " + Words.percent(summary.score()) + "** (compliant of decided), coverage "
                + Words.percent(summary.coverage()) + " (decided of applicable). "
                + cell(audit.benchmark().title()) + ", "
                + cell(target.engine() + " " + target.version()) + " at " + cell(target.endpoint()) + ", "
                + target.collectedAt() + ".");
        page.line("");
        page.line("| Violated | Inconclusive | Broken | Needs review | Waived | Compliant | Not applicable |");
        page.line("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        page.line(row(
                summary.violated(),
                summary.inconclusive(),
                summary.broken(),
                summary.needsReview(),
                summary.waived(),
                summary.compliant(),
                summary.notApplicable()));
        page.line("");
        audit.allWarnings().forEach(warning -> page.line("> " + cell(warning) + "\n"));
    }

    private static void attack(MarkdownPage page, AttackPaths attack) {
        if (attack.paths().isEmpty() && attack.unreached().isEmpty()) {
            return;
        }
        page.line("## " + AttackWords.title(attack));
        page.line("");
        List<AttackPath> paths = attack.paths();
        for (AttackPath path : paths.subList(0, Math.min(WORST_PATHS, paths.size()))) {
            page.line("1. " + MarkdownPage.escaped(Text.plain(path.sentence(), LONGEST_SENTENCE))
                    + (path.isCertain() ? "" : " *(could not be excluded)*"));
        }
        page.line("");
        if (paths.size() > WORST_PATHS) {
            page.line("And " + (paths.size() - WORST_PATHS) + " more, see results.json.");
            page.line("");
        }
        if (!attack.unreached().isEmpty()) {
            page.line(MarkdownPage.escaped(Text.plain(AttackWords.unreached(attack), LONGEST_SENTENCE)));
            page.line("");
        }
        for (Cut cut : attack.cuts()) {
            page.line("- " + MarkdownPage.escaped(Text.plain(AttackWords.of(cut), LONGEST_SENTENCE)));
        }
        page.line("");
    }

    private static void sections(MarkdownPage page, AuditResult audit) {
        page.line("| Section | Score | Violated | Undecided | Compliant | Not applicable |");
        page.line("| --- | ---: | ---: | ---: | ---: | ---: |");
        Sections.summaries(audit)
                .forEach((section, summary) -> page.line(row(
                        cell(Sections.name(section)),
                        summary.compliant() + summary.violated() + summary.inconclusive() + summary.broken() == 0
                                ? "–"
                                : Words.percent(summary.score()),
                        summary.violated(),
                        summary.inconclusive() + summary.broken() + summary.needsReview() + summary.waived(),
                        summary.compliant(),
                        summary.notApplicable())));
        page.line("");
    }

    private static void threats(MarkdownPage page, AuditResult audit) {
        List<ThreatMatrix.Row> threats = ThreatMatrix.of(audit);
        if (threats.isEmpty()) {
            return;
        }
        page.line("| Threat | Score | Violated | Undecided | Compliant | Evidence |");
        page.line("| --- | ---: | ---: | ---: | ---: | --- |");
        for (ThreatMatrix.Row threat : threats) {
            Summary counts = threat.counts();
            page.line(row(
                    cell(threat.title()),
                    threat.withoutEvidence().isEmpty() ? Words.percent(counts.score()) : "–",
                    counts.violated(),
                    counts.inconclusive() + counts.broken() + counts.needsReview() + counts.waived(),
                    counts.compliant(),
                    threat.withoutEvidence()));
        }
        page.line("");
    }

    private static void violations(MarkdownPage page, AuditResult audit) {
        List<ControlResult> violated = audit.controls().stream()
                .filter(result -> result.verdict() == Verdict.VIOLATED)
                .sorted(Comparator.comparing(result -> result.control().severity()))
                .toList();
        if (violated.isEmpty()) {
            return;
        }
        page.line("## Violations");
        page.line("");
        page.line("| Severity | Control | Result | Worst subjects |");
        page.line("| --- | --- | --- | --- |");
        for (ControlResult result : violated) {
            page.line(row(
                    result.control().severity().name().toLowerCase(Locale.ROOT),
                    cell(Sections.name(audit.benchmark(), result.control())),
                    cell(Headline.of(result)),
                    worst(result)));
        }
        page.line("");
    }

    private static void undecided(MarkdownPage page, AuditResult audit) {
        List<ControlResult> undecided = audit.controls().stream()
                .filter(result -> !result.verdict().isJudged() && result.verdict() != Verdict.NOT_APPLICABLE)
                .sorted(Comparator.comparing(ControlResult::verdict))
                .toList();
        if (undecided.isEmpty()) {
            return;
        }
        page.line("## Not decided");
        page.line("");
        page.line("| Verdict | Control | Reason |");
        page.line("| --- | --- | --- |");
        for (ControlResult result : undecided) {
            page.line(row(
                    Words.of(result.verdict()),
                    cell(Sections.name(audit.benchmark(), result.control())),
                    cell(Headline.of(result))));
        }
        page.line("");
    }

    private static String worst(ControlResult result) {
        List<Finding> violated = result.findings(Verdict.VIOLATED);
        StringBuilder worst = new StringBuilder();
        for (Finding finding : violated.subList(0, Math.min(WORST_SUBJECTS, violated.size()))) {
            worst.append(worst.isEmpty() ? "" : "<br>")
                    .append("<code>")
                    .append(cell(finding.subject()))
                    .append("</code> ")
                    .append(cell(finding.message()));
        }
        int more = violated.size() - WORST_SUBJECTS;
        return more > 0 ? worst + "<br>and " + more + " more" : worst.toString();
    }

    private static String cell(String text) {
        return MarkdownPage.escaped(Text.plain(text, LONGEST_CELL));
    }

    private static String row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        return row.toString();
    }
}
