package io.github.plimsoll.report;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Benchmark.Section;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The results of an audit by the sections of its benchmark. */
public final class Sections {

    private static final Section OTHER = new Section("", "Controls beyond the benchmark");

    private Sections() {}

    /** The outermost sections that have results, in the benchmark's order; what the benchmark does not number comes last. */
    public static Map<Section, Summary> summaries(AuditResult audit) {
        List<Section> order = audit.benchmark().sections();
        Map<Section, List<ControlResult>> results = audit.controls().stream()
                .collect(Collectors.groupingBy(
                        result -> path(audit.benchmark(), result.control()).get(0),
                        () -> new TreeMap<>(Comparator.comparingInt(
                                section -> section.equals(OTHER) ? order.size() : order.indexOf(section))),
                        Collectors.toList()));
        return results.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Summary.of(entry.getValue()),
                        (left, right) -> left,
                        java.util.LinkedHashMap::new));
    }

    /** The sections that a control stands in, outermost first; never empty. */
    public static List<Section> path(Benchmark benchmark, ControlDescription control) {
        List<Section> path = control.number(benchmark.id()).stream()
                .flatMap(number ->
                        benchmark.sections().stream().filter(section -> number.startsWith(section.number() + ".")))
                .sorted(Comparator.comparingInt(section -> section.number().length()))
                .toList();
        return path.isEmpty() ? List.of(OTHER) : path;
    }

    /** Number and title, for example {@code 5 Container runtime}. */
    public static String name(Section section) {
        return (section.number() + " " + section.title()).strip();
    }

    /** Number and title of a control, for example {@code 5.11 Container memory is limited}. */
    public static String name(Benchmark benchmark, ControlDescription control) {
        return Text.plain((control.number(benchmark.id()).orElse("") + " " + control.title()).strip());
    }
}
