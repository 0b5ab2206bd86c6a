package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.fact.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which controls a run is asked for. */
public final class Selection {

    private final Settings settings;
    private final Catalogue catalogue;
    private final Tables tables;

    /** @throws BadSetting if the settings name a benchmark, a line or a threat that the catalogue does not have */
    public Selection(Settings settings, Catalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.tables = new Tables(settings, catalogue);
        new KnownNames(settings, catalogue, tables).require();
    }

    /** The table by which controls of a platform are numbered in this run. */
    public Optional<Benchmark> benchmark(String platform) {
        return tables.of(platform);
    }

    /** The table for one target: the one asked for, the one written for targets such as it, or that of its platform. */
    Optional<Benchmark> benchmark(Platform platform, Optional<Platform.Fit> fit) {
        return tables.of(platform, fit);
    }

    /** Whether a run may judge it, as far as can be told before its targets are known. */
    public boolean includes(ControlDescription control) {
        return includes(control, tables.candidates(control.platform()));
    }

    /** Whether it is judged on targets that one of the given tables is for. */
    boolean includes(ControlDescription control, List<Benchmark> counting) {
        return isOfBenchmark(control, counting)
                && isOfLevel(control)
                && isOfSeverity(control)
                && isOfStride(control)
                && isMapped(control)
                && isNamed(control, counting);
    }

    private boolean isOfBenchmark(ControlDescription control, List<Benchmark> counting) {
        return tables.asked()
                .map(benchmark -> control.numbers().containsKey(benchmark.id()))
                .orElseGet(() -> isNamedById(control)
                        || counting.isEmpty()
                        || counting.stream()
                                .anyMatch(table -> !isDropped(control, table) && !isOnRequest(control, table)));
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
                .anyMatch(wanted -> !Tables.isNumber(wanted) && isCalled(control, wanted, List.of()));
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

    private boolean isNamed(ControlDescription control, List<Benchmark> counting) {
        return settings.controls().isEmpty()
                || settings.controls().stream().anyMatch(wanted -> isCalled(control, wanted, counting));
    }

    private boolean isCalled(ControlDescription control, String wanted, List<Benchmark> counting) {
        if (!Tables.isNumber(wanted)) {
            return control.isCalled(wanted.contains("/") ? wanted : control.platform() + "/" + wanted);
        }
        return counting.stream()
                .flatMap(table -> control.numbers().getOrDefault(table.id(), List.of()).stream())
                .anyMatch(number -> Tables.isWithin(number, wanted));
    }

    /** Why lines that were asked for are answered by no control, as the tables of this run have it; one line for each reason. */
    public List<String> unanswerable() {
        return tables.ofRun().stream()
                .flatMap(table -> unanswerable(table).stream())
                .toList();
    }

    /** The same for one table. */
    List<String> unanswerable(Benchmark table) {
        Map<String, List<String>> lines = table.lines().stream()
                .filter(line -> line.controls().isEmpty()
                        && settings.controls().stream().anyMatch(wanted -> Tables.isWithin(line.number(), wanted)))
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
        List<String> missing = new ArrayList<>(settings.controls().stream()
                .filter(wanted -> !Tables.isNumber(wanted))
                .toList());
        for (ControlDescription control : controls) {
            missing.removeIf(wanted -> isCalled(control, wanted, List.of()));
        }
        return missing;
    }
}
