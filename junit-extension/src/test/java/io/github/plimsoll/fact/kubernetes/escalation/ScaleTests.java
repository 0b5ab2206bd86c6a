package io.github.plimsoll.fact.kubernetes.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.network.Network;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 5,000 objects of roles and bindings and 10,000 pods: the ways grow with what there is, not with its square. */
class ScaleTests {

    private static final int NAMESPACES = 100;

    private final Map<String, ArrayNode> lists = new HashMap<>();

    @Test
    @Timeout(60)
    void ways_grow_with_the_cluster() {
        int half = ways(1_250, 5_000);
        int whole = ways(2_500, 10_000);

        assertThat(half).isGreaterThan(10_000);
        assertThat(whole).isLessThan(half * 9 / 4);
    }

    private int ways(int bindings, int pods) {
        lists.clear();
        for (int i = 0; i < NAMESPACES; i++) {
            named(KubernetesDocuments.NAMESPACES, "", "ns" + i);
            for (int account = 0; account < pods / NAMESPACES / 4; account++) {
                named(KubernetesDocuments.SERVICE_ACCOUNTS, "ns" + i, "account" + account);
            }
        }
        for (int i = 0; i < pods; i++) {
            ObjectNode pod = named(KubernetesDocuments.PODS, "ns" + i % NAMESPACES, "pod" + i);
            pod.putObject("spec").put("serviceAccountName", "account" + i % 25).put("nodeName", "node" + i % 500);
            pod.withObject("/spec")
                    .putArray("volumes")
                    .addObject()
                    .putObject("projected")
                    .putArray("sources")
                    .addObject()
                    .putObject("serviceAccountToken");
            pod.withObject("/metadata").putObject("labels").put("app", "app" + i % 50);
        }
        for (int i = 0; i < 500; i++) {
            named(KubernetesDocuments.NODES, "", "node" + i);
        }
        for (int i = 0; i < bindings; i++) {
            String namespace = "ns" + i % NAMESPACES;
            boolean ofCluster = i % 10 == 0;
            ObjectNode role = ofCluster
                    ? named(KubernetesDocuments.CLUSTER_ROLES, "", "role" + i)
                    : named(KubernetesDocuments.ROLES, namespace, "role" + i);
            rule(role, "create", "pods");
            rule(role, "get", "secrets");
            rule(role, "create", "pods/exec");
            ObjectNode binding = ofCluster
                    ? named(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "", "binding" + i)
                    : named(KubernetesDocuments.ROLE_BINDINGS, namespace, "binding" + i);
            binding.putObject("roleRef")
                    .put("kind", ofCluster ? "ClusterRole" : "Role")
                    .put("name", "role" + i);
            ArrayNode subjects = binding.putArray("subjects");
            subjects.addObject().put("kind", "User").put("name", "user" + i);
            subjects.addObject()
                    .put("kind", "ServiceAccount")
                    .put("namespace", namespace)
                    .put("name", "account" + i % 25);
        }
        Rbac rbac = Rbac.of(this::list);
        assertThat(Network.of(this::list).pods()).hasSize(pods);
        return new Escalation(rbac, this::list, (namespace, label) -> label)
                .ways()
                .size();
    }

    private JsonNode list(String key) {
        return JsonNodeFactory.instance
                .objectNode()
                .set("items", lists.computeIfAbsent(key, list -> JsonNodeFactory.instance.arrayNode()));
    }

    private ObjectNode named(String list, String namespace, String name) {
        ObjectNode object = lists.computeIfAbsent(list, key -> JsonNodeFactory.instance.arrayNode())
                .addObject();
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    private static void rule(ObjectNode role, String verb, String resource) {
        ObjectNode rule = role.withArray("rules").addObject();
        rule.putArray("verbs").add(verb);
        rule.putArray("apiGroups").add("");
        rule.putArray("resources").add(resource);
    }
}
