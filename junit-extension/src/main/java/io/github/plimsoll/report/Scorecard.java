package io.github.plimsoll.report;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Summary;
import io.github.plimsoll.judge.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result on the console: the paths of an attacker, sections, the worst findings, the two figures, and what to do next. */
public final class Scorecard {

    private static final int WORST = 10;
    private static final int SUBJECTS = 3;
    private static final int WIDTH = 140;
    private static final int BAR = 12;

    private final PrintStream out;
    private final Ink ink;
    private final Path output;
    private final Severity failOn;

    /**
     * @param output where the other reports are
     * @param failOn the least severity whose violations fail the run
     */
    public Scorecard(Terminal terminal, Path output, Severity failOn) {
        this.out = terminal.out();
        this.ink = new Ink(terminal.isColoured(), terminal.isUnicode());
        this.output = output;
        this.failOn = failOn;
    }

    /** @param results where its results are for programs */
    public void print(AuditResult audit, Path results) {
        header(audit);
        new AttackLines(out, ink, WIDTH).print(audit.attack());
        sections(audit);
        figures(audit.summary());
        worst(audit);
        unread(audit);
        warnings(audit);
        next(audit, results);
        out.flush();
    }

    private void header(AuditResult audit) {
        SnapshotHeader target = audit.target();
        out.println();
        out.println(ink.bold(audit.benchmark().title()) + "   "
                + ink.plain(target.engine() + " " + target.version() + " at " + target.endpoint()) + "   "
                + ink.faint(target.requests() + " requests"));
    }

    private void sections(AuditResult audit) {
        Map<Benchmark.Section, Summary> summaries = Sections.summaries(audit);
        int width = summaries.keySet().stream()
                .mapToInt(section -> title(section).length())
                .max()
                .orElse(0);
        out.println();
        out.println(ink.faint(pad("", width + BAR + 5) + " compliant  violated  not read  review  waived  n/a"));
        summaries.forEach((section, summary) -> row(title(section), width, summary));
    }

    private void row(String title, int width, Summary summary) {
        out.println("  " + pad(title, width) + "  " + ink.bar(summary, BAR) + " "
                + ink.count(summary.compliant(), 10, Ink.Tone.GOOD)
                + ink.count(summary.violated(), 10, Ink.Tone.BAD)
                + ink.count(summary.inconclusive() + summary.broken(), 10, Ink.Tone.DOUBTFUL)
                + ink.count(summary.needsReview(), 8, Ink.Tone.NEUTRAL)
                + ink.count(summary.waived(), 8, Ink.Tone.NEUTRAL)
                + ink.count(summary.notApplicable(), 5, Ink.Tone.NEUTRAL));
    }

    private void figures(Summary summary) {
        int decided = summary.compliant() + summary.violated() + summary.inconclusive() + summary.broken();
        if (decided == 0) {
            out.println();
            out.println("  " + ink.bold("No score") + " (no control could be decided)");
            return;
        }
        out.println();
        out.println("  " + ink.bold("Score " + Words.percent(summary.score())) + " (" + summary.compliant() + " of "
                + decided
                + " hold)   " + ink.bold("Coverage " + Words.percent(summary.coverage())) + " ("
                + (summary.total() - summary.notApplicable()) + " controls apply)");
    }

    private void worst(AuditResult audit) {
        List<ControlResult> violated = audit.controls().stream()
                .filter(result -> result.verdict() == Verdict.VIOLATED)
                .sorted(Comparator.<ControlResult, Severity>comparing(
                                result -> result.control().severity())
                        .thenComparing(
                                result -> -result.findings(Verdict.VIOLATED).size()))
                .toList();
        if (violated.isEmpty()) {
            return;
        }
        out.println();
        out.println(ink.bold(violated.size() > WORST ? "Worst " + WORST + " of " + violated.size() : "Violated"));
        for (ControlResult result : violated.subList(0, Math.min(WORST, violated.size()))) {
            String severity = result.control().severity().name().toLowerCase(Locale.ROOT);
            List<Finding> findings = result.findings(Verdict.VIOLATED);
            out.println("  " + ink.severity(pad(severity, 9), result.control().severity())
                    + pad(label(result, audit), 7)
                    + ink.bold(result.control().title())
                    + ink.faint(result.findings().size() > 1 ? "   " + Headline.of(result) : ""));
            subjects(findings);
        }
    }

    private void subjects(List<Finding> findings) {
        for (Finding finding : findings.subList(0, Math.min(SUBJECTS, findings.size()))) {
            String known = Stream.of(finding.state(), finding.place())
                    .filter(word -> !word.isEmpty() && !word.equals("running"))
                    .collect(Collectors.joining(", "));
            String line = "                  " + finding.subject() + (known.isEmpty() ? "" : " (" + known + ")") + ": "
                    + finding.message();
            out.println(ink.clip(line + decisive(finding), WIDTH));
        }
        if (findings.size() > SUBJECTS) {
            out.println(ink.faint("                  and " + (findings.size() - SUBJECTS) + " more"));
        }
    }

    /** What the control read last: it failed on that, and it is the field to change. */
    private static String decisive(Finding finding) {
        List<Evidence> evidence = finding.evidence();
        return evidence.isEmpty() ? "" : "  [" + Text.of(evidence.get(evidence.size() - 1)) + "]";
    }

    private void unread(AuditResult audit) {
        List<ControlResult> unread = audit.controls().stream()
                .filter(result -> result.verdict() == Verdict.INCONCLUSIVE || result.verdict() == Verdict.BROKEN)
                .toList();
        if (unread.isEmpty()) {
            return;
        }
        out.println();
        out.println(ink.bold("Could not look"));
        unread.stream()
                .collect(Collectors.groupingBy(Scorecard::whyUnread, java.util.LinkedHashMap::new, Collectors.toList()))
                .forEach((why, results) -> {
                    out.println(ink.clip("  " + why, WIDTH));
                    out.println(ink.faint(ink.clip(
                            "      "
                                    + results.stream()
                                            .map(result -> number(result, audit))
                                            .collect(Collectors.joining(", ")),
                            WIDTH)));
                });
    }

    private void warnings(AuditResult audit) {
        List<String> warnings = audit.allWarnings();
        if (!warnings.isEmpty()) {
            out.println();
            warnings.forEach(warning -> out.println(ink.warning("  warning  ") + ink.clip(warning, WIDTH - 11)));
        }
    }

    private void next(AuditResult audit, Path results) {
        out.println();
        out.println("  Report   " + output.resolve("index.html"));
        out.println("  Results  " + results);
        audit.controls().stream()
                .filter(result -> result.verdict() == Verdict.VIOLATED)
                .min(Comparator.comparing(result -> result.control().severity()))
                .ifPresent(result -> out.println("  Next     ./mvnw test -Dtarget="
                        + ink.plain(audit.target().target()) + " -Dcontrols=" + number(result, audit)
                        + "   to look at the worst one alone"));
        if (failOn != Severity.LOW) {
            out.println("  Gate     violations of severity " + failOn.name().toLowerCase(Locale.ROOT)
                    + " and above fail the run");
        }
        out.println();
    }

    private static String whyUnread(ControlResult result) {
        return result.findings(result.verdict()).stream()
                .findFirst()
                .map(Finding::message)
                .orElse(result.reason());
    }

    private static String title(Benchmark.Section section) {
        return (section.number() + " " + section.title()).strip();
    }

    private static String number(ControlResult result, AuditResult audit) {
        return result.control()
                .number(audit.benchmark().id())
                .orElse(result.control().id());
    }

    /** The line of the benchmark, or else the first threat that it stands against: something short. */
    private static String label(ControlResult result, AuditResult audit) {
        return result.control()
                .number(audit.benchmark().id())
                .orElseGet(() -> result.control().threats().stream()
                        .findFirst()
                        .map(ThreatClaim::threat)
                        .orElse(""));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
