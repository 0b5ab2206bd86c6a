package io.github.plimsoll.report;

import static io.github.plimsoll.report.Results.audit;
import static io.github.plimsoll.report.Results.finding;
import static io.github.plimsoll.report.Results.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ResultsJsonTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AuditResult audit = audit(
            result(
                    "1.1",
                    Severity.HIGH,
                    Verdict.VIOLATED,
                    "",
                    finding("ship/heavy", "sailing", Verdict.VIOLATED, "load: is 160"),
                    finding("ship/light", "", Verdict.COMPLIANT, "")),
            result("1.2", Severity.LOW, Verdict.NOT_APPLICABLE, "the target has no Ship"),
            result("", Severity.LOW, Verdict.COMPLIANT, "", finding("ship/light", "", Verdict.COMPLIANT, "")));

    @Test
    void keeps_the_contract() throws IOException {
        JsonNode json = written();

        assertThat(json.at("/plimsoll").asText()).isEqualTo("0.1.0");
        assertThat(json.at("/benchmark").asText()).isEqualTo("ship-code-1.0.0");
        assertThat(json.at("/target/name").asText()).isEqualTo("sea");
        assertThat(json.at("/target/kind").asText()).isEqualTo("toy");
        assertThat(json.at("/target/engine").asText()).isEqualTo("1.0");
        JsonNode first = json.at("/controls/0");
        assertThat(first.at("/id").asText()).isEqualTo("toy/control_1_1");
        assertThat(first.at("/severity").asText()).isEqualTo("high");
        assertThat(first.at("/numbers/ship-code-1.0.0").asText()).isEqualTo("1.1");
        assertThat(first.at("/level").asInt()).isEqualTo(1);
        assertThat(first.at("/stride/0").asText()).isEqualTo("denial-of-service:D1");
        assertThat(first.at("/verdict").asText()).isEqualTo("VIOLATED");
        assertThat(first.at("/reason").isNull()).isTrue();
        JsonNode worst = first.at("/findings/0");
        assertThat(worst).isEqualTo(JSON.readTree("""
                {"subject": "ship/heavy", "state": "sailing", "verdict": "VIOLATED", "message": "load: is 160",
                 "evidence": [{"source": "/ships/ship/heavy", "path": "Load", "value": 160, "default": false}]}
                """));
        assertThat(json.at("/controls/1/reason").asText()).isEqualTo("the target has no Ship");
        assertThat(json.at("/controls/2/level").isNull()).isTrue();
    }

    @Test
    void says_where_a_control_stands_in_other_frameworks_and_how_that_is_known() throws IOException {
        JsonNode json = written();

        assertThat(json.at("/frameworks"))
                .isEqualTo(JSON.readTree("{\"solas\": {\"title\": \"SOLAS 1974\", \"basis\": \"read in it\"}}"));
        assertThat(json.at("/controls/0/mappings")).isEqualTo(JSON.readTree("{\"solas\": [\"II-1/5\", \"II-1/6\"]}"));
        assertThat(json.at("/controls/2/mappings")).isEqualTo(JSON.readTree("{}"));
    }

    @Test
    void prints_the_two_figures_and_the_counts() throws IOException {
        JsonNode summary = written().at("/summary");

        assertThat(summary).isEqualTo(JSON.readTree("""
                {"score": 0.5, "coverage": 1.0, "compliant": 1, "violated": 1, "inconclusive": 0, "needsReview": 0,
                 "waived": 0, "notApplicable": 1, "broken": 0}
                """));
    }

    @Test
    void tells_of_each_threat_which_controls_stand_against_it_and_where_nothing_is_known() throws IOException {
        JsonNode threats = written().at("/threats");

        assertThat(threats.at("/0/id").asText()).isEqualTo("D1");
        assertThat(threats.at("/0/verdicts/toy~1control_1_1").asText()).isEqualTo("VIOLATED");
        assertThat(threats.at("/0/summary/violated").asInt()).isEqualTo(1);
        assertThat(threats.at("/0/reason").isNull()).isTrue();
        assertThat(threats.at("/1/verdicts")).isEmpty();
        assertThat(threats.at("/1/reason").asText()).isEqualTo("no evidence: no control of this run looks at it");
    }

    @Test
    void tells_each_attack_path_with_what_allows_it() throws IOException {
        StringWriter out = new StringWriter();
        ResultsJson.write(SampleAudit.of("host"), out);
        JsonNode attack = JSON.readTree(out.toString()).at("/attack");

        assertThat(attack.at("/open").asInt()).isEqualTo(1);
        assertThat(attack.at("/paths/0/sentence").asText())
                .isEqualTo("container/web: published on 0.0.0.0:8080; runs as root, is privileged:"
                        + " whoever takes over container/web owns this host");
        assertThat(attack.at("/paths/0/hops/1/ways/0/1/words").asText()).isEqualTo("is privileged");
        assertThat(attack.at("/cuts/0/subject").asText()).isEqualTo("container/web");
        assertThat(attack.at("/method").asText()).startsWith("greedy");
    }

    private JsonNode written() throws IOException {
        StringWriter out = new StringWriter();
        ResultsJson.write(audit, out);
        return JSON.readTree(out.toString());
    }
}
