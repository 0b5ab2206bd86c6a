package io.github.plimsoll.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.cause;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.policy.Policy;
import io.github.plimsoll.toy.Harbour;
import io.github.plimsoll.toy.Ship;
import io.github.plimsoll.toy.ToyControls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.TestAbortedException;

/** Each row of the verdict table, as JUnit sees it. */
class VerdictTableTests {

    @TempDir
    Path directory;

    @ToyControls
    static class LoadTestCase {

        @Control(title = "Load is within the mark", why = "w", fix = "f", severity = Severity.HIGH)
        void load_is_within_the_mark(Ship ship, Harbour harbour) {
            assertThat(ship.load()).as("load in tons").isLessThanOrEqualTo(harbour.mark());
        }
    }

    @Test
    void compliant_is_a_success() {
        events(LoadTestCase.class, "target", "toy:calm")
                .assertThatEvents()
                .haveExactly(1, event(test("load_is_within_the_mark"), finishedSuccessfully()));
    }

    @Test
    void violated_is_a_failure_without_a_stack_trace_that_names_subject_value_and_expectation() {
        Event failure = onlyFailure(LoadTestCase.class, "target", "toy:heavy");

        Throwable thrown = throwable(failure);
        assertThat(thrown).isInstanceOf(ControlViolation.class).isInstanceOf(AssertionError.class);
        assertThat(thrown.getStackTrace()).isEmpty();
        assertThat(thrown).hasMessageContainingAll("1 of 2 violate", "ship/heavy", "load in tons", "160", "100");
        assertThat(thrown.getMessage()).doesNotContain("ship/light").doesNotContain("\n");
    }

    @Test
    void inconclusive_is_an_error() {
        events(LoadTestCase.class, "target", "toy:fog")
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("load_is_within_the_mark"),
                                finishedWithFailure(
                                        instanceOf(Inconclusive.class),
                                        message(text -> text.contains("ship/light: the fog hides it")))));
    }

    @Test
    void a_list_of_subjects_that_cannot_be_read_is_inconclusive_and_not_empty() {
        events(LoadTestCase.class, "target", "toy:blind")
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(Inconclusive.class), message(text -> text.contains("GET /ships: 403")))));
    }

    @Test
    void a_violation_outweighs_what_could_not_be_read() {
        Event failure = onlyFailure(LoadTestCase.class, "target", "toy:fog,toy:heavy");

        assertThat(throwable(failure)).isInstanceOf(ControlViolation.class).hasMessageContaining("on toy:heavy");
    }

    @Test
    void no_subject_is_not_applicable() {
        events(LoadTestCase.class, "target", "toy:empty")
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(abortedWithReason(
                                message(text -> text.equals("not applicable: the target has no ship")))));
    }

    @ToyControls
    static class BallastTestCase {

        @Control(title = "Ballast is aboard", why = "w", fix = "f", severity = Severity.LOW)
        void ballast_is_aboard(Ship ship) {
            assumeThat(ship.load()).as("the ship is empty").isZero();
            assertThat(ship.ballast()).isPositive();
        }
    }

    @Test
    void a_failed_assumption_on_every_subject_is_not_applicable() {
        events(BallastTestCase.class, "target", "toy:calm")
                .assertThatEvents()
                .haveExactly(
                        1, event(abortedWithReason(message(text -> text.startsWith("not applicable: ship/light")))));
    }

    @ToyControls
    static class WatchTestCase {

        @Control(title = "A watch is kept", why = "w", fix = "f", severity = Severity.LOW)
        @Review("Does the watch look out?")
        void watch_is_kept(Harbour harbour) {
            harbour.mark();
        }
    }

    @Test
    void a_control_for_people_needs_review() {
        events(WatchTestCase.class, "target", "toy:calm")
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(abortedWithReason(
                                message(text -> text.equals("needs review: harbour: Does the watch look out?")))));
    }

    @Test
    void an_attestation_answers_a_control_for_people_until_it_expires() throws IOException {
        Path valid =
                waivers("attestations: [{control: toy/watch_is_kept, until: 2999-01-01, by: jane, statement: seen}]");
        events(WatchTestCase.class, "target", "toy:calm", "waivers", valid.toString())
                .assertThatEvents()
                .haveExactly(1, event(test("watch_is_kept"), finishedSuccessfully()));

        Path expired =
                waivers("attestations: [{control: toy/watch_is_kept, until: 2001-01-01, by: jane, statement: seen}]");
        events(WatchTestCase.class, "target", "toy:calm", "waivers", expired.toString())
                .assertThatEvents()
                .haveExactly(1, event(abortedWithReason(message(text -> text.contains("expired on 2001-01-01")))));
    }

    @Test
    void waived_is_aborted_with_who_accepted_the_risk_and_until_when() throws IOException {
        Path file = waivers(
                "waivers: [{control: toy/load_is_within_the_mark, subjects: ['ship/h*'], until: 2999-01-01, by: jane, reason: last trip}]");

        events(LoadTestCase.class, "target", "toy:heavy", "waivers", file.toString())
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(abortedWithReason(
                                instanceOf(TestAbortedException.class),
                                message(text -> text.contains("waived until 2999-01-01 by jane: last trip")))));
    }

    @Test
    void a_waiver_of_one_subject_leaves_the_other_violated() throws IOException {
        Path file = waivers(
                "waivers: [{control: toy/load_is_within_the_mark, subjects: [ship/heavy], until: 2999-01-01, by: jane, reason: last trip}]");

        Event failure = onlyFailure(LoadTestCase.class, "target", "toy:storm", "waivers", file.toString());

        assertThat(throwable(failure)).hasMessageContaining("ship/light").hasMessageNotContaining("ship/heavy");
    }

    @Test
    void an_expired_waiver_waives_nothing() throws IOException {
        Path file = waivers(
                "waivers: [{control: toy/load_is_within_the_mark, subjects: ['*'], until: 2001-01-01, by: jane, reason: last trip}]");

        Event failure = onlyFailure(LoadTestCase.class, "target", "toy:heavy", "waivers", file.toString());

        assertThat(throwable(failure)).hasMessageContaining("its waiver expired on 2001-01-01");
    }

    @ToyControls
    static class ThrowingTestCase {

        @Control(title = "Throws", why = "w", fix = "f", severity = Severity.LOW)
        void throws_something_else(Ship ship) {
            throw new IllegalStateException("at " + ship.load());
        }
    }

    @Test
    void a_control_that_throws_is_broken_and_shows_its_author_where() {
        events(ThrowingTestCase.class, "target", "toy:calm")
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(BrokenControl.class),
                                cause(instanceOf(IllegalStateException.class), message("at 50")))));
    }

    @ToyControls
    static class IdleTestCase {

        @Control(title = "Reads nothing", why = "w", fix = "f", severity = Severity.LOW)
        void reads_nothing(Ship ship) {
            assertThat(ship.name()).isNotEmpty();
        }
    }

    @Test
    void a_control_that_reads_no_fact_is_broken_even_if_it_holds() {
        events(IdleTestCase.class, "target", "toy:calm")
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(BrokenControl.class), message(text -> text.contains("read no fact")))));
    }

    @ToyControls
    static class PolicyOnlyTestCase {

        @Control(title = "Reads the policy", why = "w", fix = "f", severity = Severity.LOW)
        void reads_only_the_policy(Ship ship, Policy policy) {
            assertThat(policy.number("toy.max-load")).isPositive();
        }
    }

    @Test
    void the_policy_is_no_fact_of_the_target() {
        events(PolicyOnlyTestCase.class, "target", "toy:calm")
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(BrokenControl.class), message(text -> text.contains("read no fact")))));
    }

    @ToyControls
    static class PolicyTestCase {

        @Control(title = "Load is within the policy", why = "w", fix = "f", severity = Severity.LOW)
        void load_is_within_the_policy(Ship ship, Policy policy) {
            assertThat(ship.load()).as("load in tons").isLessThanOrEqualTo(policy.number("toy.max-load"));
        }
    }

    @Test
    void a_policy_can_turn_a_verdict_and_the_results_say_where_it_was_set() throws IOException {
        events(PolicyTestCase.class, "target", "toy:calm")
                .assertThatEvents()
                .haveExactly(1, event(finishedSuccessfully()));
        assertThat(Files.readString(new Audits(directory).report("results.json"))
                        .replaceAll("\\s", ""))
                .contains("{\"source\":\"policy\",\"path\":\"toy.max-load\",\"value\":100,\"default\":true}");

        Path file = Files.writeString(directory.resolve("site.yaml"), "toy:\n  max-load: 55\n");
        Event failure = onlyFailure(PolicyTestCase.class, "target", "toy:calm", "policy", file.toString());

        assertThat(throwable(failure)).hasMessageContainingAll("ship/heavy", "is 60, expected", "55");
        assertThat(Files.readString(new Audits(directory).report("findings.csv")))
                .contains("policy toy.max-load = 55 (" + file + ":2); Load = 60");
    }

    @ToyControls
    static class SwallowingTestCase {

        @Control(title = "Swallows", why = "w", fix = "f", severity = Severity.LOW)
        void swallows_what_it_cannot_read(Ship ship, Harbour harbour) {
            harbour.mark();
            try {
                ship.load();
            } catch (RuntimeException ignored) {
                assertThat(harbour.mark()).isPositive();
            }
        }
    }

    @Test
    void nothing_unreadable_can_pass_even_if_the_control_catches_it() {
        events(SwallowingTestCase.class, "target", "toy:fog")
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(instanceOf(Inconclusive.class))));
    }

    @Test
    void a_violation_below_failOn_fails_no_test_but_stands_in_the_results() throws IOException {
        events(LoadTestCase.class, "target", "toy:heavy", "failOn", "critical")
                .assertThatEvents()
                .haveExactly(
                        1, event(abortedWithReason(message(text -> text.startsWith("violated, but less severe")))));

        String results = Files.readString(directory.resolve("compliance/results.json"));
        assertThat(results).contains("\"verdict\" : \"VIOLATED\"");
        assertThat(results).contains("\"state\" : \"sailing\"").doesNotContain("\"path\" : \"State\"");
    }

    private org.junit.platform.testkit.engine.Events events(Class<?> controls, String... settings) {
        EngineExecutionResults results = new Audits(directory).run(controls, settings);
        return results.testEvents();
    }

    private Event onlyFailure(Class<?> controls, String... settings) {
        return events(controls, settings).failed().stream().findFirst().orElseThrow();
    }

    private static Throwable throwable(Event event) {
        return event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private Path waivers(String yaml) throws IOException {
        return Files.writeString(directory.resolve("waivers.yaml"), yaml);
    }
}
