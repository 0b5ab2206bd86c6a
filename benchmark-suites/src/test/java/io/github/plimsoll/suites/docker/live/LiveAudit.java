package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerPlatform;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.ShippedControls;
import io.github.plimsoll.target.Targets;
import io.github.plimsoll.waiver.Waivers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real engine as an audit reads it, and what every control says of it; what is asserted of it is noted as proven live. */
final class LiveAudit {

    private final Snapshot snapshot;
    private final List<ControlResult> results;

    private LiveAudit(Snapshot snapshot, Policies policies) {
        DockerPlatform platform = new DockerPlatform();
        Judge judge = new Judge(snapshot, platform, Waivers.none(), policies);
        this.snapshot = snapshot;
        this.results = ShippedControls.of(platform).stream().map(judge::judge).toList();
    }

    /** Facts that were changed after they were read. */
    static LiveAudit of(Snapshot changed) {
        return new LiveAudit(changed, Policies.defaults(ShippedControls.CATALOGUE));
    }

    /** @param target as {@code -Dtarget} takes it */
    static LiveAudit of(String target) {
        return new LiveAudit(Targets.snapshot(target), Policies.defaults(ShippedControls.CATALOGUE));
    }

    /** The same facts judged by a policy that sets one parameter. */
    LiveAudit under(String key, String value) {
        return new LiveAudit(
                snapshot, Policies.defaults(ShippedControls.CATALOGUE).withText(key, value, "the test"));
    }

    Snapshot snapshot() {
        return snapshot;
    }

    List<ControlResult> results() {
        return results;
    }

    /** The verdict of each control, by the name of its method. */
    Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new TreeMap<>();
        results.forEach(result -> verdicts.put(result.control().id().substring("docker/".length()), result.verdict()));
        return verdicts;
    }

    LiveAudit violates(String... controls) {
        return shows(Verdict.VIOLATED, Arrays.asList(controls));
    }

    LiveAudit satisfies(String... controls) {
        return shows(Verdict.COMPLIANT, Arrays.asList(controls));
    }

    /** Asserts the verdict of controls, and notes it as seen. */
    LiveAudit shows(Verdict verdict, List<String> controls) {
        Map<String, Verdict> seen = verdicts();
        for (String control : controls) {
            assertThat(seen).containsEntry(control, verdict);
            saw(verdict, "docker/" + control);
        }
        return this;
    }

    /** What is said of the subjects that violate a control. */
    List<String> messages(String control) {
        return results.stream()
                .filter(result -> result.control().id().equals("docker/" + control))
                .flatMap(result -> result.findings(Verdict.VIOLATED).stream())
                .map(Finding::message)
                .toList();
    }

    /** The subjects of which a control says so. */
    List<String> subjects(String control, Verdict verdict) {
        return results.stream()
                .filter(result -> result.control().id().equals("docker/" + control))
                .flatMap(result -> result.findings(verdict).stream())
                .map(Finding::subject)
                .toList();
    }

    /** What an attacker can do for certain, a sentence each. */
    List<String> attacks() {
        return AttackPaths.of(new DockerPlatform().attackSteps(snapshot)).paths().stream()
                .filter(AttackPath::isCertain)
                .map(AttackPath::sentence)
                .toList();
    }

    /** What a control, by its id, says of one subject. */
    Finding finding(String control, String subject) {
        return results.stream()
                .filter(result -> result.control().id().equals(control))
                .flatMap(result -> result.findings().stream())
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    /** Notes what was asserted otherwise. */
    void saw(Verdict verdict, String control) {
        LiveProofs.saw(control, verdict, snapshot.header().version());
    }

    /** No line of those sections of the benchmark is left undecided. */
    LiveAudit isReadWholly(String... sections) {
        List<ControlResult> lines = results.stream()
                .filter(result -> result.control()
                        .number("cis-docker-1.8.0")
                        .filter(number -> Arrays.stream(sections).anyMatch(section -> number.startsWith(section + ".")))
                        .isPresent())
                .toList();
        assertThat(lines).isNotEmpty();
        assertThat(lines)
                .filteredOn(
                        result -> List.of(Verdict.INCONCLUSIVE, Verdict.BROKEN).contains(result.verdict()))
                .extracting(result -> result.control().id() + ": " + result.reason() + result.findings())
                .isEmpty();
        return this;
    }
}
