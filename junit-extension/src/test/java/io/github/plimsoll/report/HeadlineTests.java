package io.github.plimsoll.report;

import static io.github.plimsoll.judge.Verdict.BROKEN;
import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static io.github.plimsoll.report.SampleAudit.finding;
import static io.github.plimsoll.report.SampleAudit.result;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadlineTests {

    @Test
    void counts_what_is_violated_of_what_applies() {
        assertThat(Headline.of(result(
                        VIOLATED,
                        "",
                        finding("container/a", VIOLATED, "is 0"),
                        finding("container/b", VIOLATED, "is 0"),
                        finding("container/c", COMPLIANT, ""),
                        finding("container/d", NOT_APPLICABLE, ""))))
                .isEqualTo("2 of 3 containers violate");
    }

    @Test
    void names_the_only_subject() {
        assertThat(Headline.of(result(VIOLATED, "", finding("daemon", VIOLATED, "is 0"))))
                .isEqualTo("daemon violates");
    }

    @Test
    void counts_parts_by_their_own_kind() {
        assertThat(Headline.of(result(
                        INCONCLUSIVE,
                        "",
                        finding("container/a › mount /data", INCONCLUSIVE, ""),
                        finding("container/b › mount /x › y", COMPLIANT, ""))))
                .isEqualTo("1 of 2 subjects could not be assessed");
        assertThat(Headline.of(result(
                        COMPLIANT, "", finding("registry/a", COMPLIANT, ""), finding("registry/b", COMPLIANT, ""))))
                .isEqualTo("2 of 2 registries hold");
    }

    @Test
    void without_findings_the_reason_stands() {
        assertThat(Headline.of(result(NOT_APPLICABLE, "the target has no Swarm")))
                .isEqualTo("the target has no Swarm");
        assertThat(Headline.of(result(BROKEN, "it threw\nX"))).isEqualTo("it threw X");
        assertThat(Headline.of(result(INCONCLUSIVE, "/info timed out"))).isEqualTo("/info timed out");
    }
}
