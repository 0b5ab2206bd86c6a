package io.github.plimsoll.audit;

import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.waiver.Waivers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One target of a run: its facts, its judge, and what has been judged so far. */
final class AuditedTarget {

    private final Target target;
    private final Snapshot snapshot;
    private final Platform platform;
    private final Benchmark benchmark;
    private final List<String> doubts;
    private final ThreatModel threats;
    private final Judge judge;
    private final Map<String, ControlResult> results = new ConcurrentHashMap<>();
    private @Nullable AttackPaths attack;

    AuditedTarget(
            Target target,
            Snapshot snapshot,
            Platform platform,
            Benchmark benchmark,
            List<String> doubts,
            ThreatModel threats,
            Waivers waivers,
            Policies policies) {
        this.target = target;
        this.snapshot = snapshot;
        this.platform = platform;
        this.benchmark = benchmark;
        this.doubts = doubts;
        this.threats = threats;
        this.judge = new Judge(snapshot, platform, waivers, policies);
    }

    Target target() {
        return target;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Platform platform() {
        return platform;
    }

    /** The table by which its controls are numbered. */
    Benchmark benchmark() {
        return benchmark;
    }

    /** Why the table may not fit the target after all. */
    List<String> doubts() {
        return doubts;
    }

    ControlResult judge(ControlMethod control) {
        ControlResult result = judge.judge(control);
        results.put(control.description().id(), result);
        return result;
    }

    List<ControlDescription> judged() {
        return results.values().stream().map(ControlResult::control).toList();
    }

    /** Control id and subject of each finding. */
    Stream<Map.Entry<String, String>> found() {
        return results.values().stream()
                .flatMap(result -> result.findings().stream()
                        .map(finding -> Map.entry(result.control().id(), finding.subject())));
    }

    /** The results in the order of the benchmark; controls that it lacks come last, by id. */
    AuditResult result(List<String> warnings) {
        List<String> numbers =
                benchmark.lines().stream().map(Benchmark.Line::number).toList();
        Comparator<ControlResult> order = Comparator.comparingInt(result -> result.control()
                .number(benchmark.id())
                .map(numbers::indexOf)
                .filter(index -> index >= 0)
                .orElse(numbers.size()));
        return new AuditResult(
                snapshot.header(),
                benchmark,
                results.values().stream()
                        .sorted(order.thenComparing(result -> result.control().id()))
                        .toList(),
                Stream.concat(platform.warnings(snapshot).stream(), warnings.stream())
                        .toList(),
                threats,
                attack());
    }

    /** Worked out once, when somebody asks for results: it is the same whatever was judged. */
    private synchronized AttackPaths attack() {
        if (attack == null) {
            attack = AttackPaths.of(platform.attackSteps(snapshot));
        }
        return attack;
    }
}
