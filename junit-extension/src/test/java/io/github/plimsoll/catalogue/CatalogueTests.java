package io.github.plimsoll.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Benchmark.Line;
import io.github.plimsoll.catalogue.Benchmark.Section;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void the_newest_version_is_the_largest_number_not_the_last_word() {
        Catalogue catalogue = new Catalogue(
                List.of(
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
                List.of(
                        benchmark("zeta-list-9.0.0", "toy/a"),
                        benchmark("ship-code-1.0.0", "toy/a", "toy/b"),
                        benchmark("ship-code-1.1.0", "toy/a"),
                        benchmark("plane-code-1.0.0", "sky/a", "sky/b", "sky/c")),
                List.of(),
                List.of());

        assertThat(catalogue.defaultBenchmark("toy").map(Benchmark::id)).contains("ship-code-1.1.0");
        assertThat(catalogue.defaultBenchmark("sea")).isEmpty();
    }

    private static Benchmark benchmark(String id, String... controls) {
        return new Benchmark(
                id,
                id,
                List.of(),
                Arrays.stream(controls)
                        .map(control -> new Line(control, "t", 1, "any", true, control, ""))
                        .toList());
    }
}
