package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.component.RancherHome;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.TargetOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What only the nodes themselves tell: collected from those that can take a pod, out of reach for the others. */
final class NodeFacts {

    private final Map<String, Document> documents;
    private final ClusterApi api;

    /** @param documents what the API server told of the cluster */
    NodeFacts(Map<String, Document> documents, ClusterApi api) {
        this.documents = documents;
        this.api = api;
    }

    /** @param warnings to which what went wrong is added */
    Map<String, Document> look(Optional<TargetOptions.Probe> probe, Progress progress, List<String> warnings) {
        Map<String, Document> facts = new LinkedHashMap<>();
        Map<String, NodePlan> plans = new LinkedHashMap<>();
        for (JsonNode node : items(KubernetesDocuments.NODES)) {
            String name = node.path("metadata").path("name").asText();
            String refusal =
                    probe.isEmpty() ? "-Dprobe=nodes starts a short-lived pod on each node to see them" : refusal(node);
            if (refusal.isEmpty()) {
                NodePlan plan = NodePlan.of(podsOn(name), settingsOf(name));
                RancherHome.ofNode(node)
                        .ifPresent(home -> plan.addHome(home, RancherHome.arguments(node, home.program())));
                plans.put(name, plan);
            } else {
                facts.putAll(NodeProbe.outOfReach(name, refusal));
            }
        }
        if (probe.isPresent() && !plans.isEmpty()) {
            try (NodeProbe pods = new NodeProbe(api, probe.get())) {
                facts.putAll(pods.look(plans, progress));
                warnings.addAll(pods.leftovers());
            }
        }
        return facts;
    }

    private static String refusal(JsonNode node) {
        String system =
                node.path("status").path("nodeInfo").path("operatingSystem").asText("linux");
        if (!system.equals("linux")) {
            return "a node of " + system + " is not looked at";
        }
        for (JsonNode condition : node.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && !condition.path("status").asText().equals("True")) {
                return "the node is not ready and starts no pod";
            }
        }
        return "";
    }

    private List<JsonNode> podsOn(String node) {
        List<JsonNode> pods = new ArrayList<>();
        for (JsonNode pod : items(KubernetesDocuments.PODS)) {
            if (pod.path("spec").path("nodeName").asText().equals(node)
                    && pod.path("metadata").path("namespace").asText().equals("kube-system")
                    && pod.path("status").path("phase").asText().equals("Running")) {
                pods.add(pod);
            }
        }
        return pods;
    }

    private JsonNode settingsOf(String node) {
        return Document.jsonOrMissing(documents, KubernetesDocuments.kubeletConfig(node))
                .path("kubeletconfig");
    }

    private Iterable<JsonNode> items(String list) {
        return Document.jsonOrMissing(documents, list).path("items");
    }
}
