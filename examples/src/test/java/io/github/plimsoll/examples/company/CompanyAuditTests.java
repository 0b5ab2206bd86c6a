package io.github.plimsoll.examples.company;

import static io.github.plimsoll.proof.DockerFixture.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.suites.docker.ContainerResources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the company's controls and the benchmark's as one audit, numbered by the company's own list. */
class CompanyAuditTests {

    @TempDir
    Path directory;

    @Test
    void one_audit_judges_both() throws IOException {
        Path snapshot = directory.resolve("host.json.gz");
        try (OutputStream out = Files.newOutputStream(snapshot)) {
            SnapshotFile.write(
                    host().container("shop", c -> c.with("Config.Labels.\"com.example.owner\"", "shop"))
                            .container(
                                    "greedy",
                                    c -> c.with("HostConfig.Memory", 0)
                                            .with("Config.Labels.\"com.example.owner\"", "shop"))
                            .container("orphan")
                            .snapshot(),
                    out);
        }

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(CompanyControls.class), selectClass(ContainerResources.class))
                .configurationParameter("plimsoll.target", "snapshot:" + snapshot)
                .configurationParameter("plimsoll.benchmark", "acme-baseline-1.0.0")
                .configurationParameter("plimsoll.acme.required-labels", "com.example.owner")
                .configurationParameter("plimsoll.output", directory.toString())
                .configurationParameter(
                        "plimsoll.allureResults", directory.resolve("allure").toString())
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(4).failed(3).succeeded(1));

        assertThat(violations(directory.resolve("results.json")))
                .containsExactly(
                        "1.1 docker/containers_name_their_owner: container/orphan",
                        "1.2 docker/containers_carry_the_required_labels: container/orphan",
                        "2.1 docker/memory_is_limited: container/greedy");
    }

    private static List<String> violations(Path results) throws IOException {
        List<String> violations = new ArrayList<>();
        for (JsonNode control : new ObjectMapper().readTree(results.toFile()).get("controls")) {
            for (JsonNode finding : control.get("findings")) {
                if (finding.get("verdict").asText().equals("VIOLATED")) {
                    violations.add(control.at("/numbers/acme-baseline-1.0.0").asText() + " "
                            + control.get("id").asText() + ": "
                            + finding.get("subject").asText());
                }
            }
        }
        return violations;
    }
}
