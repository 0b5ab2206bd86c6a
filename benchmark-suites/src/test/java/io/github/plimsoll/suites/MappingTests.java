package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the controls are in other frameworks. */
class MappingTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nist-800-190    | 4\\.[1-5]\\.[1-5]
            nist-800-53r5   | [A-Z]{2}-\\d+(\\(\\d+\\))?
            cis-controls-v8 | \\d+\\.\\d+
            mitre-attack    | T\\d{4}(\\.\\d{3})?
            """)
    void each_id_has_the_form_that_its_framework_gives_it(String framework, String form) {
        assertThat(ShippedControls.CATALOGUE.mappings())
                .filteredOn(mapping -> mapping.framework().id().equals(framework))
                .isNotEmpty()
                .flatExtracting(Mapping::ids)
                .allSatisfy(id -> assertThat(id.toString()).matches(form));
    }

    @Test
    void the_support_of_a_technique_names_the_techniques_of_its_line() {
        assertThat(ShippedControls.CATALOGUE.mappings())
                .filteredOn(mapping -> mapping.framework().id().equals("mitre-attack"))
                .allSatisfy(mapping -> assertThat(
                                List.of(mapping.support().split(" ")).stream().map(part -> part.split(":")[0]))
                        .containsExactlyElementsOf(mapping.ids()));
    }

    @Test
    void each_row_is_of_a_line_or_of_a_control() throws IOException {
        List<String> known = Stream.concat(
                        ShippedControls.CATALOGUE.benchmarks().stream()
                                .flatMap(benchmark -> benchmark.lines().stream())
                                .map(Benchmark.Line::key),
                        ShippedControls.descriptions().stream().map(ControlDescription::id))
                .toList();
        try (InputStream table = MappingTests.class.getResourceAsStream("/mappings/cis-docker.tsv")) {
            assertThat(new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .skip(1)
                            .map(line -> line.split("\t")[0]))
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .isSubsetOf(known);
        }
    }

    @Test
    void a_control_has_those_of_its_line_and_blanks_stay_blank() {
        Map<String, List<String>> memory = mappingsOf("docker/memory_is_limited");

        assertThat(memory)
                .isEqualTo(Map.of(
                        "nist-800-190", List.of("4.4.3"),
                        "cis-controls-v8", List.of("3.12"),
                        "mitre-attack", List.of("T1499.001")));
    }

    private static Map<String, List<String>> mappingsOf(String control) {
        return ShippedControls.descriptions().stream()
                .filter(description -> description.id().equals(control))
                .flatMap(description -> description.mappings().stream())
                .collect(Collectors.toMap(
                        mapping -> mapping.framework().id(), Mapping::ids, (one, other) -> one, LinkedHashMap::new));
    }
}
