package io.github.plimsoll.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.attack.Cut;
import io.github.plimsoll.attack.Hop;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Step;
import java.io.IOException;
import java.util.List;

/** The part of {@code results.json} that tells of attack paths: each with the ways of every hop, their conditions and evidence. */
final class AttackJson {

    private AttackJson() {}

    static void write(AttackPaths attack, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("attack");
        json.writeNumberField("open", attack.certain());
        paths(json, "paths", attack.paths());
        paths(json, "unreached", attack.unreached());
        json.writeArrayFieldStart("cuts");
        for (Cut cut : attack.cuts()) {
            json.writeStartObject();
            json.writeStringField("subject", cut.fix().subject());
            json.writeStringField("fix", cut.fix().words());
            json.writeNumberField("breaks", cut.breaks());
            json.writeNumberField("of", cut.of());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("method", AttackPaths.METHOD);
        json.writeEndObject();
    }

    private static void paths(JsonGenerator json, String field, List<AttackPath> paths) throws IOException {
        json.writeArrayFieldStart(field);
        for (AttackPath path : paths) {
            json.writeStartObject();
            json.writeStringField("sentence", path.sentence());
            json.writeBooleanField("certain", path.isCertain());
            ResultsJson.texts(json, "doubts", path.doubts());
            json.writeArrayFieldStart("hops");
            for (Hop hop : path.hops()) {
                hop(json, hop);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void hop(JsonGenerator json, Hop hop) throws IOException {
        json.writeStartObject();
        json.writeStringField("from", hop.from().name());
        json.writeStringField("to", hop.to().name());
        json.writeArrayFieldStart("ways");
        for (Step way : hop.ways()) {
            json.writeStartArray();
            for (Condition condition : way.conditions()) {
                condition(json, condition);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void condition(JsonGenerator json, Condition condition) throws IOException {
        json.writeStartObject();
        json.writeStringField("words", condition.words());
        if (!condition.isCertain()) {
            json.writeStringField("unreadable", condition.unreadable());
        }
        json.writeArrayFieldStart("fixes");
        for (Fix fix : condition.fixes()) {
            json.writeStartObject();
            json.writeStringField("subject", fix.subject());
            json.writeStringField("fix", fix.words());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : condition.evidence()) {
            json.writePOJO(evidence);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
