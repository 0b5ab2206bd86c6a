package io.github.plimsoll.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

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
    void hostile_values_stay_values() {
        assertReads(() -> assertThat("$1\\n").as("$0").isEqualTo("b"), "$0: is \"$1\\n\", expected \"b\"");
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
