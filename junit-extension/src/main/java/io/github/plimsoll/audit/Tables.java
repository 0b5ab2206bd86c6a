package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The tables of benchmarks by which a run chooses and numbers its controls. */
final class Tables {

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)*");

    private final Settings settings;
    private final Catalogue catalogue;

    /** Asked for with each control, and each time platforms would be looked for on the whole class path. */
    private final Map<String, List<Benchmark>> candidates = new ConcurrentHashMap<>();

    Tables(Settings settings, Catalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
    }

    /** The table by which controls of a platform are numbered in this run. */
    Optional<Benchmark> of(String platform) {
        return asked().or(() -> catalogue.defaultBenchmark(platform));
    }

    /** The table for one target: the one asked for, the one written for targets such as it, or that of its platform. */
    Optional<Benchmark> of(Platform platform, Optional<Platform.Fit> fit) {
        return asked().or(() -> fit.map(Platform.Fit::benchmark).flatMap(catalogue::benchmark))
                .or(() -> catalogue.defaultBenchmark(platform.id()));
    }

    /** The tables that a target of a platform may turn out to need: where its version decides, any of the family. */
    List<Benchmark> candidates(String platform) {
        return candidates.computeIfAbsent(platform, this::find);
    }

    private List<Benchmark> find(String platform) {
        Optional<Benchmark> usual = of(platform);
        if (asked().isPresent()
                || !Platform.named(platform).map(Platform::choosesBenchmark).orElse(false)) {
            return usual.stream().toList();
        }
        return usual.stream()
                .flatMap(newest -> catalogue.benchmarks().stream()
                        .filter(table -> table.family().equals(newest.family())))
                .toList();
    }

    /** The table asked for. */
    Optional<Benchmark> asked() {
        return settings.benchmark().flatMap(catalogue::called);
    }

    /** The tables by whose numbers this run goes: the one asked for, or the default of each platform. */
    List<Benchmark> ofRun() {
        return asked().map(List::of)
                .orElseGet(() -> catalogue.platforms().stream()
                        .flatMap(platform -> catalogue.defaultBenchmark(platform).stream())
                        .toList());
    }

    /** Whether a table has a line or section of that number. */
    static boolean hasLine(Benchmark table, String wanted) {
        return table.lines().stream().anyMatch(line -> isWithin(line.number(), wanted));
    }

    /** Whether a word is a number of a line or section, and no name of a control. */
    static boolean isNumber(String wanted) {
        return NUMBER.matcher(wanted).matches();
    }

    /** Whether a line is the one of that number, or in the section of that number. */
    static boolean isWithin(String number, String section) {
        return number.equals(section) || number.startsWith(section + ".");
    }
}
