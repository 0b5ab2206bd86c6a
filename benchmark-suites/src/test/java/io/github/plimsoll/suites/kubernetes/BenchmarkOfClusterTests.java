package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A cluster is held to the benchmark that was written for its version, and lines are those of that one. */
class BenchmarkOfClusterTests {

    private static final String OF_1_11_ONLY = "kubernetes/adds_no_capabilities";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "v1.29.15, cis-kubernetes-1.11, true",
        "v1.31.0+k3s1, cis-kubernetes-1.11, true",
        "v1.32.1, cis-kubernetes-1.12, false",
        "v1.34.4, cis-kubernetes-2.0.1, false"
    })
    void the_version_decides(String version, String benchmark, boolean hasLine) throws IOException {
        audit("", recorded(version));

        JsonNode results = results();
        assertThat(results.get("benchmark").asText()).isEqualTo(benchmark);
        assertThat(controls(results)).matches(found -> found.containsKey(OF_1_11_ONLY) == hasLine);
        assertThat(results.get("warnings").toString()).doesNotContain("written for");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.28.1, cis-kubernetes-1.11, Kubernetes 1.28",
        "v1.36.0, cis-kubernetes-2.0.1, Kubernetes 1.36",
        "v2.0.0, cis-kubernetes-2.0.1, Kubernetes v2.0.0"
    })
    void a_version_that_none_was_written_for_is_told(String version, String benchmark, String told) throws IOException {
        audit("", recorded(version));

        JsonNode results = results();
        assertThat(results.get("benchmark").asText()).isEqualTo(benchmark);
        assertThat(results.get("warnings").toString()).contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.30.2, 5.2.9, kubernetes/adds_no_capabilities",
        "v1.30.2, 5.2.10, kubernetes/drops_all_capabilities",
        "v1.33.2, 5.2.9, kubernetes/drops_all_capabilities"
    })
    void a_number_is_that_of_the_benchmark_for_the_version(String version, String number, String control)
            throws IOException {
        audit(number, recorded(version));

        assertThat(controls(results())).containsOnlyKeys(control);
    }

    @Test
    void a_number_that_only_another_version_has_is_no_success() throws IOException {
        Path cluster = recorded("v1.34.4");

        assertThatThrownBy(() -> audit("5.2.13", cluster))
                .hasMessageContaining("nothing was audited")
                .hasMessageContaining("-Dcontrols=5.2.13")
                .hasMessageContaining("cis-kubernetes-2.0.1");
        assertThat(directory.resolve("results.json")).doesNotExist();
    }

    @Test
    void two_clusters_are_each_held_to_their_own() throws IOException {
        audit("5.2.9", recorded("v1.30.2"), recorded("v1.34.4"));

        List<Path> written;
        try (Stream<Path> files = Files.walk(directory)) {
            written = files.filter(file -> file.endsWith("results.json")).toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : written) {
            JsonNode results = new ObjectMapper().readTree(file.toFile());
            controls(results)
                    .keySet()
                    .forEach(control -> found.add(results.get("benchmark").asText() + " " + control));
        }
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "cis-kubernetes-1.11 kubernetes/adds_no_capabilities",
                        "cis-kubernetes-2.0.1 kubernetes/drops_all_capabilities");
    }

    private Path recorded(String version) throws IOException {
        Path file = directory.resolve(version + ".json.gz");
        try (OutputStream out = Files.newOutputStream(file)) {
            SnapshotFile.write(
                    cluster()
                            .document(KubernetesDocuments.VERSION, json -> json.with("gitVersion", version))
                            .pod("web")
                            .snapshot(),
                    out);
        }
        return file;
    }

    private EngineExecutionResults audit(String numbers, Path... clusters) {
        List<String> targets = new ArrayList<>();
        for (Path cluster : clusters) {
            targets.add("snapshot:" + cluster);
        }
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(PodPrivileges.class))
                .configurationParameter("plimsoll.target", String.join(",", targets))
                .configurationParameter("plimsoll.controls", numbers)
                .configurationParameter("plimsoll.output", directory.toString())
                .configurationParameter(
                        "plimsoll.allureResults", directory.resolve("allure").toString())
                .execute();
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(directory.resolve("results.json").toFile());
    }

    private static Map<String, JsonNode> controls(JsonNode results) {
        Map<String, JsonNode> controls = new TreeMap<>();
        results.get("controls")
                .forEach(control -> controls.put(control.get("id").asText(), control));
        return controls;
    }
}
