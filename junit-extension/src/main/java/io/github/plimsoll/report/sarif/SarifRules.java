package io.github.plimsoll.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.report.Sections;
import java.io.IOException;
import java.util.stream.Stream;

/** The tool and its rules: each control of an audit, in the audit's order. */
final class SarifRules {

    private SarifRules() {}

    static void write(JsonGenerator json, AuditResult audit) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Plimsoll");
        json.writeStringField("version", audit.target().collector());
        json.writeArrayFieldStart("rules");
        for (ControlResult result : audit.controls()) {
            rule(json, audit, result.control());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, AuditResult audit, ControlDescription control) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", control.id());
        json.writeStringField("name", control.id().substring(control.id().indexOf('/') + 1));
        SarifReport.text(json, "shortDescription", Sections.name(audit.benchmark(), control));
        SarifReport.text(json, "fullDescription", control.why());
        SarifReport.text(json, "help", control.fix());
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(control.severity()));
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("security-severity", score(control.severity()));
        json.writeArrayFieldStart("tags");
        for (String tag : tags(audit, control)) {
            json.writeString(tag);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    /** A number in the middle of the range that services call by the same word. */
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
        };
    }

    private static Iterable<String> tags(AuditResult audit, ControlDescription control) {
        return Stream.of(
                        Stream.of("security", audit.benchmark().id()),
                        control.threats().stream().map(ThreatClaim::category).distinct(),
                        control.mappings().stream()
                                .flatMap(mapping -> mapping.ids().stream()
                                        .map(id -> mapping.framework().id() + ":" + id)))
                .flatMap(tags -> tags)
                .toList();
    }
}
