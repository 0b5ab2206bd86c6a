package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Component;
import io.github.plimsoll.policy.Policy;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Beyond the benchmark: the versions of the engine and its parts against a dated list of flaws. */
@DockerControls
public class EngineVersions {

    @Control(
            title = "No part of the engine has a flaw that a newer release mends",
            why =
                    "By the flaws of these programs containers break out to the host, requests pass authorization, and one client stops the engine for all.",
            fix =
                    "Update the engine, containerd and runc to the releases that the finding names, and restart the daemon.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    @Tampering("T1")
    @DenialOfService("D2")
    @Spoofing("S1")
    void has_no_known_flaws(Component component, Policy policy) {
        KnownFlaws list = KnownFlaws.of(policy);
        assumeTrue(list.knows(component.component()), () -> "the list has no flaws of " + component.component());
        List<String> flaws = list.of(component.component(), component.version());
        assumeTrue(
                component.isBuiltByItsMakers() || flaws.isEmpty(),
                () -> "a distribution built " + component.component()
                        + ", so that its version does not tell whether the flaw is mended");
        assertThat(flaws)
                .as("flaws of %s %s in the list of %s", component.component(), component.version(), list.dated())
                .isEmpty();
    }

    @Control(
            title = "The distribution has mended the flaws in its own builds",
            why =
                    "A distribution puts corrections into a build whose version stays the same, so that the number proves neither that a flaw is there nor that it is gone.",
            fix =
                    "Look the flaws up in the distribution's security tracker for the package that is installed, update it, and attest to what you found.",
            severity = MEDIUM)
    @Review("Are these flaws mended in the build that the distribution ships?")
    @ElevationOfPrivilege("E1")
    @Tampering("T1")
    @DenialOfService("D2")
    void distribution_has_mended_known_flaws(Component component, Policy policy) {
        List<String> flaws = KnownFlaws.of(policy).of(component.component(), component.version());
        assumeFalse(flaws.isEmpty(), "no flaw of such a version is known");
        assumeFalse(component.isBuiltByItsMakers(), "its makers built it, so that the version tells");
        component.flawsToConfirm(flaws);
    }

    @Control(
            title = "Versions are compared with a list of flaws that is not out of date",
            why = "A flaw that was found after the list was made is not on it, so that an old list finds ever less.",
            fix =
                    "Update Plimsoll, or name a list of your own in docker.flaw-list; it has the form of the one in the jar, flaws/docker.tsv.",
            severity = LOW)
    @ElevationOfPrivilege("E1")
    void flaw_list_is_current(Component component, Policy policy) {
        KnownFlaws list = KnownFlaws.of(policy);
        assumeTrue(list.knows(component.component()), () -> "the list has no flaws of " + component.component());
        long days = ChronoUnit.DAYS.between(
                list.dated(), component.seenAt().atZone(ZoneOffset.UTC).toLocalDate());
        assertThat(days)
                .as("days from the list of %s to the audit", list.dated())
                .isLessThanOrEqualTo(policy.duration("docker.max-flaw-list-age").toDays());
    }
}
