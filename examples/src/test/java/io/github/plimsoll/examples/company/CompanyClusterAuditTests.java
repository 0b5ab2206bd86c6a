package io.github.plimsoll.examples.company;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.suites.kubernetes.PodHostAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the company's controls and the benchmark's over a recorded cluster as one audit. */
class CompanyClusterAuditTests {

    private static final String MOUNT = "[{name: 'v', hostPath: {path: '%s'}}]";

    @TempDir
    Path directory;

    @Test
    void one_audit_judges_both() throws IOException {
        Path snapshot = directory.resolve("cluster.json.gz");
        try (OutputStream out = Files.newOutputStream(snapshot)) {
            SnapshotFile.write(
                    cluster()
                            .namespace("lab", lab -> lab.with("metadata.labels.\"acme.example/owner\"", "lab"))
                            .pod("logs", pod -> pod.withJson("spec.volumes", MOUNT.formatted("/var/log/pods")))
                            .deployment(
                                    "miner", web -> web.withJson("spec.template.spec.volumes", MOUNT.formatted("/")))
                            .clusterRole("deploy", "create deployments.apps")
                            .bind("deployers", "deploy", "user/alice", "serviceaccount/ci/deployer")
                            .snapshot(),
                    out);
        }

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(CompanyClusterControls.class), selectClass(PodHostAccess.class))
                .configurationParameter("plimsoll.target", "snapshot:" + snapshot)
                .configurationParameter("plimsoll.acme.required-labels", "acme.example/owner")
                .configurationParameter("plimsoll.output", directory.toString())
                .configurationParameter(
                        "plimsoll.allureResults", directory.resolve("allure").toString())
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(9).failed(5).succeeded(4));

        assertThat(violations(directory.resolve("results.json")))
                .containsExactlyInAnyOrder(
                        "kubernetes/namespaces_carry_the_required_labels: namespace/shop",
                        "kubernetes/mounts_logs_at_most: deployment/shop/miner",
                        "kubernetes/workloads_are_made_by_the_pipeline: user/alice › create deployments.apps in the"
                                + " cluster (clusterrolebinding/deployers)",
                        "kubernetes/mounts_no_host_path: deployment/shop/miner",
                        "kubernetes/mounts_no_host_path: pod/shop/logs",
                        "kubernetes/mounts_nothing_that_leads_to_the_node: deployment/shop/miner");
    }

    private static List<String> violations(Path results) throws IOException {
        List<String> violations = new ArrayList<>();
        for (JsonNode control : new ObjectMapper().readTree(results.toFile()).get("controls")) {
            for (JsonNode finding : control.get("findings")) {
                if (finding.get("verdict").asText().equals("VIOLATED")) {
                    violations.add(control.get("id").asText() + ": "
                            + finding.get("subject").asText());
                }
            }
        }
        return violations;
    }
}
