package io.github.plimsoll.suites.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.Verdicts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every control has a verdict on a node that tells of itself alone, also those that ask for something of its cluster. */
class NodeAloneTests {

    private static Document document(String json) throws IOException {
        JsonNode node = new ObjectMapper().readTree(json.replace('\'', '"'));
        return Document.of(node);
    }

    private static Verdicts node() throws IOException {
        Snapshot snapshot = new Snapshot(
                new SnapshotHeader(
                        "node", "kubernetes", "node a", "", "", "v1.34.4", "", Instant.EPOCH, "", 0, List.of()),
                Map.of(
                        KubernetesDocuments.SELF,
                        document("{'name': 'a'}"),
                        KubernetesDocuments.ofNode("a", KubernetesDocuments.PROCESSES),
                        document("{'processes': [], 'contained': []}"),
                        KubernetesDocuments.ofNode("a", KubernetesDocuments.STATIC_PODS),
                        document(
                                "{'items': [{'metadata': {'name': 'kube-apiserver-a', 'namespace': 'kube-system'}, 'spec':"
                                        + " {'nodeName': 'a', 'containers': [{'command': ['kube-apiserver',"
                                        + " '--client-ca-file=/ca.crt']}]}}]}")));
        return Verdicts.on(snapshot);
    }

    @Test
    void a_control_that_needs_the_cluster_beside_the_node_does_not_apply() throws IOException {
        ControlResult logins = node().of("people_log_in_without_certificates");

        assertThat(logins.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(logins.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("node/a › kube-apiserver");
            assertThat(finding.message()).contains("-Dtarget=cluster");
        });
    }

    @Test
    void no_control_breaks() throws IOException {
        assertThat(node().all()).hasSizeGreaterThan(100).noneMatch(result -> result.verdict() == Verdict.BROKEN);
    }
}
