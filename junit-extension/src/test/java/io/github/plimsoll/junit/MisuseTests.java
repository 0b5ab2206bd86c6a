package io.github.plimsoll.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.judge.ControlMisuse;
import io.github.plimsoll.policy.Policy;
import io.github.plimsoll.toy.Harbour;
import io.github.plimsoll.toy.Ship;
import io.github.plimsoll.toy.ToyControls;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Controls that no target could make sense of fail, and say how to mend them. */
class MisuseTests {

    @TempDir
    Path directory;

    @ToyControls
    static class NoSubjectTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void judges_nothing() {
            assertThat(true).isTrue();
        }
    }

    @Test
    void a_control_without_a_subject_is_told_which_there_are() {
        assertMisuse(NoSubjectTestCase.class, "NoSubjectTestCase.judges_nothing takes no subject", "Harbour, Ship");
    }

    @ToyControls
    static class UnknownSubjectTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void judges_a_text(String text) {
            assertThat(text).isNotEmpty();
        }
    }

    @Test
    void an_unknown_type_of_subject_is_named() {
        assertMisuse(UnknownSubjectTestCase.class, "takes a String, which toy does not have", "Harbour, Ship");
    }

    @ToyControls
    static class ManyAsContextTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void judges_a_harbour(Harbour harbour, Ship ship) {
            assertThat(ship.load()).isLessThan(harbour.mark());
        }
    }

    @Test
    void context_must_be_something_a_target_has_once() {
        assertMisuse(ManyAsContextTestCase.class, "takes a Ship as context, of which the target has 2");
    }

    @ToyControls
    static class PolicyAsSubjectTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void judges_the_policy(Policy policy) {
            assertThat(policy.number("toy.max-load")).isPositive();
        }
    }

    @Test
    void the_policy_is_no_subject() {
        assertMisuse(PolicyAsSubjectTestCase.class, "takes a Policy, which toy does not have", "Harbour, Ship");
    }

    @ToyControls
    static class UndeclaredParameterTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void judges_a_ship(Ship ship, Policy policy) {
            assertThat(ship.load()).isLessThan(policy.number("toy.max-laod"));
        }
    }

    @Test
    void a_parameter_that_no_table_declares_is_named() {
        assertMisuse(
                UndeclaredParameterTestCase.class,
                "toy/judges_a_ship asks the policy for 'toy.max-laod'",
                "did you mean toy.max-load?");
    }

    @ToyControls
    static class WrongTypeTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void judges_a_ship(Ship ship, Policy policy) {
            assertThat(policy.texts("toy.max-load")).contains("heavy");
        }
    }

    @Test
    void a_parameter_is_read_as_what_it_is_declared() {
        assertMisuse(
                WrongTypeTestCase.class,
                "'toy.max-load' as a list of texts, which is declared as a whole number, 0 or more");
    }

    @ToyControls
    @DockerControls
    static class TwoPlatformsTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void judges(Ship ship) {
            assertThat(ship.load()).isPositive();
        }
    }

    @Test
    void a_class_judges_one_platform() {
        run(TwoPlatformsTestCase.class)
                .allEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(ControlMisuse.class),
                                message(text -> text.contains("judges docker and toy")))));
    }

    @ExtendWith(PlimsollExtension.class)
    static class NoPlatformTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void judges(Ship ship) {
            assertThat(ship.load()).isPositive();
        }
    }

    @Test
    void a_class_without_a_platform_is_told_to_name_one() {
        run(NoPlatformTestCase.class)
                .allEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(ControlMisuse.class), message(text -> text.contains("names no platform")))));
    }

    private void assertMisuse(Class<?> controls, String... parts) {
        run(controls)
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(instanceOf(ControlMisuse.class), message(text -> {
                    assertThat(text).contains(parts);
                    return true;
                }))));
    }

    private EngineExecutionResults run(Class<?> controls) {
        return new Audits(directory).run(controls, "target", "toy:calm");
    }
}
