package io.github.plimsoll.report;

import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every finding as a table for spreadsheets. */
public final class FindingsCsv {

    private static final List<String> FINDING = List.of("subject", "state", "verdict", "message", "evidence");

    private FindingsCsv() {}

    /** Writes one row for each control and subject; a control without findings has one row, with its reason as the message. */
    public static void write(List<AuditResult> audits, Path file) throws IOException {
        ReportFile.write(file, out -> {
            Csv csv = new Csv(out);
            csv.row(join(List.of("target", "control", "number", "title", "severity", "level"), FINDING));
            for (AuditResult audit : audits) {
                for (ControlResult result : audit.controls()) {
                    List<String> control = control(audit, result.control());
                    for (Finding finding : findings(result)) {
                        csv.row(join(control, cells(finding)));
                    }
                }
            }
        });
    }

    /** The findings of one control as a table, worst first; beyond {@code limit} rows a last one counts the others. */
    public static String table(ControlResult result, int limit) {
        StringBuilder table = new StringBuilder();
        try {
            Csv csv = new Csv(table).row(FINDING);
            for (Finding finding : result.findings().stream().limit(limit).toList()) {
                csv.row(cells(finding));
            }
            int more = result.findings().size() - limit;
            if (more > 0) {
                csv.row(List.of("and " + more + " more, see results.json", "", "", "", ""));
            }
        } catch (IOException e) {
            throw new AssertionError("a StringBuilder does not fail", e);
        }
        return table.toString();
    }

    private static List<Finding> findings(ControlResult result) {
        return result.findings().isEmpty()
                ? List.of(new Finding("", "", result.verdict(), result.reason(), List.of()))
                : result.findings();
    }

    private static List<String> control(AuditResult audit, ControlDescription control) {
        return List.of(
                audit.target().target(),
                control.id(),
                control.number(audit.benchmark().id()).orElse(""),
                control.title(),
                control.severity().name().toLowerCase(Locale.ROOT),
                control.level() == 0 ? "" : Integer.toString(control.level()));
    }

    private static List<String> cells(Finding finding) {
        return List.of(
                finding.subject(),
                finding.state(),
                finding.verdict().name(),
                finding.message(),
                finding.evidence().stream().map(Text::of).collect(Collectors.joining("; ")));
    }

    private static List<String> join(List<String> left, List<String> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }
}
