package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.docker.live.LiveProofs;
import io.github.plimsoll.waiver.Waivers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What controls say of a real cluster, by control and subject. */
final class LiveFindings {

    private final Map<String, Map<String, Finding>> findings = new HashMap<>();
    private final Snapshot snapshot;

    private LiveFindings(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** @param controls classes of controls */
    static LiveFindings of(Snapshot snapshot, List<Class<?>> controls) {
        return of(snapshot, controls, Policies.defaults(Catalogue.load(LiveFindings.class.getClassLoader())));
    }

    static LiveFindings of(Snapshot snapshot, List<Class<?>> controls, Policies policies) {
        LiveFindings found = new LiveFindings(snapshot);
        KubernetesPlatform platform = new KubernetesPlatform();
        Catalogue catalogue = Catalogue.load(LiveFindings.class.getClassLoader());
        Judge judge = new Judge(snapshot, platform, Waivers.none(), policies);
        controls.stream()
                .flatMap(type -> ControlMethod.allOf(type, catalogue, platform).stream())
                .forEach(control -> judge.judge(control)
                        .findings()
                        .forEach(finding -> found.findings
                                .computeIfAbsent(
                                        control.description().id().replaceFirst("^kubernetes/", ""),
                                        id -> new HashMap<>())
                                .put(finding.subject(), finding)));
        return found;
    }

    /** Fails unless a control says that of a subject; else notes that it was seen to. */
    void show(String control, String subject, Verdict verdict) {
        Finding finding = of(control, subject);
        assertThat(finding.verdict()).as("%s", finding).isEqualTo(verdict);
        LiveProofs.saw(
                "kubernetes/" + control, verdict, snapshot.header().version().replaceFirst("^v", ""));
    }

    Finding of(String control, String subject) {
        Map<String, Finding> ofControl = findings.getOrDefault(control, Map.of());
        assertThat(ofControl).as("findings of %s", control).containsKey(subject);
        return Objects.requireNonNull(ofControl.get(subject));
    }

    AttackPaths attack() {
        return AttackPaths.of(new KubernetesPlatform().attackSteps(snapshot));
    }

    Stream<Finding> all() {
        return findings.values().stream().map(Map::values).flatMap(Collection::stream);
    }
}
