package io.github.plimsoll.fact.kubernetes.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.network.Direction;
import io.github.plimsoll.fact.kubernetes.network.Endpoint.Pod;
import io.github.plimsoll.fact.kubernetes.network.Network;
import io.github.plimsoll.fact.kubernetes.network.Port;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 5,000 objects of roles and bindings and 10,000 pods: the ways grow with what there is, not with its square. */
class ScaleTests {

    private static final int NAMESPACES = 100;
    private static final long MOST_SECONDS = 20;
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Map<String, ArrayNode> lists = new HashMap<>();

    @Test
    void ways_grow_with_the_cluster() {
        int half = ways(1_250, 5_000);
        int whole = ways(2_500, 10_000);

        assertThat(half).isGreaterThan(10_000);
        assertThat(whole).isLessThan(half * 9 / 4);
    }

    @Test
    void chains_and_the_best_cut_are_found_in_seconds() {
        plant(2_500, 10_000);
        Rbac rbac = Rbac.of(this::list);

        assertThat(secondsFor(() -> {
                    Escalation escalation = new Escalation(
                            rbac,
                            this::list,
                            new ServerSettings(
                                    (namespace, label) -> label,
                                    Optional.of(true),
                                    Optional.of(true),
                                    Optional.of(true),
                                    Optional.of(true)));
                    List<Principal> principals = escalation.principals();
                    assertThat(principals.stream()
                                    .filter(principal -> escalation
                                            .chain(principal, Place.ANY_NODE)
                                            .isPresent())
                                    .count())
                            .isGreaterThan(2_500);
                    assertThat(escalation.bestCut(principals, Place.ANY_NODE)).isPresent();
                }))
                .isLessThan(MOST_SECONDS);
    }

    @Test
    void who_reaches_whom_is_answered_in_seconds() {
        plant(0, 10_000);
        for (int i = 0; i < NAMESPACES; i++) {
            policy("ns" + i, "{podSelector: {}, policyTypes: [Ingress, Egress]}");
            for (int app = 0; app < 50; app += 5) {
                policy(
                        "ns" + i,
                        "{podSelector: {matchLabels: {app: app" + app
                                + "}}, policyTypes: [Ingress], ingress: [{ports: [{port: 80}],"
                                + " from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ns"
                                + (i + 1) % NAMESPACES
                                + "}}, podSelector: {matchExpressions: [{key: app, operator: In, values: [app1, app2]}]}},"
                                + " {ipBlock: {cidr: 192.0.2.0/24, except: [192.0.2.128/25]}}]}]}");
                policy(
                        "ns" + i,
                        "{podSelector: {matchLabels: {app: app" + (app + 1)
                                + "}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}]}]}");
            }
        }
        Network network = Network.of(this::list);

        assertThat(secondsFor(() -> {
                    // A million pairs: all who reach the pods of one namespace, which are those of the next and each
                    // pod itself.
                    for (int i = 0; i < network.pods().size(); i += NAMESPACES) {
                        Pod pod = network.pods().get(i);
                        assertThat(network.whoCanReach(pod, Port.tcp(80)))
                                .hasSize(1 + 10_000 / NAMESPACES)
                                .allMatch(other ->
                                        other.equals(pod) || other.namespace().equals("ns1"));
                        assertThat(network.whoCanReach(pod, Port.tcp(81))).containsExactly(pod);
                    }
                    assertThat(network.pods())
                            .noneMatch(pod -> network.openToEverybody(pod).isPresent());
                    for (int i = 0; i < NAMESPACES; i++) {
                        assertThat(network.isolatesByDefault("ns" + i, Direction.INGRESS))
                                .isTrue();
                    }
                }))
                .isLessThan(MOST_SECONDS);
    }

    /** Of the processor, which a busy machine does not lengthen as it does those of the clock. */
    private static long secondsFor(Runnable work) {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin)
                .toSeconds();
    }

    private void policy(String namespace, String spec) {
        try {
            named(KubernetesDocuments.NETWORK_POLICIES, namespace, "policy" + spec.hashCode())
                    .set("spec", YAML.readTree(spec));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(spec, e);
        }
    }

    private int ways(int bindings, int pods) {
        plant(bindings, pods);
        Rbac rbac = Rbac.of(this::list);
        assertThat(Network.of(this::list).pods()).hasSize(pods);
        return new Escalation(
                        rbac,
                        this::list,
                        new ServerSettings(
                                (namespace, label) -> label,
                                Optional.of(true),
                                Optional.of(true),
                                Optional.of(true),
                                Optional.of(true)))
                .ways()
                .size();
    }

    private void plant(int bindings, int pods) {
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
