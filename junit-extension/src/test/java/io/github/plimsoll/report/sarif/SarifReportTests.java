package io.github.plimsoll.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.report.HostileText;
import io.github.plimsoll.report.SampleAudit;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportTests {

    @TempDir
    static Path directory = Path.of("");

    @Test
    void a_result_for_each_violated_subject_in_a_place_that_uploads_accept() throws Exception {
        AuditResult audit = SampleAudit.of("host1");
        JsonNode run = sarif(audit).at("/runs/0");

        long expected = audit.controls().stream()
                .flatMap(control -> control.findings().stream())
                .filter(finding -> finding.verdict() == Verdict.VIOLATED || finding.verdict() == Verdict.WAIVED)
                .count();
        assertThat(run.path("results")).hasSize((int) expected);
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode result : run.path("results")) {
            assertThat(URI.create(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                                    .asText())
                            .getPath())
                    .isNotEmpty();
            assertThat(run.at("/tool/driver/rules")
                            .path(result.path("ruleIndex").asInt())
                            .path("id"))
                    .isEqualTo(result.path("ruleId"));
            assertThat(fingerprints.add(result.at("/partialFingerprints")
                            .path("plimsoll/v1")
                            .asText()))
                    .isTrue();
        }
        assertThat(run.at("/tool/driver/rules")).hasSize(audit.controls().size());
        assertThat(run.at("/tool/driver/rules/0/properties/tags"))
                .extracting(JsonNode::asText)
                .contains("security", "cis-docker-1.8.0", "nist-800-53r5:AC-6(2)", "nist-800-53r5:CM-7");
        assertThat(run.at("/automationDetails/id").asText()).isEqualTo("plimsoll/host1/");
    }

    @Test
    void what_is_waived_is_suppressed_and_what_is_undecided_is_said() throws Exception {
        JsonNode run = sarif(SampleAudit.of(
                        "host1",
                        List.of(
                                SampleAudit.result(
                                        Verdict.WAIVED,
                                        "",
                                        SampleAudit.finding(
                                                "container/web", Verdict.WAIVED, "waived until 2027-01-31")),
                                SampleAudit.result(Verdict.INCONCLUSIVE, "/info was not answered"))))
                .at("/runs/0");
        assertThat(run.at("/results/0/suppressions/0/justification").asText()).isEqualTo("waived until 2027-01-31");
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .isEqualTo("docker/log_level_is_info: Could not be assessed: /info was not answered");
    }

    @Test
    void a_run_without_violations_has_an_empty_list() throws Exception {
        assertThat(sarif(SampleAudit.of("host1", List.of()))
                        .at("/runs/0/results")
                        .isArray())
                .isTrue();
    }

    @Test
    void fingerprints_outlive_messages_and_tell_targets_apart() {
        assertThat(Fingerprint.of("a/b", "host", "container/web"))
                .hasSize(32)
                .isEqualTo(Fingerprint.of("a/b", "host", "container/web"))
                .isNotEqualTo(Fingerprint.of("a/b", "hostc", "ontainer/web"))
                .isNotEqualTo(Fingerprint.of("a/b", "host2", "container/web"));
    }

    @Test
    void more_than_an_upload_may_have_is_left_out_and_said() throws Exception {
        Finding[] findings = IntStream.range(0, SarifReport.MOST_RESULTS + 5)
                .mapToObj(i -> SampleAudit.finding("container/c" + i, Verdict.VIOLATED, "is 0"))
                .toArray(Finding[]::new);
        JsonNode run = sarif(SampleAudit.of("host1", List.of(SampleAudit.result(Verdict.VIOLATED, "", findings))))
                .at("/runs/0");
        assertThat(run.path("results")).hasSize(SarifReport.MOST_RESULTS);
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .isEqualTo("5 more violations are left out, see results.json");
    }

    @Test
    void hostile_text_is_plain() throws Exception {
        assertThat(sarif(HostileText.audit()).toString())
                .doesNotContain("\u202E", "\\u001b", "\\u0000", "\\n", "\u200B")
                .hasSizeLessThan(200_000);
    }

    private static JsonNode sarif(AuditResult audit) throws Exception {
        Path file = directory.resolve("results.sarif");
        SarifReport.write(List.of(audit), file);
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
