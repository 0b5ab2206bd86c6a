package io.github.plimsoll.report.allure;

import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.Summary;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.report.AttackWords;
import io.github.plimsoll.report.Headline;
import io.github.plimsoll.report.Sections;
import io.github.plimsoll.report.Text;
import io.github.plimsoll.report.ThreatMatrix;
import io.github.plimsoll.report.Words;
import io.qameta.allure.Aggregator2;
import io.qameta.allure.ReportStorage;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.LaunchResults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The first page of the report: our own figures, for Allure's percentage counts what was never judged. */
final class Overview implements Aggregator2 {

    private static final int MOST_VIOLATIONS = 12;
    private static final int MOST_PATHS = 8;

    private final RunDescription run;
    private final List<ControlTest> tests;

    Overview(RunDescription run, List<ControlTest> tests) {
        this.run = run;
        this.tests = tests;
    }

    private record Score(
            String target, String benchmark, String score, String coverage, Summary counts, List<String> notes) {}

    private record Attack(
            String target, String title, List<Path> paths, int more, String unreached, List<String> cuts) {}

    private record Path(String sentence, boolean certain, List<String> doubts) {}

    private record Setting(String name, String value) {}

    private record Row(String name, String score, Summary counts, String note) {}

    private record Violation(String uid, String severity, String name, String headline) {}

    private record Violations(List<Violation> items, int more) {}

    @Override
    public void aggregate(Configuration configuration, List<LaunchResults> launches, ReportStorage storage) {
        storage.addDataJson(
                "widgets/score.json", run.audits().stream().map(Overview::score).toList());
        storage.addDataJson(
                "widgets/attack.json",
                run.audits().stream()
                        .map(Overview::attack)
                        .filter(attack ->
                                attack.paths().size() + attack.unreached().length() > 0)
                        .toList());
        storage.addDataJson("widgets/sections.json", sections());
        storage.addDataJson("widgets/threats.json", threats());
        storage.addDataJson("widgets/violations.json", violations());
        storage.addDataJson("widgets/environment.json", environment());
    }

    private static Score score(AuditResult audit) {
        Summary summary = audit.summary();
        return new Score(
                Text.plain(audit.target().target(), 200),
                audit.benchmark().title(),
                Words.percent(summary.score()),
                Words.percent(summary.coverage()),
                summary,
                notes(audit));
    }

    private static Attack attack(AuditResult audit) {
        AttackPaths attack = audit.attack();
        int shown = Math.min(MOST_PATHS, attack.paths().size());
        return new Attack(
                Text.plain(audit.target().target(), 200),
                AttackWords.title(attack),
                attack.paths().subList(0, shown).stream()
                        .map(path -> new Path(
                                Text.plain(path.sentence(), 1_000),
                                path.isCertain(),
                                path.doubts().stream()
                                        .map(doubt -> Text.plain(doubt, 300))
                                        .toList()))
                        .toList(),
                attack.paths().size() - shown,
                Text.plain(AttackWords.unreached(attack), 500),
                attack.cuts().stream()
                        .map(cut -> Text.plain(AttackWords.of(cut), 500))
                        .toList());
    }

    /** What the figures do not say, first of all how much of the benchmark they do not speak of. */
    private static List<String> notes(AuditResult audit) {
        List<String> notes = new ArrayList<>();
        long unanswered = audit.benchmark().lines().stream()
                .filter(line -> line.controls().isEmpty())
                .count();
        if (unanswered > 0) {
            notes.add(unanswered + " of the " + audit.benchmark().lines().size()
                    + " lines of the benchmark have no control here, and no part in these figures.");
        }
        audit.allWarnings().forEach(warning -> notes.add(Text.plain(warning, 500)));
        return notes;
    }

    private List<Row> sections() {
        List<Row> rows = new ArrayList<>();
        for (AuditResult audit : run.audits()) {
            String prefix = run.audits().size() == 1 ? "" : audit.target().target() + ": ";
            Sections.summaries(audit)
                    .forEach((section, summary) -> rows.add(row(prefix + Sections.name(section), summary, "")));
        }
        return rows;
    }

    /** Each threat of the model, also one of which nothing is known. */
    private List<Row> threats() {
        List<Row> rows = new ArrayList<>();
        for (AuditResult audit : run.audits()) {
            String prefix = run.audits().size() == 1 ? "" : audit.target().target() + ": ";
            for (ThreatMatrix.Row threat : ThreatMatrix.of(audit)) {
                rows.add(row(prefix + threat.title(), threat.counts(), threat.withoutEvidence()));
            }
        }
        return rows;
    }

    private Violations violations() {
        List<ControlTest> violated = tests.stream()
                .filter(test -> test.result().verdict() == Verdict.VIOLATED)
                .sorted(Comparator.comparing(test -> test.control().severity()))
                .toList();
        int shown = Math.min(MOST_VIOLATIONS, violated.size());
        return new Violations(
                violated.subList(0, shown).stream().map(this::violation).toList(), violated.size() - shown);
    }

    private List<Setting> environment() {
        return run.settings().entrySet().stream()
                .map(setting -> new Setting(Text.plain(setting.getKey()), Text.plain(setting.getValue(), 500)))
                .toList();
    }

    private Violation violation(ControlTest test) {
        return new Violation(
                ResultsReader.uid(test.id()),
                test.control().severity().name().toLowerCase(Locale.ROOT),
                test.name(),
                (run.audits().size() == 1
                                ? ""
                                : Text.plain(test.audit().target().target(), 60) + ": ")
                        + Headline.of(test.result()));
    }

    private static Row row(String name, Summary summary, String note) {
        int decided = summary.compliant() + summary.violated() + summary.inconclusive() + summary.broken();
        return new Row(Text.plain(name, 200), decided == 0 ? "" : Words.percent(summary.score()), summary, note);
    }
}
