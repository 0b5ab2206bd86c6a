package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlMisuse;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.report.Terminal;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.Targets;
import io.github.plimsoll.waiver.WaiverFile;
import io.github.plimsoll.waiver.Waivers;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run: its targets, their facts, and the results so far. Safe for use by several threads. */
public final class Audit implements AutoCloseable {

    private final Settings settings;
    private final Catalogue catalogue;
    private final Selection selection;
    private final Waivers waivers;
    private final Policies policies;
    private final Map<String, Optional<Platform>> platforms = new ConcurrentHashMap<>();
    private final List<AuditedTarget> targets = new ArrayList<>();

    /** The platforms of the controls that were to be judged, whether there is a target for them or not. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /** The platforms of controls that would have been judged, had another version of the benchmark been for the target. */
    private final Set<String> turnedDown = ConcurrentHashMap.newKeySet();

    private Audit(Settings settings, Catalogue catalogue, Waivers waivers, Policies policies) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.selection = new Selection(settings, catalogue);
        this.waivers = waivers;
        this.policies = policies;
        Rehearsal.begin();
    }

    /**
     * Opens the targets and collects their facts.
     *
     * @throws BadSetting if the settings make no sense
     * @throws TargetUnavailable if a target cannot be audited at all
     */
    public static Audit start(Settings settings, Catalogue catalogue) {
        Audit audit = new Audit(
                settings,
                catalogue,
                settings.waivers().map(WaiverFile::read).orElseGet(Waivers::none),
                settings.policy().read(catalogue));
        Reports.discardEarlier(settings);
        Terminal terminal = Terminal.ofThisProcess();
        audit.policies.places().forEach(place -> terminal.out().println("Policy set by " + place));
        try {
            TargetOptions options = settings.targetOptions().withPolicy(audit.policies.texts());
            for (String spec : settings.targets()) {
                audit.collect(Targets.open(spec, options), terminal);
            }
            audit.record();
        } catch (RuntimeException e) {
            audit.closeTargets();
            throw e;
        }
        return audit;
    }

    /** Whether the run asks for that control, by the tables that are for its targets. */
    public boolean selects(ControlDescription control) {
        if (targets.stream().noneMatch(target -> isOf(target, control.platform()))) {
            return selection.includes(control);
        }
        boolean selected = targets.stream().anyMatch(target -> isFor(target, control));
        if (!selected && selection.includes(control)) {
            turnedDown.add(control.platform());
        }
        return selected;
    }

    private boolean isFor(AuditedTarget target, ControlDescription control) {
        return isOf(target, control.platform()) && selection.includes(control, List.of(target.benchmark()));
    }

    private static boolean isOf(AuditedTarget target, String platform) {
        return target.platform().id().equals(platform);
    }

    /**
     * Judges a control on every target of its platform.
     *
     * @return the result of each target, by the target's name; none if no target is of that platform
     * @throws ControlMisuse if nobody could ever judge it
     */
    public Map<String, ControlResult> judge(Method method, Object instance) {
        String id = ControlMethod.platformOf(instance.getClass());
        asked.add(id);
        Platform platform = platform(id)
                .orElseThrow(() -> new ControlMisuse("there is no platform '" + id + "' on the class path"));
        ControlMethod control = ControlMethod.of(method, instance, catalogue, platform);
        Map<String, ControlResult> results = new LinkedHashMap<>();
        for (AuditedTarget target : targets) {
            if (isFor(target, control.description())) {
                results.put(target.target().name(), target.judge(control));
            }
        }
        return results;
    }

    /** A live client of the first target that has one of that type. */
    public <T> Optional<T> client(Class<T> type) {
        return targets.stream()
                .flatMap(target -> target.target().client(type).stream())
                .findFirst();
    }

    public Settings settings() {
        return settings;
    }

    /** The results so far, one for each target. */
    public List<AuditResult> results() {
        List<String> ofWaivers = waiverWarnings();
        return targets.stream()
                .map(target ->
                        target.result(Stream.of(target.doubts(), selection.unanswerable(target.benchmark()), ofWaivers)
                                .flatMap(List::stream)
                                .toList()))
                .toList();
    }

    /**
     * Writes the reports if anything was judged, and lets go of the targets.
     *
     * @throws BadSetting if controls were asked for and none of them is for any of the targets: that is no success
     */
    @Override
    public void close() {
        closeTargets();
        if (judged().isEmpty()) {
            boolean forOthers = targets.stream()
                    .noneMatch(target -> asked.contains(target.platform().id()));
            if (forOthers && !(asked.isEmpty() && turnedDown.isEmpty())) {
                // Build tools show what is thrown this late among much else.
                Terminal.ofThisProcess().out().println("Nothing was audited: " + nothingFor(targets));
                throw new BadSetting("nothing was audited: " + nothingFor(targets));
            }
            return;
        }
        List<AuditedTarget> leftOut =
                targets.stream().filter(target -> target.judged().isEmpty()).toList();
        if (!leftOut.isEmpty()) {
            Terminal.ofThisProcess().out().println("Not audited: " + nothingFor(leftOut));
        }
        Reports.write(results(), catalogue, settings);
        List<String> unanswered = selection.unanswered(judged());
        if (!unanswered.isEmpty()) {
            throw new BadSetting("-Dcontrols: there is no control " + String.join(", ", unanswered));
        }
    }

    private void collect(Target target, Terminal terminal) {
        terminal.out().println(target.description());
        Snapshot snapshot = target.collect(terminal.progress("collecting facts of " + target.name()));
        String id = snapshot.header().platform();
        Platform platform = platform(id)
                .orElseThrow(() -> new TargetUnavailable(
                        target.name() + " is a " + id + " target, and nothing on the class path knows " + id));
        Optional<Platform.Fit> fit = platform.benchmark(snapshot);
        Benchmark benchmark = selection
                .benchmark(platform, fit)
                .orElseThrow(() -> new BadSetting("there is no benchmark table for " + id + " on the class path"));
        Optional<Platform.Fit> chosen =
                fit.filter(fitting -> fitting.benchmark().equals(benchmark.id()));
        List<String> doubts = chosen.map(Platform.Fit::warning).filter(warning -> !warning.isEmpty()).stream()
                .toList();
        chosen.ifPresent(fitting -> terminal.out()
                .println(
                        doubts.isEmpty()
                                ? "Judged by " + benchmark.id() + ", which was written for its version "
                                        + snapshot.header().version()
                                : "Note: " + doubts.get(0)));
        ThreatModel threats = catalogue.threatModel(id).orElseGet(() -> new ThreatModel(id, List.of()));
        targets.add(new AuditedTarget(
                target,
                snapshot,
                platform,
                benchmark,
                doubts,
                threats,
                waivers,
                policies.unlessSet(benchmark.policy(), benchmark.title())));
    }

    private Optional<Platform> platform(String id) {
        return platforms.computeIfAbsent(id, Platform::named);
    }

    private void record() {
        settings.record().ifPresent(file -> {
            if (targets.size() != 1) {
                throw new BadSetting("-Drecord=" + file + ": records one target, and there are " + targets.size());
            }
            Reports.record(targets.get(0).snapshot(), file);
        });
    }

    private String nothingFor(List<AuditedTarget> audited) {
        String selected = settings.selection().isEmpty() ? "that ran" : "selected by " + settings.selection();
        return audited.stream()
                .map(target -> target.target().name() + ", since no control " + selected + " is for "
                        + target.platform().id()
                        + (turnedDown.contains(target.platform().id())
                                ? " in " + target.benchmark().id()
                                : ""))
                .collect(Collectors.joining("; "));
    }

    private List<ControlDescription> judged() {
        return targets.stream().flatMap(target -> target.judged().stream()).toList();
    }

    private List<String> waiverWarnings() {
        return waivers.unusedAfter(
                judged(), targets.stream().flatMap(AuditedTarget::found).toList());
    }

    private void closeTargets() {
        targets.forEach(target -> target.target().close());
    }
}
