package io.github.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreatModelMarkdownTests {

    @Test
    void each_threat_has_its_controls_and_what_they_found() {
        String page = ThreatModelMarkdown.of(List.of(SampleAudit.of("host1")));

        assertThat(page)
                .startsWith("# Threat model of host1\n\n| Threat | Controls | Found |\n| --- | ---: | --- |\n")
                .contains(
                        "\n## S1 Spoofing: Traffic\n\nSomeone on the network poses as the daemon.",
                        "| Verdict | Severity | Control | Found |",
                        " violate<br>container/",
                        "<br>and 5 more |")
                .isEqualTo(ThreatModelMarkdown.of(List.of(SampleAudit.of("host1"))));
        SampleAudit.of("host1")
                .threats()
                .threats()
                .forEach(threat -> assertThat(page).contains("\n## " + threat.id() + " "));
    }

    @Test
    void a_target_cannot_write_markdown() {
        String page = ThreatModelMarkdown.of(List.of(HostileText.audit()));

        assertThat(page)
                .isNotEmpty()
                .doesNotContain("<img", "<script", "`", "@everyone", "[x]", "\u202E", "\u001b", "://");
        assertThat(page.lines().filter(line -> line.startsWith("| ")))
                .allSatisfy(line -> assertThat(line.strip()).endsWith("|"));
    }
}
