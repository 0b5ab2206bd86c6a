package io.github.plimsoll.catalogue;

import io.github.plimsoll.catalogue.Benchmark.Assessment;
import io.github.plimsoll.catalogue.Benchmark.Line;
import io.github.plimsoll.catalogue.Benchmark.Section;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one resource says of a benchmark: a single version, or all versions of a family beside each other.
 *
 * <p>A single version has {@code #id}, and columns {@code number} and {@code assessment}. A family has {@code #family}, one
 * {@code #version} for each column of that name, whose cells are number and assessment ({@code 5.11 manual}), and may have
 * {@code #section-VERSION} where one version's sections differ; so what holds for all versions of a line stands once.
 *
 * <p>A line that several controls answer together has them separated by {@code ;}. {@code #policy KEY VALUE} sets a parameter
 * where a site says nothing else, {@code {version}} standing for the version, {@code #policy-VERSION} for that version alone;
 * {@code #on-request} keeps the controls of the table out of runs that do not ask for it.
 *
 * @param benchmarks the versions it holds
 * @param leftOut the ids of versions that it leaves out on purpose, with the reason
 */
public record BenchmarkTable(List<Benchmark> benchmarks, Map<String, String> leftOut) {

    public BenchmarkTable {
        benchmarks = List.copyOf(benchmarks);
        leftOut = Map.copyOf(leftOut);
    }

    static BenchmarkTable read(Tsv tsv) {
        if (tsv.remarks().containsKey("id")) {
            return new BenchmarkTable(List.of(single(tsv)), Map.of());
        }
        String family = tsv.remark("family");
        return new BenchmarkTable(
                tsv.remarks("version").stream()
                        .map(version -> version(tsv, version))
                        .toList(),
                tsv.remarks("left-out").stream()
                        .map(remark -> remark.split(" ", 2))
                        .collect(Collectors.toMap(remark -> family + "-" + remark[0], remark -> remark[1])));
    }

    private static Benchmark single(Tsv tsv) {
        return new Benchmark(
                tsv.remark("id"),
                tsv.remark("title"),
                List.copyOf(sections(tsv.remarks("section")).values()),
                tsv.rows().stream()
                        .map(row -> line(row, row.cell("number"), row.cell("number"), row.cell("assessment")))
                        .toList(),
                policy(tsv, ""),
                isOnRequest(tsv));
    }

    private static Benchmark version(Tsv tsv, String version) {
        Map<String, Section> sections = sections(tsv.remarks("section"));
        sections.putAll(sections(tsv.remarks("section-" + version)));
        return new Benchmark(
                tsv.remark("family") + "-" + version,
                tsv.remark("title") + " " + version,
                List.copyOf(sections.values()),
                tsv.rows().stream()
                        .filter(row -> !row.cell(version).isEmpty())
                        .map(row -> line(row, version))
                        .sorted(Comparator.comparing(Line::number, Versions::compare))
                        .toList(),
                policy(tsv, version),
                isOnRequest(tsv));
    }

    private static Map<String, String> policy(Tsv tsv, String version) {
        return Stream.concat(tsv.remarks("policy").stream(), tsv.remarks("policy-" + version).stream())
                .map(remark -> remark.replace("{version}", version).split(" ", 2))
                .collect(Collectors.toMap(remark -> remark[0], remark -> remark[1]));
    }

    private static boolean isOnRequest(Tsv tsv) {
        return tsv.remarks().containsKey("on-request");
    }

    private static Map<String, Section> sections(List<String> remarks) {
        return remarks.stream()
                .map(remark -> remark.split(" ", 2))
                .collect(Collectors.toMap(
                        remark -> remark[0],
                        remark -> new Section(remark[0], remark[1]),
                        (first, second) -> second,
                        LinkedHashMap::new));
    }

    private static Line line(Tsv.Row row, String version) {
        String[] place = row.cell(version).split(" ", 2);
        if (place.length != 2) {
            throw row.isWrong("'" + row.cell(version) + "' is not a number and an assessment");
        }
        return line(row, row.cell("key"), place[0], place[1]);
    }

    private static Line line(Tsv.Row row, String key, String number, String assessment) {
        String level = row.cell("level");
        return new Line(
                key,
                number,
                row.cell("title"),
                level.isEmpty() ? 0 : Integer.parseInt(level),
                row.cell("profile"),
                Assessment.valueOf(assessment.toUpperCase(Locale.ROOT).replace('-', '_')),
                Arrays.stream(row.cell("control").split(";"))
                        .map(String::strip)
                        .filter(control -> !control.isEmpty())
                        .toList(),
                row.cell("reason"));
    }
}
