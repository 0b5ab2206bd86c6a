package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Benchmark.Line;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Controls, benchmark table and threat model say the same of each other. */
class CatalogueTests {

    private static final Benchmark CIS_DOCKER =
            ShippedControls.CATALOGUE.newest("cis-docker").orElseThrow();
    private static final ThreatModel THREATS =
            ShippedControls.CATALOGUE.threatModel("docker").orElseThrow();
    private static final List<ControlDescription> CONTROLS = ShippedControls.descriptions();

    @Test
    void the_table_has_every_line_of_the_benchmark() {
        Map<String, Long> lines = CIS_DOCKER.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> CIS_DOCKER.sectionOf(line).orElseThrow().number(),
                        TreeMap::new,
                        Collectors.counting()));

        assertThat(CIS_DOCKER.id()).isEqualTo("cis-docker-1.8.0");
        assertThat(lines)
                .isEqualTo(Map.of("1.1", 18L, "1.2", 2L, "2", 19L, "3", 24L, "4", 12L, "5", 32L, "6", 2L, "7", 9L));
        assertThat(CIS_DOCKER.lines()).extracting(Line::number).doesNotHaveDuplicates();
        assertThat(CIS_DOCKER.lines()).extracting(Line::level).allMatch(level -> level == 1 || level == 2);
    }

    @Test
    void each_line_has_a_control_or_a_reason_and_never_both() {
        List<String> ids = CONTROLS.stream().map(ControlDescription::id).toList();
        SoftAssertions.assertSoftly(softly -> CIS_DOCKER.lines().forEach(line -> {
            softly.assertThat(line.control().isEmpty())
                    .as("%s has a reason if and only if it has no control", line.number())
                    .isNotEqualTo(line.reason().isEmpty());
            if (!line.control().isEmpty()) {
                softly.assertThat(ids)
                        .as("controls, for line %s", line.number())
                        .contains(line.control());
            }
        }));
    }

    @Test
    void controls_and_table_agree_on_the_numbers() {
        assertThat(numbersByControl())
                .isEqualTo(CIS_DOCKER.lines().stream()
                        .filter(line -> !line.control().isEmpty())
                        .collect(Collectors.groupingBy(
                                Line::control,
                                TreeMap::new,
                                Collectors.mapping(Line::number, Collectors.toCollection(TreeSet::new)))));
    }

    @Test
    void controls_and_table_agree_on_the_levels() {
        SoftAssertions.assertSoftly(softly -> {
            for (Method method : ShippedControls.methods()) {
                int level = ShippedControls.describe(method).level();
                softly.assertThat(method.isAnnotationPresent(Level1.class))
                        .as("%s is marked as level 1", method.getName())
                        .isEqualTo(level == 1);
                softly.assertThat(method.isAnnotationPresent(Level2.class))
                        .as("%s is marked as level 2", method.getName())
                        .isEqualTo(level == 2);
            }
        });
    }

    @Test
    void each_claim_is_a_threat_of_the_model_in_the_same_category() {
        List<ThreatClaim> threats = THREATS.threats().stream()
                .map(threat -> new ThreatClaim(threat.category(), threat.id()))
                .toList();

        assertThat(CONTROLS)
                .isNotEmpty()
                .allSatisfy(control -> assertThat(control.threats())
                        .as("threats that %s mitigates", control.id())
                        .isNotEmpty()
                        .isSubsetOf(threats));
    }

    @Test
    void each_threat_has_a_control() {
        List<String> mitigated = CONTROLS.stream()
                .flatMap(control -> control.threats().stream())
                .map(ThreatClaim::threat)
                .toList();

        assertThat(THREATS.threats())
                .extracting(ThreatModel.Threat::id)
                .doesNotHaveDuplicates()
                .isSubsetOf(mitigated);
    }

    @Test
    void each_control_says_what_it_is_in_words_of_its_own() {
        assertThat(CONTROLS).extracting(ControlDescription::id).doesNotHaveDuplicates();
        assertThat(CONTROLS).extracting(ControlDescription::title).doesNotHaveDuplicates();
        assertThat(CONTROLS).extracting(ControlDescription::why).doesNotHaveDuplicates();
        assertThat(CONTROLS).allSatisfy(control -> {
            assertThat(control.title()).as(control.id()).isNotBlank().doesNotEndWith(".");
            assertThat(control.why()).as(control.id()).isNotBlank().endsWith(".");
            assertThat(control.fix()).as(control.id()).isNotBlank();
        });
    }

    /** As the annotations say, not the table. */
    private static Map<String, Set<String>> numbersByControl() {
        Map<String, Set<String>> numbers = new TreeMap<>();
        for (Method method : ShippedControls.methods()) {
            CisDocker annotation = method.getAnnotation(CisDocker.class);
            if (annotation != null) {
                numbers.put(ShippedControls.describe(method).id(), new TreeSet<>(List.of(annotation.value())));
            }
        }
        return numbers;
    }
}
