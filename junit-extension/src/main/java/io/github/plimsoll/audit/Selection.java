package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.fact.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which controls a run is asked for. */
public final class Selection {

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)*");

    private final Settings settings;
    private final Catalogue catalogue;

    /** @throws BadSetting if the settings name a benchmark, a line or a threat that the catalogue does not have */
    public Selection(Settings settings, Catalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
        settings.benchmark().ifPresent(this::requireBenchmark);
        settings.stride().forEach(this::requireThreat);
        settings.mapping().forEach(this::requireMapping);
        settings.controls().stream().filter(Selection::isNumber).forEach(this::requireLine);
    }

    /** The table by which controls of a platform are numbered in this run. */
    public Optional<Benchmark> benchmark(String platform) {
        return asked().or(() -> catalogue.defaultBenchmark(platform));
    }

    /** The table for one target: the one asked for, the one written for targets such as it, or that of its platform. */
    Optional<Benchmark> benchmark(Platform platform, Optional<Platform.Fit> fit) {
        return asked().or(() -> fit.map(Platform.Fit::benchmark).flatMap(catalogue::benchmark))
                .or(() -> catalogue.defaultBenchmark(platform.id()));
    }

    /** Whether a run may judge it, as far as can be told before its targets are known. */
    public boolean includes(ControlDescription control) {
        return includes(control, candidates(control.platform()));
    }

    /** Whether it is judged on targets that one of the given tables is for. */
    boolean includes(ControlDescription control, List<Benchmark> tables) {
        return isOfBenchmark(control, tables)
                && isOfLevel(control)
                && isOfSeverity(control)
                && isOfStride(control)
                && isMapped(control)
                && isNamed(control, tables);
    }

    private boolean isOfBenchmark(ControlDescription control, List<Benchmark> tables) {
        return asked().map(benchmark -> control.numbers().containsKey(benchmark.id()))
                .orElseGet(() -> isNamedById(control)
                        || tables.isEmpty()
                        || tables.stream()
                                .anyMatch(table -> !isDropped(control, table) && !isOnRequest(control, table)));
    }

    /** The tables that a target of a platform may turn out to need: where its version decides, any of the family. */
    private List<Benchmark> candidates(String platform) {
        Optional<Benchmark> usual = benchmark(platform);
        if (asked().isPresent()
                || !Platform.named(platform).map(Platform::choosesBenchmark).orElse(false)) {
            return usual.stream().toList();
        }
        return usual.stream()
                .flatMap(newest -> catalogue.benchmarks().stream()
                        .filter(table -> table.family().equals(newest.family())))
                .toList();
    }

    private Optional<Benchmark> asked() {
        return settings.benchmark().flatMap(catalogue::called);
    }

    /** Whether a table that has to be asked for brought it, and the one of the target does without it. */
    private boolean isOnRequest(ControlDescription control, Benchmark table) {
        return control.number(table.id()).isEmpty()
                && control.numbers().keySet().stream()
                        .flatMap(id -> catalogue.benchmark(id).stream())
                        .anyMatch(Benchmark::onRequest);
    }

    /** Whether the version of its benchmark that counts does not have it: then it is judged only where it is asked for. */
    private boolean isDropped(ControlDescription control, Benchmark table) {
        return !control.numbers().isEmpty()
                && control.numbers().keySet().stream()
                        .allMatch(id -> catalogue
                                .benchmark(id)
                                .flatMap(other -> other.family().equals(table.family())
                                        ? Optional.of(table)
                                        : catalogue.newest(other.family()))
                                .map(counting -> !control.numbers().containsKey(counting.id()))
                                .orElse(false));
    }

    private boolean isNamedById(ControlDescription control) {
        return settings.controls().stream()
                .anyMatch(wanted -> !isNumber(wanted) && isCalled(control, wanted, List.of()));
    }

    /** Level 2 extends level 1, so whoever asks for 2 gets both. */
    private boolean isOfLevel(ControlDescription control) {
        return settings.level().isEmpty()
                || (control.level() > 0 && control.level() <= settings.level().getAsInt());
    }

    private boolean isOfSeverity(ControlDescription control) {
        return settings.severity().map(control.severity()::isAtLeast).orElse(true);
    }

    private boolean isOfStride(ControlDescription control) {
        return settings.stride().isEmpty()
                || control.threats().stream()
                        .anyMatch(claim -> settings.stride().contains(claim.category())
                                || settings.stride().contains(claim.threat()));
    }

    private boolean isMapped(ControlDescription control) {
        return settings.mapping().isEmpty()
                || settings.mapping().stream()
                        .anyMatch(wanted -> control.mappings().stream().anyMatch(mapping -> mapping.isCalled(wanted)));
    }

    private boolean isNamed(ControlDescription control, List<Benchmark> tables) {
        return settings.controls().isEmpty()
                || settings.controls().stream().anyMatch(wanted -> isCalled(control, wanted, tables));
    }

    private boolean isCalled(ControlDescription control, String wanted, List<Benchmark> tables) {
        if (!isNumber(wanted)) {
            return control.isCalled(wanted.contains("/") ? wanted : control.platform() + "/" + wanted);
        }
        return tables.stream()
                .flatMap(table -> control.numbers().getOrDefault(table.id(), List.of()).stream())
                .anyMatch(number -> isWithin(number, wanted));
    }

    /** Why lines that were asked for are answered by no control, as the tables of this run have it; one line for each reason. */
    public List<String> unanswerable() {
        return tables().stream().flatMap(table -> unanswerable(table).stream()).toList();
    }

    /** The same for one table. */
    List<String> unanswerable(Benchmark table) {
        Map<String, List<String>> lines = table.lines().stream()
                .filter(line -> line.controls().isEmpty()
                        && settings.controls().stream().anyMatch(wanted -> isWithin(line.number(), wanted)))
                .collect(Collectors.groupingBy(
                        Benchmark.Line::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(line -> line.number() + " " + line.title(), Collectors.toList())));
        return lines.entrySet().stream()
                .map(entry -> "No control answers " + table.id() + " " + String.join("; ", entry.getValue()) + ": "
                        + entry.getKey())
                .toList();
    }

    /** The control ids asked for by name that none of the given controls answers to. */
    public List<String> unanswered(Iterable<ControlDescription> controls) {
        List<String> missing = new ArrayList<>(
                settings.controls().stream().filter(wanted -> !isNumber(wanted)).toList());
        for (ControlDescription control : controls) {
            missing.removeIf(wanted -> isCalled(control, wanted, List.of()));
        }
        return missing;
    }

    private void requireBenchmark(String id) {
        if (catalogue.called(id).isPresent()) {
            return;
        }
        List<String> known = catalogue.benchmarks().stream().map(Benchmark::id).toList();
        catalogue.whyLeftOut(id).ifPresent(reason -> {
            String family = id.substring(0, id.lastIndexOf('-') + 1);
            throw new BadSetting("-Dbenchmark=" + id + ": left out, for " + reason + "; there are "
                    + String.join(
                            ", ",
                            known.stream()
                                    .filter(other -> other.startsWith(family))
                                    .toList()));
        });
        throw BadSetting.unknown("benchmark", id, known);
    }

    private void requireThreat(String wanted) {
        Set<String> known = new TreeSet<>();
        for (ThreatModel model : catalogue.threatModels()) {
            model.threats().forEach(threat -> known.addAll(List.of(threat.category(), threat.id())));
        }
        if (!known.contains(wanted)) {
            throw BadSetting.unknown("stride", wanted, known);
        }
    }

    private void requireMapping(String wanted) {
        if (catalogue.mappings().noneMatch(mapping -> mapping.isCalled(wanted))) {
            throw BadSetting.unknown(
                    "mapping",
                    wanted,
                    catalogue
                            .mappings()
                            .flatMap(mapping -> mapping.ids().stream())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private void requireLine(String wanted) {
        if (catalogue.platforms().stream()
                .flatMap(platform -> candidates(platform).stream())
                .anyMatch(table -> hasLine(table, wanted))) {
            return;
        }
        List<String> others = catalogue.benchmarks().stream()
                .filter(table -> hasLine(table, wanted))
                .map(Benchmark::id)
                .toList();
        String here = String.join(", ", tables().stream().map(Benchmark::id).toList());
        if (!others.isEmpty()) {
            throw new BadSetting("-Dcontrols=" + wanted + ": is no line of " + here
                    + "; choose a benchmark that has it by" + " -Dbenchmark, of " + String.join(", ", others));
        }
        throw BadSetting.unknown(
                "controls",
                wanted,
                tables().stream()
                        .flatMap(table -> table.lines().stream())
                        .map(Benchmark.Line::number)
                        .toList());
    }

    /** The tables by whose numbers this run goes: the one asked for, or the default of each platform. */
    private List<Benchmark> tables() {
        return asked().map(List::of)
                .orElseGet(() -> catalogue.platforms().stream()
                        .flatMap(platform -> catalogue.defaultBenchmark(platform).stream())
                        .toList());
    }

    private static boolean hasLine(Benchmark table, String wanted) {
        return table.lines().stream().anyMatch(line -> isWithin(line.number(), wanted));
    }

    private static boolean isNumber(String wanted) {
        return NUMBER.matcher(wanted).matches();
    }

    private static boolean isWithin(String number, String section) {
        return number.equals(section) || number.startsWith(section + ".");
    }
}
