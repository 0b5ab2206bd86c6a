package io.github.plimsoll.catalogue;

import io.github.plimsoll.catalogue.Mapping.Framework;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one resource maps the lines of a benchmark, and controls of none, to other frameworks.
 *
 * <p>It has {@code #family}, for each framework {@code #framework ID TITLE} and {@code #basis ID HOW}, and columns {@code key} (of a
 * line, or a control's id), one for each framework with ids separated by {@code ;}, and where there is any one for its support.
 *
 * @param family the benchmark whose keys it uses
 * @param mappings what is mapped, by key
 */
record MappingTable(String family, Map<String, List<Mapping>> mappings) {

    static MappingTable read(Tsv tsv) {
        List<Framework> frameworks = tsv.remarks("framework").stream()
                .map(remark -> remark.split(" ", 2))
                .map(remark -> new Framework(remark[0], remark[1], basis(tsv, remark[0])))
                .toList();
        return new MappingTable(
                tsv.remark("family"),
                tsv.rows().stream()
                        .collect(Collectors.toMap(row -> row.cell("key"), row -> mappings(row, frameworks))));
    }

    /** The mappings of a control: its own, and those of the lines that it answers in any version. */
    Stream<Mapping> of(String control, List<Benchmark> benchmarks) {
        Stream<String> lines = benchmarks.stream()
                .filter(benchmark -> benchmark.family().equals(family))
                .flatMap(benchmark -> benchmark.linesOf(control).stream())
                .map(Benchmark.Line::key);
        return Stream.concat(Stream.of(control), lines)
                .distinct()
                .flatMap(key -> mappings.getOrDefault(key, List.of()).stream());
    }

    private static List<Mapping> mappings(Tsv.Row row, List<Framework> frameworks) {
        return frameworks.stream()
                .filter(framework -> !row.cell(framework.id()).isEmpty())
                .map(framework -> new Mapping(
                        framework,
                        Arrays.asList(row.cell(framework.id()).split(";")),
                        row.cells().getOrDefault(framework.id() + " support", "")))
                .toList();
    }

    private static String basis(Tsv tsv, String framework) {
        return tsv.remarks("basis").stream()
                .filter(remark -> remark.startsWith(framework + " "))
                .map(remark -> remark.substring(framework.length() + 1))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(tsv.source() + ": needs a line '#basis " + framework + " ...'"));
    }
}
