package io.github.plimsoll.report.allure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.report.HostileText;
import io.github.plimsoll.report.SampleAudit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureReportTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DATA = Pattern.compile("\"([^\"]*)\":\"([^\"]*)\"");

    @Test
    void the_report_is_one_file_with_every_control_and_our_own_figures(@TempDir Path directory) throws Exception {
        AuditResult audit = SampleAudit.of("host1");
        Map<String, String> data = data(html(directory, audit));

        assertThat(data.keySet().stream().filter(name -> name.startsWith("data/test-cases/")))
                .hasSameSizeAs(audit.controls());
        JsonNode score = JSON.readTree(data.get("widgets/score.json")).get(0);
        assertThat(score.at("/score").asText()).isEqualTo("50 %");
        assertThat(score.at("/coverage").asText()).isEqualTo("78 %");
        assertThat(score.at("/counts/violated").asInt())
                .isEqualTo(audit.summary().violated());
        assertThat(score.at("/notes"))
                .extracting(JsonNode::asText)
                .contains("Links of the host could not be followed.", "User namespaces are off on this daemon.");
        assertThat(names(JSON.readTree(data.get("data/controls.json"))))
                .startsWith("controls", "CIS Docker Benchmark 1.8.0", "2 Docker daemon")
                .contains("5.11 Memory ceiling set");
        assertThat(names(JSON.readTree(data.get("data/stride.json"))))
                .contains("Denial of service", "D1 A container takes more memory than the host has.");
        assertThat(names(JSON.readTree(data.get("data/verdicts.json"))))
                .contains("Violated", "Could not be assessed", "Needs review", "Waived", "Not applicable");
        assertThat(directory.resolve("compliance").toFile().list()).containsExactly("index.html");
    }

    @Test
    void several_targets_do_not_hide_each_other(@TempDir Path directory) throws Exception {
        AuditResult one = SampleAudit.of("host1");
        AuditResult two = SampleAudit.of("host2");
        Map<String, String> data = data(html(directory, one, two));

        assertThat(data.keySet().stream().filter(name -> name.startsWith("data/test-cases/")))
                .hasSize(one.controls().size() + two.controls().size());
        assertThat(names(JSON.readTree(data.get("data/controls.json"))))
                .containsSequence("host1", "CIS Docker Benchmark 1.8.0")
                .containsSequence("host2", "CIS Docker Benchmark 1.8.0");
    }

    @Test
    void two_reports_of_one_audit_are_the_same_to_the_byte(@TempDir Path directory) throws Exception {
        String first = html(directory.resolve("1"), SampleAudit.of("host1"));
        String second = html(directory.resolve("2"), SampleAudit.of("host1"));
        assertThat(first.equals(second)).isTrue();
    }

    @Test
    void the_page_asks_nobody_for_anything(@TempDir Path directory) throws Exception {
        String html = html(directory, SampleAudit.of("host1"));
        assertThat(html).doesNotContain("googletagmanager", "gtag(", "google-analytics");
        assertThat(Pattern.compile("(src|href|action|url)\\s*[=(]\\s*[\"']?\\s*(https?:)?//")
                        .matcher(html)
                        .find())
                .isFalse();
        assertThat(html)
                .contains(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-");
        String policy = html.substring(html.indexOf("content=\"default-src"), html.indexOf("<meta charset"));
        assertThat(policy).doesNotContain("http:", "https:", "unsafe-eval", "script-src 'unsafe-inline'", "*");
    }

    @Test
    void a_phone_shows_it_as_wide_as_it_is_itself(@TempDir Path directory) throws Exception {
        String html = html(directory, SampleAudit.of("host1"));

        assertThat(html).contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    }

    @Test
    void hostile_text_stays_text(@TempDir Path directory) throws Exception {
        String html = html(directory, HostileText.audit());
        assertThat(html).doesNotContain("<img src=x", "alert(1)", "\u202E", "\u001b", "\u0000");

        for (Map.Entry<String, String> entry : data(html).entrySet()) {
            if (!entry.getKey().startsWith("data/test-cases/")) {
                continue;
            }
            JsonNode test = JSON.readTree(entry.getValue());
            // These three Allure puts into the page as they are.
            for (String raw : List.of("statusMessage", "statusTrace", "descriptionHtml")) {
                assertThat(test.path(raw).asText()).as(raw).doesNotContain("<img", "<script", "</script", "onerror=\"");
            }
        }
        try (Stream<Path> files = Files.list(directory.resolve("allure-results"))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("\u202E", "\u2066", "\u200B", "\u001b", "\u0000", "\u0085", "\uFEFF")
                        .hasSizeLessThan(200_000);
            }
        }
    }

    @Test
    void results_of_an_earlier_run_are_removed_and_nothing_else(@TempDir Path directory) throws Exception {
        Path results = Files.createDirectories(directory.resolve("allure-results"));
        Files.writeString(results.resolve("0-result.json"), "{}");
        Files.writeString(results.resolve("notes.txt"), "mine");
        html(directory, SampleAudit.of("host1"));
        assertThat(results.resolve("0-result.json")).doesNotExist();
        assertThat(results.resolve("notes.txt")).exists();
    }

    @Test
    void a_report_that_cannot_be_made_leaves_the_last_one(@TempDir Path directory) throws Exception {
        Path html = directory.resolve("compliance/index.html");
        Files.createDirectories(html.getParent());
        Files.writeString(html, "the last one");
        Path results = Files.writeString(directory.resolve("allure-results"), "a file, where a directory has to be");

        assertThatThrownBy(() -> AllureReport.of(List.of(SampleAudit.of("host1")), SampleAudit.catalogue(), results)
                        .write(html))
                .isInstanceOf(IOException.class);
        assertThat(html).hasContent("the last one");
        assertThat(directory.resolve("compliance").toFile().list()).containsExactly("index.html");
    }

    @Test
    void findings_beyond_what_a_reader_can_bear_are_counted(@TempDir Path directory) throws Exception {
        AuditResult audit = SampleAudit.of(
                "host1",
                List.of(SampleAudit.result(
                        Verdict.VIOLATED,
                        "",
                        Stream.generate(() -> SampleAudit.finding("container/web", Verdict.VIOLATED, "is 0"))
                                .limit(5_000)
                                .toArray(io.github.plimsoll.judge.Finding[]::new))));
        Map<String, String> data = data(html(directory, audit));

        String test = data.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("data/test-cases/"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(JSON.readTree(test).at("/extra/plimsoll/findings")).hasSize(200);
        assertThat(JSON.readTree(test).at("/extra/plimsoll/more").asInt()).isEqualTo(4_800);
        assertThat(JSON.readTree(test).at("/statusMessage").asText())
                .startsWith("Violated: 5000 of 5000 containers violate");
        String table = data.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("data/attachments/"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(table.lines()).hasSize(202).endsWith("\"and 4800 more, see results.json\",\"\",\"\",\"\",\"\"");
    }

    private static String html(Path directory, AuditResult... audits) throws IOException {
        Path html = directory.resolve("compliance/index.html");
        AllureReport.of(List.of(audits), SampleAudit.catalogue(), directory.resolve("allure-results"))
                .write(html);
        return Files.readString(html);
    }

    private static Map<String, String> data(String html) {
        Map<String, String> data = new LinkedHashMap<>();
        int start = html.indexOf("id=\"report-data\">");
        Matcher matcher = DATA.matcher(html.substring(start, html.indexOf("</script>", start)));
        while (matcher.find()) {
            byte[] value = Base64.getDecoder().decode(matcher.group(2));
            data.put(matcher.group(1), new String(value, StandardCharsets.UTF_8));
        }
        return data;
    }

    private static List<String> names(JsonNode tree) {
        List<String> names = new ArrayList<>(List.of(tree.path("name").asText()));
        tree.path("children").forEach(child -> names.addAll(names(child)));
        return names;
    }
}
