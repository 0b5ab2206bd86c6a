package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.Verdict;
import org.junit.jupiter.api.Test;

/** The host that proofs change one thing of: were it at fault itself, no proof would prove anything. */
class HardenedHostTests {

    @Test
    void nothing_is_wrong_with_it() {
        Judging judging = Judging.of(host().container("web").exec("web", "ab12", exec -> exec));

        assertThat(judging.results())
                .hasSizeGreaterThan(30)
                .allSatisfy(result -> assertThat(result.verdict())
                        .as("%s: %s %s", result.control().id(), result.reason(), result.findings())
                        .isIn(Verdict.COMPLIANT, Verdict.NEEDS_REVIEW, Verdict.NOT_APPLICABLE));
    }

    @Test
    void only_what_it_does_not_have_or_people_decide_is_left_open() {
        Judging judging = Judging.of(host().container("web").exec("web", "ab12", exec -> exec));

        assertThat(judging.results())
                .filteredOn(result -> result.verdict() != Verdict.COMPLIANT)
                .extracting(result -> result.control().id())
                .containsExactlyInAnyOrder(
                        "docker/connections_from_outside_are_limited",
                        "docker/selinux_confines_it",
                        "docker/publishes_only_needed_ports");
    }
}
