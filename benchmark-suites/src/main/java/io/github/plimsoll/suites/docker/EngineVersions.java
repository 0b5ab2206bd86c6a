package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Component;
import io.github.plimsoll.policy.Policy;
import io.github.plimsoll.suites.flaw.Flaws;

/** Beyond the benchmark: the versions of the engine and its parts against a dated list of flaws. */
@DockerControls
public class EngineVersions {

    private static final String LIST = "docker.flaw-list";

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
        Flaws.of(component, policy, LIST).assertThatThereAreNone();
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
        Flaws.of(component, policy, LIST).leaveToAPerson();
    }

    @Control(
            title = "Versions are compared with a list of flaws that is not out of date",
            why = "A flaw that was found after the list was made is not on it, so that an old list finds ever less.",
            fix =
                    "Update Plimsoll, or name a list of your own in docker.flaw-list; it has the form of the one in the jar, flaws/known.tsv.",
            severity = LOW)
    @ElevationOfPrivilege("E1")
    void flaw_list_is_current(Component component, Policy policy) {
        Flaws.of(component, policy, LIST).assertThatTheListIsCurrent(policy, "docker.max-flaw-list-age");
    }
}
