package io.github.plimsoll.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a person reads when an assertion of a control fails. */
class MessagesTests {

    @Test
    void numbers() {
        assertReads(
                () -> assertThat(0L).as("memory limit in bytes").isPositive(),
                "memory limit in bytes: is 0L, expected to be greater than: 0L");
    }

    @Test
    void equality() {
        assertReads(() -> assertThat("a").as("network mode").isEqualTo("b"), "network mode: is \"a\", expected \"b\"");
    }

    @Test
    void truth() {
        assertReads(
                () -> assertThat(true).as("privileged").isFalse(),
                "privileged: Expecting value to be false but was true");
    }

    @Test
    void lists() {
        assertReads(
                () -> assertThat(List.of("SYS_ADMIN")).as("added capabilities").isEmpty(),
                "added capabilities: Expecting empty but was: [\"SYS_ADMIN\"]");
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
