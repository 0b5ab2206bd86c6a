package io.github.plimsoll.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.plimsoll.audit.BadSetting;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.policy.BadPolicy;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.toy.Ship;
import io.github.plimsoll.toy.ToyControls;
import io.github.plimsoll.toy.ToyTargetSource.Lighthouse;
import io.github.plimsoll.waiver.BadWaiverFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/** An audit that cannot start says why once, in one line, and leaves nothing behind. */
class StartTests {

    @TempDir
    Path directory;

    @ToyControls
    static class FirstTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void load_is_within_the_mark(Ship ship) {
            assertThat(ship.load()).isPositive();
        }
    }

    @ToyControls
    static class SecondTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void is_loaded(Ship ship) {
            assertThat(ship.load()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            target    | toy:sunk         | no such sea; try toy:calm
            target    | nowhere          | -Dtarget=nowhere: unknown target; there are
            benchmark | ship-code-1.0    | -Dbenchmark=ship-code-1.0: unknown; did you mean ship-code-1.0.0?
            benchmark | ship-code-0.8.0  | -Dbenchmark=ship-code-0.8.0: left out, for it was lost at sea; there are ship-code-1.0.0, ship-code-0.9.0
            controls  | 1.9              | is no line of ship-code-1.0.0; choose a benchmark that has it by -Dbenchmark, of ship-code-0.9.0
            level     | 3                | -Dlevel=3: unknown
            stride    | tamperin         | -Dstride=tamperin: unknown; did you mean tampering?
            mapping   | II-1/55          | -Dmapping=II-1/55: unknown; did you mean II-1/5?
            mapping   | AC-60            | -Dmapping=AC-60: unknown
            controls  | 9.9              | -Dcontrols=9.9: unknown
            severity  | urgent           | -Dseverity=urgent: unknown; there are critical, high, medium, low
            failOn    | hihg             | -DfailOn=hihg: unknown; did you mean high?
            containers| some             | -Dcontainers=some: unknown
            probes    | nodes            | -Dprobes=nodes: unknown; did you mean -Dprobe=nodes?
            probes    | offf             | -Dprobes=offf: unknown; did you mean off?
            probe     | off              | -Dprobe=off: unknown; did you mean -Dprobes=off?
            probe     | on               | -Dprobe=on: unknown; did you mean -Dprobes=on?
            probe     | node             | -Dprobe=node: unknown; did you mean nodes?
            timeout   | soon             | -Dtimeout=soon: is not a number of seconds
            waivers   | nowhere.yaml     | nowhere.yaml: there is no such file
            policy    | nowhere.yaml     | nowhere.yaml: there is no such file
            toy.max-load | heavy         | -Dplimsoll.toy.max-load: toy.max-load is heavy, expected a whole number
            """)
    void one_line_says_what_is_wrong_and_what_to_do(String setting, String value, String expected) throws IOException {
        Files.createDirectories(directory.resolve("compliance"));
        Files.writeString(directory.resolve("compliance/results.json"), "of an earlier run");

        EngineExecutionResults results = new Audits(directory)
                .run(new Class<?>[] {FirstTestCase.class, SecondTestCase.class}, with(setting, value));

        assertThat(results.testEvents().started().count()).isZero();
        Throwable failure = onlyFailure(results);
        assertThat(failure)
                .isInstanceOfAny(BadSetting.class, TargetUnavailable.class, BadWaiverFile.class, BadPolicy.class);
        assertThat(failure).hasMessageContaining(expected).hasMessageNotContaining("\n");
        assertThat(failure.getStackTrace()).isEmpty();
        assertThat(results.containerEvents().skipped().count()).isEqualTo(1);
        assertThat(directory.resolve("compliance/index.html")).doesNotExist();
    }

    @Test
    void an_earlier_runs_reports_are_gone_once_a_new_audit_begins() throws IOException {
        Files.createDirectories(directory.resolve("compliance/toy_calm"));
        Files.writeString(directory.resolve("compliance/results.json"), "of an earlier run");
        Files.writeString(directory.resolve("compliance/toy_calm/results.json"), "of an earlier run of several");

        new Audits(directory).run(FirstTestCase.class, "target", "toy:sunk");

        assertThat(directory.resolve("compliance/results.json")).doesNotExist();
        assertThat(directory.resolve("compliance/toy_calm/results.json")).doesNotExist();
    }

    @Test
    void a_control_id_that_nothing_answers_to_ends_the_session_with_an_error() {
        assertThat(catchThrowable(() -> new Audits(directory)
                        .run(FirstTestCase.class, "target", "toy:calm", "controls", "1.1,toy/no_such_control")))
                .hasStackTraceContaining("there is no control toy/no_such_control");
    }

    @DockerControls
    static class AshoreTestCase {

        @Control(title = "t", why = "w", fix = "f", severity = Severity.LOW)
        void is_up(Daemon daemon) {
            assertThat(daemon.version()).isNotEmpty();
        }
    }

    @Test
    void controls_of_which_none_is_for_the_target_are_no_success() {
        assertThat(catchThrowable(() -> new Audits(directory).run(AshoreTestCase.class, "target", "toy:calm")))
                .hasStackTraceContaining("nothing was audited: toy:calm, since no control that ran is for toy");
    }

    @Test
    void controls_of_which_some_are_for_the_target_are_judged_without_the_rest() {
        new Audits(directory).run(new Class<?>[] {FirstTestCase.class, AshoreTestCase.class}, "target", "toy:calm");

        assertThat(directory.resolve("compliance/results.json")).exists();
    }

    @Test
    void a_line_without_a_control_is_named_beside_the_verdicts_of_the_others() throws IOException {
        new Audits(directory).run(FirstTestCase.class, "target", "toy:calm", "controls", "1.1,2");

        assertThat(directory.resolve("compliance/results.json"))
                .content()
                .contains("No control answers ship-code-1.0.0 2.1.1 A watch is kept: Nobody has written it yet.");
    }

    @Test
    void several_targets_have_a_directory_of_reports_each() {
        new Audits(directory).run(FirstTestCase.class, "target", "toy:calm,toy:heavy");

        assertThat(directory.resolve("compliance/toy_calm/results.json")).exists();
        assertThat(directory.resolve("compliance/toy_heavy/results.json")).exists();
    }

    @ToyControls
    static class LiveTestCase {

        @Test
        void asks_the_lighthouse(Lighthouse lighthouse) {
            assertThat(lighthouse.name()).isEqualTo("toy:live");
        }
    }

    @Test
    void an_ordinary_test_may_ask_for_a_live_client() {
        new Audits(directory)
                .run(LiveTestCase.class, "target", "toy:live")
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, event(test("asks_the_lighthouse"), finishedSuccessfully()));
    }

    @Test
    void a_target_without_a_live_client_makes_such_a_test_not_applicable() {
        new Audits(directory)
                .run(LiveTestCase.class, "target", "toy:calm")
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(abortedWithReason(
                                message(text -> text.contains("no target of this run has a live Lighthouse")))));
    }

    private static String[] with(String setting, String value) {
        return setting.equals("target")
                ? new String[] {"target", value}
                : new String[] {"target", "toy:calm", setting, value};
    }

    private static Throwable onlyFailure(EngineExecutionResults results) {
        Event event = results.containerEvents().failed().stream().findFirst().orElseThrow();
        assertThat(results.allEvents().failed().count()).isEqualTo(1);
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
