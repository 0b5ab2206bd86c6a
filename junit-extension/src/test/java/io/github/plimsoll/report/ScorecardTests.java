package io.github.plimsoll.report;

import static io.github.plimsoll.report.Results.audit;
import static io.github.plimsoll.report.Results.finding;
import static io.github.plimsoll.report.Results.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Severity;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorecardTests {

    private final AuditResult audit = audit(
            result(
                    "1.1",
                    Severity.MEDIUM,
                    Verdict.VIOLATED,
                    "",
                    finding("ship/heavy", "sunk", Verdict.VIOLATED, "load: is 160, expected at most 100"),
                    finding("ship/light", "", Verdict.COMPLIANT, "")),
            result(
                    "1.2",
                    Severity.CRITICAL,
                    Verdict.VIOLATED,
                    "",
                    finding("ship/\u001B[31mred\u202E", "sailing", Verdict.VIOLATED, "no ballast")),
            result("2.1.1", Severity.LOW, Verdict.INCONCLUSIVE, "GET /watch: 403"),
            result("", Severity.LOW, Verdict.COMPLIANT, "", finding("ship/light", "", Verdict.COMPLIANT, "")));

    @Test
    void tells_the_two_figures_and_how_they_come_about() {
        assertThat(printed(false, audit)).contains("Score 25 % (1 of 4 hold)", "Coverage 75 % (4 controls apply)");
    }

    @Test
    void begins_with_what_an_attacker_could_do_and_the_change_that_prevents_most_of_it() {
        assertThat(printed(false, SampleAudit.of("host")))
                .containsSubsequence(
                        "Attack paths: 1 open",
                        "1  container/web: published on 0.0.0.0:8080; runs as root, is privileged",
                        "Cut  container/web: Start it without --privileged (breaks 1 of 1)",
                        "compliant  violated");
        assertThat(printed(false, audit)).doesNotContain("Attack");
    }

    @Test
    void what_an_attacker_could_do_is_said_in_harmless_characters() {
        assertThat(printed(false, HostileText.audit())).contains("Attack paths").doesNotContain("\u001B", "\u202E");
    }

    @Test
    void puts_the_worst_first_with_subject_state_and_message() {
        String text = printed(false, audit);

        assertThat(text.indexOf("Control 1.2")).isLessThan(text.indexOf("Control 1.1"));
        assertThat(text).contains("ship/heavy (sunk): load: is 160, expected at most 100");
        assertThat(text).contains("1 of 2 ships violates");
    }

    @Test
    void groups_what_could_not_be_read_by_its_reason() {
        assertThat(printed(false, audit)).containsSubsequence("Could not look", "GET /watch: 403", "2.1.1");
    }

    @Test
    void has_a_row_for_each_section_and_one_for_what_no_benchmark_has() {
        assertThat(printed(false, audit)).contains("1 Loading", "2 Crew", "Controls beyond the benchmark");
    }

    @Test
    void names_from_the_target_cannot_drive_the_terminal() {
        assertThat(printed(false, audit)).doesNotContain("\u001B", "\u202E");
        assertThat(printed(true, audit)).doesNotContain("ship/\u001B[31mred", "\u202E");
    }

    @Test
    void colour_is_for_terminals_that_want_it() {
        assertThat(printed(true, audit)).contains("\u001B[");
        assertThat(Terminal.wantsColour(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.wantsColour(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Terminal.wantsColour(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.wantsColour(Map.of())).isFalse();
    }

    @Test
    void says_where_the_reports_are_and_what_to_type_next() {
        assertThat(printed(false, audit))
                .contains(
                        "target/compliance/index.html",
                        "target/compliance/sea/results.json",
                        "./mvnw test -Dtarget=sea -Dcontrols=1.2");
    }

    private static String printed(boolean coloured, AuditResult audit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Terminal terminal = new Terminal(out, Optional.empty(), coloured);
            new Scorecard(terminal, Path.of("target/compliance"), Severity.LOW)
                    .print(audit, Path.of("target/compliance/sea/results.json"));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
