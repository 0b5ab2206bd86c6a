package io.github.plimsoll.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.catalogue.Benchmark.Assessment;
import io.github.plimsoll.catalogue.Benchmark.Line;
import io.github.plimsoll.catalogue.Benchmark.Section;
import io.github.plimsoll.catalogue.Mapping.Framework;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTests {

    @Test
    void reads_the_tables_that_jars_list() {
        Benchmark code = Catalogue.load(getClass().getClassLoader())
                .benchmark("ship-code-1.0.0")
                .orElseThrow();

        assertThat(code.title()).isEqualTo("Ship Code 1.0.0");
        assertThat(code.family()).isEqualTo("ship-code");
        assertThat(code.lines()).extracting(Line::number).containsExactly("1.1", "1.2", "2.1.1");
        Line last = code.line("2.1.1").orElseThrow();
        assertThat(last.reason()).isEqualTo("Nobody has written it yet.");
        assertThat(code.sectionOf(last)).contains(new Section("2.1", "Watch"));
        assertThat(code.linesOf("toy/ballast_is_aboard"))
                .extracting(Line::number)
                .containsExactly("1.2");
    }

    @Test
    void a_family_has_each_line_once_and_a_benchmark_of_each_version() {
        Catalogue catalogue = Catalogue.load(getClass().getClassLoader());
        Benchmark older = catalogue.benchmark("ship-code-0.9.0").orElseThrow();

        assertThat(older.title()).isEqualTo("Ship Code 0.9.0");
        assertThat(older.lines()).extracting(Line::number).containsExactly("1.9", "1.10", "3.1");
        assertThat(older.lines()).extracting(Line::key).containsExactly("ballast", "load", "cargo");
        assertThat(older.lines())
                .extracting(Line::assessment)
                .containsExactly(Assessment.NOT_SCORED, Assessment.SCORED, Assessment.SCORED);
        assertThat(older.line("3.1").map(Line::level))
                .as("a level that no source tells")
                .contains(0);
        assertThat(older.sections())
                .containsExactly(
                        new Section("1", "Loading"),
                        new Section("2", "Hands"),
                        new Section("2.1", "Watch"),
                        new Section("3", "Cargo"));
        assertThat(catalogue.newest("ship-code").map(Benchmark::id)).contains("ship-code-1.0.0");
        assertThat(catalogue.whyLeftOut("ship-code-0.8.0")).contains("it was lost at sea");
        assertThat(catalogue.whyLeftOut("ship-code-0.9.0")).isEmpty();
    }

    @Test
    void a_table_may_set_parameters_share_lines_among_controls_and_wait_to_be_asked_for() {
        Benchmark drill =
                Catalogue.load(getClass().getClassLoader()).called("ship-drill").orElseThrow();

        assertThat(drill.id()).isEqualTo("ship-drill-2.0");
        assertThat(drill.policy()).isEqualTo(Map.of("toy.drill-year", "202.0"));
        assertThat(drill.onRequest()).isTrue();
        assertThat(drill.line("1.1").orElseThrow().controls())
                .containsExactly("toy/boats_are_lowered", "toy/load_is_within_the_mark");
        assertThat(drill.linesOf("toy/boats_are_lowered")).hasSize(1);
        assertThat(drill.linesFor("toy")).isEqualTo(1);
    }

    @Test
    void a_single_version_needs_no_family(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("acme-list-1.0.0.tsv");
        Files.writeString(file, """
                #id acme-list-1.0.0
                #title Acme List
                #section 1 All
                number\ttitle\tlevel\tprofile\tassessment\tcontrol\treason
                1.1\tBallast is aboard\t1\tany\tautomated\ttoy/ballast_is_aboard\t
                """);

        assertThat(BenchmarkTable.read(Tsv.read(file.toUri().toURL())).benchmarks())
                .containsExactly(new Benchmark(
                        "acme-list-1.0.0",
                        "Acme List",
                        List.of(new Section("1", "All")),
                        List.of(new Line(
                                "1.1",
                                "1.1",
                                "Ballast is aboard",
                                1,
                                "any",
                                Assessment.AUTOMATED,
                                List.of("toy/ballast_is_aboard"),
                                ""))));
    }

    @Test
    void a_cell_that_is_no_number_and_assessment_stops_the_reading(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ship-list.tsv");
        Files.writeString(file, """
                #family ship-list
                #title Ship List
                #version 1.0.0
                key\ttitle\tlevel\tprofile\t1.0.0\tcontrol\treason
                load\tLoad\t1\tany\t1.1\ttoy/load\t
                """);
        Tsv tsv = Tsv.read(file.toUri().toURL());

        assertThatThrownBy(() -> BenchmarkTable.read(tsv))
                .hasMessageEndingWith("ship-list.tsv: load: '1.1' is not a number and an assessment");
    }

    @Test
    void mappings_come_with_how_they_are_known_and_what_supports_them() {
        assertThat(Catalogue.load(getClass().getClassLoader()).mappings())
                .contains(new Mapping(
                        new Framework("nist", "NIST", "guessed by the crew"),
                        List.of("AC-6(2)", "CM-7"),
                        "the second mate"));
    }

    @Test
    void the_newest_version_is_the_largest_number_not_the_last_word() {
        Catalogue catalogue = new Catalogue(
                tables(
                        benchmark("ship-code-1.8.0", "toy/a"),
                        benchmark("ship-code-1.10.0", "toy/a"),
                        benchmark("ship-code-1.9.1", "toy/a")),
                List.of(),
                List.of());

        assertThat(catalogue.newest("ship-code").map(Benchmark::id)).contains("ship-code-1.10.0");
    }

    @Test
    void a_companys_short_list_does_not_displace_the_benchmark_it_draws_on() {
        Catalogue catalogue = new Catalogue(
                tables(
                        benchmark("zeta-list-9.0.0", "toy/a"),
                        benchmark("ship-code-1.0.0", "toy/a", "toy/b"),
                        benchmark("ship-code-1.1.0", "toy/a"),
                        benchmark("plane-code-1.0.0", "sky/a", "sky/b", "sky/c")),
                List.of(),
                List.of());

        assertThat(catalogue.defaultBenchmark("toy").map(Benchmark::id)).contains("ship-code-1.1.0");
        assertThat(catalogue.defaultBenchmark("sea")).isEmpty();
    }

    private static List<BenchmarkTable> tables(Benchmark... benchmarks) {
        return Arrays.stream(benchmarks)
                .map(benchmark -> new BenchmarkTable(List.of(benchmark), Map.of()))
                .toList();
    }

    private static Benchmark benchmark(String id, String... controls) {
        return new Benchmark(
                id,
                id,
                List.of(),
                Arrays.stream(controls)
                        .map(control ->
                                new Line(control, control, "t", 1, "any", Assessment.MANUAL, List.of(control), ""))
                        .toList());
    }
}
