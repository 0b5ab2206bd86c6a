package io.github.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryMarkdownTests {

    @Test
    void figures_first_then_sections_then_the_worst() {
        String summary = SummaryMarkdown.of(List.of(SampleAudit.of("host1")));
        assertThat(summary)
                .startsWith("# Compliance of host1\n\n**Score 50 %** (compliant of decided), coverage 78 %")
                .contains(
                        "| 16 | 8 | 0 | 4 | 4 | 24 | 8 |",
                        "| 5 Container runtime | 50 % | 8 | 8 | 12 | 4 |",
                        "> Links of the host could not be followed.",
                        "> User namespaces are off on this daemon.",
                        "| --- | --- | --- | --- |\n| critical |",
                        " | 5.4 Kernel capabilities limited to need | 10 of 30 containers violate |",
                        "and 7 more",
                        "## Not decided",
                        "| Could not be assessed |");
    }

    @Test
    void a_target_cannot_write_markdown() {
        String summary = SummaryMarkdown.of(List.of(HostileText.audit()));
        assertThat(summary)
                .doesNotContain("<img", "<script", "`", "@everyone", "[x]", "\u202E", "\u001b", "line\nbreak")
                .doesNotContain("://");
        assertThat(summary.lines().filter(line -> line.startsWith("| ")))
                .allSatisfy(line -> assertThat(line.strip()).endsWith("|"));
        assertThat(summary.lines().filter(line -> line.startsWith("| critical")))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(5));
    }

    @Test
    void a_huge_audit_stays_below_what_a_job_summary_may_have() {
        Finding finding = SampleAudit.finding("container/" + "é".repeat(200), Verdict.VIOLATED, "x".repeat(300));
        List<ControlResult> results = Collections.nCopies(
                2_000,
                SampleAudit.result(
                        Verdict.VIOLATED,
                        "",
                        IntStream.range(0, 5).mapToObj(i -> finding).toArray(Finding[]::new)));
        String summary = SummaryMarkdown.of(List.of(SampleAudit.of("host1", results)));
        assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MarkdownPage.LARGEST);
        assertThat(summary).endsWith("more lines are left out, see results.json.\n");
    }

    @Test
    void nothing_violated_has_no_table_of_violations() {
        AuditResult audit = SampleAudit.of(
                "host1",
                List.of(SampleAudit.result(
                        Verdict.COMPLIANT, "", SampleAudit.finding("daemon", Verdict.COMPLIANT, ""))));
        assertThat(SummaryMarkdown.of(List.of(audit)))
                .contains("Score 100 %")
                .doesNotContain("## Violations", "## Not decided");
    }
}
