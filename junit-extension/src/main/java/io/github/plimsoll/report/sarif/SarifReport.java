package io.github.plimsoll.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.report.Headline;
import io.github.plimsoll.report.ReportFile;
import io.github.plimsoll.report.Text;
import io.github.plimsoll.report.Words;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code results.sarif}: a run for each target and a result for each violation; what is waived is there and suppressed, what could
 * not be decided is a notification of the run.
 *
 * <p>A code-scanning service wants a file that a result stands in. Where the subject was read from a file of its author that is it;
 * a live target has none, and the id of the control takes its place, which is a legal address and never changes. The subject is the
 * logical location.
 */
public final class SarifReport {

    /** GitHub refuses a run with more. */
    static final int MOST_RESULTS = 25_000;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final int LONGEST_TEXT = 1_000;

    private SarifReport() {}

    public static void write(List<AuditResult> audits, Path file) throws IOException {
        ReportFile.write(file, out -> write(audits, out));
    }

    private static void write(List<AuditResult> audits, Writer out) throws IOException {
        try (JsonGenerator json = MAPPER.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            for (AuditResult audit : audits) {
                run(json, audit);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private record Violation(int rule, ControlResult control, Finding finding) {}

    private static void run(JsonGenerator json, AuditResult audit) throws IOException {
        List<Violation> violations = violations(audit);
        json.writeStartObject();
        SarifRules.write(json, audit);
        json.writeObjectFieldStart("automationDetails");
        // Services close the alerts that a new run of the same id no longer has: each target needs an id of its own.
        json.writeStringField("id", "plimsoll/" + plain(audit.target().target()).replace('/', '_') + "/");
        json.writeEndObject();
        notifications(json, audit, violations.size() - MOST_RESULTS);
        json.writeArrayFieldStart("results");
        for (Violation violation : violations.subList(0, Math.min(MOST_RESULTS, violations.size()))) {
            result(json, audit, violation);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The worst first, so that they are what is left if there are too many. */
    private static List<Violation> violations(AuditResult audit) {
        List<ControlResult> controls = audit.controls();
        return Stream.iterate(0, rule -> rule < controls.size(), rule -> rule + 1)
                .flatMap(rule -> controls.get(rule).findings().stream()
                        .filter(finding -> finding.verdict() == Verdict.VIOLATED || finding.verdict() == Verdict.WAIVED)
                        .map(finding -> new Violation(rule, controls.get(rule), finding)))
                .sorted(Comparator.comparing(
                                (Violation violation) -> violation.finding().verdict())
                        .thenComparing(
                                violation -> violation.control().control().severity()))
                .toList();
    }

    private static void result(JsonGenerator json, AuditResult audit, Violation violation) throws IOException {
        String control = violation.control().control().id();
        Finding finding = violation.finding();
        json.writeStartObject();
        json.writeStringField("ruleId", control);
        json.writeNumberField("ruleIndex", violation.rule());
        json.writeStringField("kind", "fail");
        json.writeStringField(
                "level", SarifRules.level(violation.control().control().severity()));
        text(json, "message", finding.subject() + ": " + finding.message());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        Spot spot = Spot.of(finding.place(), control);
        json.writeStringField("uri", spot.uri());
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", spot.line());
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", plain(audit.target().target() + "/" + finding.subject()));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(
                "plimsoll/v1", Fingerprint.of(control, audit.target().target(), finding.subject()));
        json.writeEndObject();
        if (finding.verdict() == Verdict.WAIVED) {
            json.writeArrayFieldStart("suppressions");
            json.writeStartObject();
            json.writeStringField("kind", "external");
            json.writeStringField("status", "accepted");
            json.writeStringField("justification", plain(finding.message()));
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void notifications(JsonGenerator json, AuditResult audit, int leftOut) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", true);
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (ControlResult result : audit.controls()) {
            if (!result.verdict().isJudged() && result.verdict() != Verdict.NOT_APPLICABLE) {
                notification(
                        json, result.control().id() + ": " + Words.of(result.verdict()) + ": " + Headline.of(result));
            }
        }
        if (leftOut > 0) {
            notification(json, leftOut + " more violations are left out, see results.json");
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void notification(JsonGenerator json, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", "warning");
        text(json, "message", text);
        json.writeEndObject();
    }

    static void text(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", plain(text));
        json.writeEndObject();
    }

    private static String plain(String text) {
        return Text.plain(text, LONGEST_TEXT);
    }
}
