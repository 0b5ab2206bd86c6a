package io.github.plimsoll.report.allure;

import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.Summary;
import io.github.plimsoll.report.Text;
import io.github.plimsoll.report.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is said of a run as a whole: its targets, its figures, and who made it. */
record RunDescription(List<AuditResult> audits) {

    String title() {
        return "Compliance of "
                + audits.stream()
                        .map(audit -> Text.plain(audit.target().target(), 60))
                        .collect(Collectors.joining(", "));
    }

    Map<String, String> executor() {
        String version = audits.isEmpty() ? "" : audits.get(0).target().collector();
        return Map.of("name", Text.plain("Plimsoll " + version).strip(), "type", "plimsoll", "reportName", title());
    }

    /** What was looked at, and with what. */
    Map<String, String> settings() {
        return ofEachTarget(RunDescription::settings);
    }

    /** The file {@code environment.properties}: the settings and how it came out. */
    String environment() {
        Map<String, String> environment = settings();
        environment.putAll(ofEachTarget(RunDescription::figures));
        return environment.entrySet().stream()
                .map(entry -> escaped(entry.getKey()).replace(" ", "\\ ") + " = " + escaped(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private Map<String, String> ofEachTarget(Function<AuditResult, Map<String, String>> values) {
        Map<String, String> all = new LinkedHashMap<>();
        for (AuditResult audit : audits) {
            String prefix = audits.size() == 1 ? "" : audit.target().target() + ": ";
            values.apply(audit).forEach((name, value) -> all.put(prefix + name, value));
        }
        return all;
    }

    private static Map<String, String> settings(AuditResult audit) {
        SnapshotHeader target = audit.target();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Target", target.target());
        settings.put("Endpoint", target.endpoint() + " (" + target.chosenBecause() + ")");
        settings.put("Engine", target.engine() + " " + target.version());
        settings.put("Engine id", target.engineId());
        settings.put("Benchmark", audit.benchmark().title());
        settings.put("Collected at", target.collectedAt().toString());
        settings.put("Plimsoll", target.collector());
        return settings;
    }

    private static Map<String, String> figures(AuditResult audit) {
        Summary summary = audit.summary();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("Score", Words.percent(summary.score()));
        figures.put("Coverage", Words.percent(summary.coverage()));
        figures.put("Violated", Integer.toString(summary.violated()));
        figures.put("Compliant", Integer.toString(summary.compliant()));
        figures.put("Could not be assessed", Integer.toString(summary.inconclusive() + summary.broken()));
        figures.put("Needs review", Integer.toString(summary.needsReview()));
        figures.put("Waived", Integer.toString(summary.waived()));
        figures.put("Not applicable", Integer.toString(summary.notApplicable()));
        return figures;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        Text.plain(text, 500)
                .chars()
                .forEach(c -> escaped.append(
                        c > '~'
                                ? String.format("\\u%04x", c)
                                : "\\=:#!".indexOf(c) >= 0 ? "\\" + (char) c : "" + (char) c));
        return escaped.toString();
    }
}
