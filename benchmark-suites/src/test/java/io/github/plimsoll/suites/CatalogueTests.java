package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Benchmark.Line;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.fact.kubernetes.pss.Level;
import io.github.plimsoll.fact.kubernetes.pss.PodSecurity;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Controls, benchmark table and threat model say the same of each other. */
class CatalogueTests {

    private static final List<Benchmark> NEWEST = Stream.of("cis-docker", "cis-kubernetes")
            .map(family -> ShippedControls.CATALOGUE.newest(family).orElseThrow())
            .toList();
    private static final List<Line> LINES = ShippedControls.CATALOGUE.benchmarks().stream()
            .flatMap(version -> version.lines().stream())
            .toList();
    private static final List<String> PLATFORMS = List.of("docker", "kubernetes");
    private static final List<ControlDescription> CONTROLS = ShippedControls.descriptions();

    /** How many lines each innermost section has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cis-docker-1.8.0 | 118 | 1.1:18 1.2:2 2:19 3:24 4:12 5:32 6:2 7:9
            cis-docker-1.7.0 | 117 | 1.1:18 1.2:2 2:18 3:24 4:12 5:32 6:2 7:9
            cis-docker-1.6.0 | 117 | 1.1:18 1.2:2 2:18 3:24 4:12 5:32 6:2 7:9
            cis-docker-1.4.0 | 117 | 1.1:18 1.2:2 2:18 3:24 4:12 5:31 6:2 7:10
            cis-docker-1.3.1 | 116 | 1.1:18 1.2:2 2:18 3:24 4:11 5:31 6:2 7:10
            cis-docker-1.2.0 | 115 | 1.1:2 1.2:12 2:17 3:22 4:11 5:31 6:2 7:10 8.1:7 8.2:1
            cis-kubernetes-2.0.1 | 131 | 1.1:21 1.2:30 1.3:7 1.4:2 2:7 3.1:3 3.2:2 4.1:10 4.2:14 4.3:1 5.1:13 5.2:12 5.3:2 5.4:2 5.5:1 5.6:4
            cis-kubernetes-1.12 | 131 | 1.1:21 1.2:30 1.3:7 1.4:2 2:7 3.1:3 3.2:2 4.1:10 4.2:14 4.3:1 5.1:13 5.2:12 5.3:2 5.4:2 5.5:1 5.6:4
            cis-kubernetes-1.11 | 133 | 1.1:21 1.2:30 1.3:7 1.4:2 2:7 3.1:3 3.2:2 4.1:10 4.2:15 4.3:1 5.1:13 5.2:13 5.3:2 5.4:2 5.5:1 5.6:4
            """)
    void each_version_has_every_line_of_it(String id, int count, String sections) {
        Benchmark version = ShippedControls.CATALOGUE.benchmark(id).orElseThrow();

        assertThat(version.lines()).hasSize(count);
        assertThat(version.lines())
                .extracting(Line::number)
                .containsExactly(Arrays.stream(sections.split(" "))
                        .map(section -> section.split(":"))
                        .flatMap(section -> IntStream.rangeClosed(1, Integer.parseInt(section[1]))
                                .mapToObj(place -> section[0] + "." + place))
                        .toArray(String[]::new));
        assertThat(version.lines())
                .allSatisfy(line -> assertThat(version.sectionOf(line))
                        .as("section of %s", line.number())
                        .isPresent());
        assertThat(version.lines()).extracting(Line::key).doesNotHaveDuplicates();
        assertThat(version.lines())
                .filteredOn(line -> !line.profile().equals("Docker Enterprise"))
                .extracting(Line::level)
                .allMatch(level -> level == 1 || level == 2);
    }

    /** What the standards and the guidance have in each section, and since when. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pss-baseline-1.37   | 1:12
            pss-baseline-1.34   | 1:12
            pss-baseline-1.33   | 1:11
            pss-restricted-1.37 | 1:12 2:7
            pss-restricted-1.35 | 1:12 2:7
            pss-restricted-1.34 | 1:12 2:6
            pss-restricted-1.32 | 1:11 2:6
            nsa-cisa-1.2        | 1:13 2:3 3:2 4:2 5:6
            """)
    void each_standard_has_every_line_of_it(String id, String sections) {
        Benchmark standard = ShippedControls.CATALOGUE.benchmark(id).orElseThrow();

        assertThat(standard.lines().stream()
                        .collect(Collectors.groupingBy(
                                line -> standard.sectionOf(line).orElseThrow().number(),
                                TreeMap::new,
                                Collectors.counting()))
                        .entrySet())
                .map(section -> section.getKey() + ":" + section.getValue())
                .containsExactly(sections.split(" "));
    }

    /** A line is a check of the API server's own admission, of that name and in that version. */
    @Test
    void each_check_of_the_pod_security_standards_is_a_line_since_the_version_that_has_it() {
        assertThat(ShippedControls.CATALOGUE.benchmarks())
                .filteredOn(benchmark -> benchmark.family().startsWith("pss-"))
                .hasSize(12)
                .allSatisfy(benchmark -> {
                    String version = benchmark.policy().get("kubernetes.pod-security-version");
                    PodSecurity checks = new PodSecurity(Integer.parseInt(version.substring(2)));
                    Level level = Level.valueOf(benchmark.family().substring(4).toUpperCase(Locale.ROOT));
                    assertThat(benchmark.id()).endsWith("-" + version);
                    assertThat(benchmark.lines())
                            .extracting(Line::key)
                            .containsExactlyInAnyOrderElementsOf(checks.checks(level));
                });
    }

    @Test
    void no_other_version_is_shipped_and_the_one_left_out_has_its_reason() {
        assertThat(ShippedControls.CATALOGUE.benchmarks())
                .extracting(Benchmark::id)
                .filteredOn(id -> id.startsWith("cis-docker-"))
                .containsExactly(
                        "cis-docker-1.8.0",
                        "cis-docker-1.7.0",
                        "cis-docker-1.6.0",
                        "cis-docker-1.4.0",
                        "cis-docker-1.3.1",
                        "cis-docker-1.2.0");
        assertThat(ShippedControls.CATALOGUE.whyLeftOut("cis-docker-1.5.0")).isPresent();
    }

    /** Lines that moved, or whose assessment changed, from one version to another. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            host.trusted-users       | 1.1.2 manual     | 1.1.2 automated  | 1.2.2 scored
            daemon.no-devicemapper   | 2.7 manual       |                  |
            daemon.tls               | 2.8 manual       | 2.7 automated    | 2.6 scored
            daemon.no-new-privileges | 2.15 manual      | 2.14 automated   | 2.17 scored
            file.docker-sock-mode    | 3.16 automated   | 3.16 automated   | 3.16 scored
            file.sysconfig-mode      | 3.21 manual      | 3.20 automated   | 3.21 scored
            image.signed-artifacts   | 4.12 manual      |                  |
            swarm.mode-disabled      | 5.1 manual       | 7.1 automated    | 7.1 scored
            container.memory-limited | 5.11 manual      | 5.10 automated   | 5.10 scored
            container.restart-policy | 5.15 manual      | 5.14 automated   | 5.14 scored
            swarm.plane-separation   | 7.9 manual       | 7.10 manual      | 7.10 not_scored
            """)
    void a_line_keeps_its_key_where_its_number_changes(String key, String newest, String middle, String oldest) {
        assertThat(List.of("cis-docker-1.8.0", "cis-docker-1.3.1", "cis-docker-1.2.0"))
                .extracting(id -> ShippedControls.CATALOGUE.benchmark(id).orElseThrow().lines().stream()
                        .filter(line -> line.key().equals(key))
                        .map(line ->
                                line.number() + " " + line.assessment().name().toLowerCase(Locale.ROOT))
                        .findFirst()
                        .orElse(null))
                .containsExactly(newest, middle, oldest);
    }

    @Test
    void each_line_has_a_control_or_a_reason_and_never_both() {
        List<String> ids = CONTROLS.stream().map(ControlDescription::id).toList();
        SoftAssertions.assertSoftly(softly -> LINES.forEach(line -> {
            softly.assertThat(line.controls().isEmpty())
                    .as("%s has a reason if and only if it has no control", line.key())
                    .isNotEqualTo(line.reason().isEmpty());
            softly.assertThat(ids).as("controls, for line %s", line.key()).containsAll(line.controls());
        }));
    }

    @Test
    void controls_and_table_agree_on_the_numbers() {
        assertThat(numbersByControl())
                .isEqualTo(NEWEST.stream()
                        .flatMap(benchmark -> benchmark.lines().stream())
                        .flatMap(line -> line.controls().stream().map(control -> Map.entry(control, line.number())))
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey,
                                TreeMap::new,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new)))));
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
        assertThat(CONTROLS)
                .isNotEmpty()
                .allSatisfy(control -> assertThat(control.threats())
                        .as("threats that %s mitigates", control.id())
                        .isNotEmpty()
                        .isSubsetOf(threats(control.platform()).stream()
                                .map(threat -> new ThreatClaim(threat.category(), threat.id()))
                                .toList()));
    }

    /** The controls against the threats of Kubernetes are being written. */
    @ParameterizedTest
    @ValueSource(strings = "docker")
    void each_threat_has_a_control(String platform) {
        List<String> mitigated = CONTROLS.stream()
                .filter(control -> control.platform().equals(platform))
                .flatMap(control -> control.threats().stream())
                .map(ThreatClaim::threat)
                .toList();

        assertThat(threats(platform)).extracting(ThreatModel.Threat::id).isSubsetOf(mitigated);
    }

    @Test
    void threats_have_ids_of_their_own() {
        assertThat(PLATFORMS)
                .allSatisfy(platform -> assertThat(threats(platform))
                        .isNotEmpty()
                        .allSatisfy(threat -> assertThat(threat.matters())
                                .as("why %s of %s matters", threat.id(), platform)
                                .endsWith("."))
                        .extracting(ThreatModel.Threat::id)
                        .doesNotHaveDuplicates());
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

    private static List<ThreatModel.Threat> threats(String platform) {
        return ShippedControls.CATALOGUE.threatModel(platform).orElseThrow().threats();
    }

    /** As the annotations say, not the table. */
    private static Map<String, Set<String>> numbersByControl() {
        Map<String, Set<String>> numbers = new TreeMap<>();
        for (Method method : ShippedControls.methods()) {
            List<String> annotated = Catalogue.numbersOnMethod(method);
            if (!annotated.isEmpty()) {
                numbers.put(ShippedControls.describe(method).id(), new TreeSet<>(annotated));
            }
        }
        return numbers;
    }
}
