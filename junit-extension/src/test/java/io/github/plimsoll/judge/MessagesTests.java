package io.github.plimsoll.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assumptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person reads when an assertion of a control fails. */
class MessagesTests {

    @Test
    void numbers() {
        assertReads(
                () -> assertThat(0L).as("memory limit in bytes").isPositive(),
                "memory limit in bytes: is 0, expected to be greater than 0");
        assertReads(
                () -> assertThat(9L).as("restarts").isBetween(1L, 5L), "restarts: is 9, expected to be between [1, 5]");
    }

    @Test
    void durations() {
        assertReads(
                () -> assertThat(Duration.ofMinutes(472_408).plusMillis(7))
                        .as("age")
                        .isLessThanOrEqualTo(Duration.ofDays(90)),
                "age: is 328.1 days, expected to be less than or equal to 90 days");
        assertReads(
                () -> assertThat(Duration.ofHours(30)).as("age").isLessThanOrEqualTo(Duration.ofHours(24)),
                "age: is 30H, expected to be less than or equal to 24H");
    }

    @Test
    void equality() {
        assertReads(() -> assertThat("a").as("network mode").isEqualTo("b"), "network mode: is \"a\", expected \"b\"");
        assertReads(
                () -> assertThat("host").as("network mode").isNotEqualTo("host"),
                "network mode: is \"host\", expected not to be equal to \"host\"");
    }

    @Test
    void truth() {
        assertReads(() -> assertThat(true).as("privileged").isFalse(), "privileged: is true, expected false");
    }

    @Test
    void emptiness() {
        assertReads(
                () -> assertThat(List.of("SYS_ADMIN")).as("added capabilities").isEmpty(),
                "added capabilities: expected none, but there is [\"SYS_ADMIN\"]");
        assertReads(() -> assertThat(List.of()).as("plugins").isNotEmpty(), "plugins: is empty");
        assertReads(() -> assertThat("").as("profile").isNotEmpty(), "profile: is empty");
    }

    @Test
    void membership() {
        assertReads(
                () -> assertThat(List.of("sh", "sshd")).as("processes").doesNotContainAnyElementsOf(Set.of("sshd")),
                "processes: there is [\"sshd\"], of [\"sh\", \"sshd\"]");
        assertReads(
                () -> assertThat(List.of("a", "b")).as("networks").doesNotContain("b"),
                "networks: there is [\"b\"], of [\"a\", \"b\"]");
        assertReads(
                () -> assertThat(List.of("a")).as("labels").contains("owner"),
                "labels: there is no [\"owner\"], only [\"a\"]");
        assertReads(
                () -> assertThat("always").as("policy").isIn("no", "on-failure"),
                "policy: is \"always\", expected to be in [\"no\", \"on-failure\"]");
    }

    @Test
    void assumptions() {
        assertReads(
                () -> Assumptions.assumeThat("created").as("state").isEqualTo("running"),
                "state: is \"created\", expected \"running\"");
        assertReads(() -> org.junit.jupiter.api.Assumptions.assumeTrue(false, "it does not run"), "it does not run");
    }

    @Test
    void hostile_values_stay_values() {
        assertReads(() -> assertThat("$1\\n").as("$0").isEqualTo("b"), "$0: is \"$1\\n\", expected \"b\"");
    }

    @Test
    @Timeout(10)
    void a_value_made_to_be_long_costs_nothing() {
        String hostile = "Expecting [ to contain not to contain but found expected: but was: \n".repeat(20_000);

        assertThat(Messages.oneLine(hostile)).hasSizeLessThan(5_000);
    }

    @Test
    void nothing_said_is_still_a_sentence() {
        assertThat(Messages.oneLine(null)).isEqualTo("does not hold");
        assertThat(Messages.oneLine(" \n")).isEqualTo("does not hold");
    }

    private static void assertReads(ThrowingCallable assertion, String expected) {
        assertThat(Messages.oneLine(catchThrowable(assertion).getMessage())).isEqualTo(expected);
    }
}
