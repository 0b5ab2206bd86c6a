package io.github.plimsoll.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.Mapping;
import io.github.plimsoll.catalogue.Mapping.Framework;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Summary;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code results.json}: the contract for whoever reads results by program. Streamed, so that thousands of subjects need no
 * second copy in memory.
 */
public final class ResultsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private ResultsJson() {}

    public static void write(AuditResult audit, Writer out) throws IOException {
        try (JsonGenerator json = MAPPER.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("plimsoll", audit.target().collector());
            json.writeStringField("benchmark", audit.benchmark().id());
            target(json, audit.target());
            summary(json, audit.summary());
            texts(json, "warnings", audit.warnings());
            AttackJson.write(audit.attack(), json);
            threats(json, audit);
            frameworks(json, audit);
            json.writeArrayFieldStart("controls");
            for (ControlResult result : audit.controls()) {
                control(json, result);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void target(JsonGenerator json, SnapshotHeader target) throws IOException {
        json.writeObjectFieldStart("target");
        json.writeStringField("name", target.target());
        json.writeStringField("kind", target.platform());
        json.writeStringField("endpoint", target.endpoint());
        json.writeStringField("chosenBecause", target.chosenBecause());
        json.writeStringField("product", target.engine());
        json.writeStringField("engine", target.version());
        json.writeStringField("id", target.engineId());
        json.writeStringField("collectedAt", target.collectedAt().toString());
        json.writeNumberField("requests", target.requests());
        texts(json, "warnings", target.warnings());
        json.writeEndObject();
    }

    private static void summary(JsonGenerator json, Summary summary) throws IOException {
        json.writeObjectFieldStart("summary");
        json.writeNumberField("score", rounded(summary.score()));
        json.writeNumberField("coverage", rounded(summary.coverage()));
        json.writeNumberField("compliant", summary.compliant());
        json.writeNumberField("violated", summary.violated());
        json.writeNumberField("inconclusive", summary.inconclusive());
        json.writeNumberField("needsReview", summary.needsReview());
        json.writeNumberField("waived", summary.waived());
        json.writeNumberField("notApplicable", summary.notApplicable());
        json.writeNumberField("broken", summary.broken());
        json.writeEndObject();
    }

    /** What the controls are mapped to, each with how that was obtained. */
    private static void frameworks(JsonGenerator json, AuditResult audit) throws IOException {
        json.writeObjectFieldStart("frameworks");
        for (Framework framework : audit.controls().stream()
                .flatMap(result -> result.control().mappings().stream())
                .map(Mapping::framework)
                .distinct()
                .toList()) {
            json.writeObjectFieldStart(framework.id());
            json.writeStringField("title", framework.title());
            json.writeStringField("basis", framework.basis());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** The matrix of threats, controls and verdicts; a threat of which nothing is known says why. */
    private static void threats(JsonGenerator json, AuditResult audit) throws IOException {
        json.writeArrayFieldStart("threats");
        for (ThreatMatrix.Row row : ThreatMatrix.of(audit)) {
            json.writeStartObject();
            json.writeStringField("id", row.threat().id());
            json.writeStringField("category", row.threat().category());
            json.writeStringField("element", row.threat().element());
            summary(json, row.counts());
            json.writeObjectFieldStart("verdicts");
            for (ControlResult result : row.results()) {
                json.writeStringField(result.control().id(), result.verdict().name());
            }
            json.writeEndObject();
            if (row.withoutEvidence().isEmpty()) {
                json.writeNullField("reason");
            } else {
                json.writeStringField("reason", row.withoutEvidence());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void control(JsonGenerator json, ControlResult result) throws IOException {
        ControlDescription control = result.control();
        json.writeStartObject();
        json.writeStringField("id", control.id());
        json.writeStringField("title", control.title());
        json.writeStringField("severity", control.severity().name().toLowerCase(Locale.ROOT));
        json.writeObjectFieldStart("numbers");
        for (Map.Entry<String, List<String>> numbers : control.numbers().entrySet()) {
            json.writeStringField(numbers.getKey(), String.join(", ", numbers.getValue()));
        }
        json.writeEndObject();
        if (control.level() > 0) {
            json.writeNumberField("level", control.level());
        } else {
            json.writeNullField("level");
        }
        texts(json, "stride", control.threats().stream().map(Object::toString).toList());
        json.writeObjectFieldStart("mappings");
        for (Mapping mapping : control.mappings()) {
            texts(json, mapping.framework().id(), mapping.ids());
        }
        json.writeEndObject();
        json.writeStringField("verdict", result.verdict().name());
        if (result.reason().isEmpty()) {
            json.writeNullField("reason");
        } else {
            json.writeStringField("reason", result.reason());
        }
        json.writeArrayFieldStart("findings");
        for (Finding finding : result.findings()) {
            finding(json, finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", finding.subject());
        if (!finding.state().isEmpty()) {
            json.writeStringField("state", finding.state());
        }
        if (!finding.place().isEmpty()) {
            json.writeStringField("place", finding.place());
        }
        json.writeStringField("verdict", finding.verdict().name());
        json.writeStringField("message", finding.message());
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : finding.evidence()) {
            json.writePOJO(evidence);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** Four places tell one control in a thousand apart. */
    private static double rounded(double figure) {
        return Math.round(figure * 10_000) / 10_000.0;
    }
}
