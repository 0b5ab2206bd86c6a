package io.github.plimsoll.suites.flaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.fact.Program;
import io.github.plimsoll.policy.Policy;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is asked of the version of a program, on whichever platform it runs. */
public final class Flaws {

    private final KnownFlaws list;
    private final Program program;

    private Flaws(KnownFlaws list, Program program) {
        this.list = list;
        this.program = program;
    }

    /**
     * A program, and the list of flaws by which it is judged.
     *
     * @param parameter of the policy that may name another list than the shipped one
     */
    public static Flaws of(Program program, Policy policy, String parameter) {
        return new Flaws(KnownFlaws.of(policy, parameter), program);
    }

    /** No flaw of the list is in its version. */
    public void assertThatThereAreNone() {
        assumeThatItIsListed();
        List<String> flaws = flaws();
        assumeTrue(
                program.isBuiltByItsMakers() || flaws.isEmpty(),
                () -> "a distribution built " + program.component()
                        + " or may have, so that its version does not tell whether the flaw is mended");
        assertThat(flaws)
                .as("flaws of %s %s in the list of %s", program.component(), program.version(), list.dated())
                .isEmpty();
    }

    /** Notes for a person what is to be looked up of a build whose version does not tell. */
    public void leaveToAPerson() {
        assumeThatItIsListed();
        List<String> flaws = flaws();
        assumeFalse(flaws.isEmpty(), "no flaw of such a version is known");
        assumeFalse(program.isBuiltByItsMakers(), "its makers built it, so that the version tells");
        program.flawsToConfirm(flaws);
    }

    /** The list is not older than that. */
    public void assertThatTheListIsCurrent(Policy policy, String parameter) {
        assumeThatItIsListed();
        long days = ChronoUnit.DAYS.between(
                list.dated(), program.seenAt().atZone(ZoneOffset.UTC).toLocalDate());
        assertThat(days)
                .as("days from the list of %s to the audit", list.dated())
                .isLessThanOrEqualTo(policy.duration(parameter).toDays());
    }

    private void assumeThatItIsListed() {
        assumeTrue(list.knows(program.component()), () -> "the list has no flaws of " + program.component());
    }

    private List<String> flaws() {
        return list.of(program.component(), program.version());
    }
}
