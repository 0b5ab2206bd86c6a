package io.github.plimsoll.fact.kubernetes.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine and a real API server are asked the same, over roles planted at random among those that the cluster has. */
@Tag("live")
class RbacLiveTests {

    private static final String VARIABLE = "PLIMSOLL_TEST_KUBECONFIG";
    private static final String PREFIX = "rbac-w-";
    private static final List<String> NAMESPACES = List.of(PREFIX + "one", PREFIX + "two");
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int QUESTIONS = 400;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> KINDS = Map.of(
            KubernetesDocuments.CLUSTER_ROLES, "ClusterRole",
            KubernetesDocuments.ROLES, "Role",
            KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "ClusterRoleBinding",
            KubernetesDocuments.ROLE_BINDINGS, "RoleBinding");

    private static KubernetesClient client;

    @BeforeAll
    static void connect() {
        String file = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(file.isEmpty(), "live tests need a cluster: " + VARIABLE + " is not set");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(file)))
                .build();
        clean();
        NAMESPACES.forEach(name -> create(KubernetesDocuments.NAMESPACES, "v1", "Namespace", named(name)));
    }

    @AfterAll
    static void disconnect() {
        if (client != null) {
            clean();
            client.close();
        }
    }

    @Test
    void the_engine_answers_as_the_api_server_does() {
        RandomRoles random = new RandomRoles(20_261_124, PREFIX, NAMESPACES);
        plant(random.lists());
        awaitPlanted();
        Rbac rbac = Rbac.of(RbacLiveTests::get);

        List<String> disagreements = new ArrayList<>();
        int allowed = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Identity who = random.identity();
            Request what = random.request();
            boolean real = ask(who, what);
            allowed += real ? 1 : 0;
            if (rbac.may(who, what).allowed() != real) {
                disagreements.add((real ? "allowed: " : "denied: ") + who + " " + what);
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(allowed).as("questions that were allowed").isBetween(QUESTIONS / 10, QUESTIONS * 9 / 10);
    }

    /** What is put together by labels, through two steps, and taken for the API server's own word. */
    @Test
    void aggregated_roles_give_what_the_api_server_put_into_them() {
        ObjectNode rules = labelled("role-part", "part");
        ObjectNode rule = rules.putArray("rules").addObject();
        rule.putArray("apiGroups").add("");
        rule.putArray("resources").add("secrets");
        rule.putArray("verbs").add("get");
        createRole(rules);
        createRole(aggregating(labelled("role-middle", "middle"), "part"));
        createRole(aggregating(named(PREFIX + "role-whole"), "middle"));
        ObjectNode binding = named(PREFIX + "binding-whole");
        binding.putObject("roleRef").put("kind", "ClusterRole").put("name", PREFIX + "role-whole");
        binding.putArray("subjects").addObject().put("kind", "Group").put("name", PREFIX + "whole");
        create(
                KubernetesDocuments.CLUSTER_ROLE_BINDINGS,
                "rbac.authorization.k8s.io/v1",
                "ClusterRoleBinding",
                binding);
        Identity who = Identity.user(PREFIX + "somebody", PREFIX + "whole");
        Instant end = Instant.now().plus(PATIENCE);
        while (!ask(who, Request.of("get", "secrets"))) {
            assertThat(Instant.now()).as("time until the roles are filled").isBefore(end);
            pause(Duration.ofMillis(200));
        }

        Rbac rbac = Rbac.of(RbacLiveTests::get);

        for (String text : List.of("get secrets", "list secrets", "get pods", "get secrets/status", "create secrets")) {
            for (String namespace : List.of("", NAMESPACES.get(0))) {
                Request what = Request.parse(text).in(namespace);
                assertThat(rbac.may(who, what).allowed()).as("%s", what).isEqualTo(ask(who, what));
            }
        }
    }

    private static void createRole(ObjectNode role) {
        create(KubernetesDocuments.CLUSTER_ROLES, "rbac.authorization.k8s.io/v1", "ClusterRole", role);
    }

    private static ObjectNode labelled(String name, String label) {
        ObjectNode role = named(PREFIX + name);
        ((ObjectNode) role.path("metadata")).putObject("labels").put(PREFIX + "in", label);
        return role;
    }

    private static ObjectNode aggregating(ObjectNode role, String label) {
        role.putObject("aggregationRule")
                .putArray("clusterRoleSelectors")
                .addObject()
                .putObject("matchLabels")
                .put(PREFIX + "in", label);
        return role;
    }

    @Test
    void built_in_accounts_may_what_the_engine_says() {
        Rbac rbac = Rbac.of(RbacLiveTests::get);
        List<String> disagreements = new ArrayList<>();
        for (Principal principal : rbac.principals()
                .filter(known ->
                        known.name().startsWith("system:") || known.namespace().equals("kube-system"))
                .filter(known -> !known.equals(Principal.group("system:nodes")))
                .toList()) {
            Identity who = Identity.of(principal);
            for (String text : List.of(
                    "get secrets",
                    "create pods",
                    "escalate clusterroles.rbac.authorization.k8s.io",
                    "get nodes/proxy",
                    "create serviceaccounts/token",
                    "update certificatesigningrequests.certificates.k8s.io/approval",
                    "delete namespaces",
                    "* *.*",
                    "get /healthz",
                    "get /metrics")) {
                for (String namespace : List.of("", "kube-system", "kube-public")) {
                    Request what = text.contains(" /")
                            ? Request.parse(text)
                            : Request.parse(text).in(namespace);
                    boolean real = ask(who, what);
                    if (rbac.may(who, what).allowed() != real) {
                        disagreements.add((real ? "allowed: " : "denied: ") + who + " " + what);
                    }
                }
            }
        }

        assertThat(disagreements).isEmpty();
    }

    private static void plant(Lists lists) {
        KINDS.forEach((list, kind) -> lists.list(list)
                .path("items")
                .forEach(item -> create(path(list, item), "rbac.authorization.k8s.io/v1", kind, item.deepCopy())));
        ObjectNode sentinel = named(PREFIX + "sentinel");
        sentinel.putArray("rules").addObject().putArray("verbs").add("get");
        ((ObjectNode) sentinel.path("rules").get(0)).putArray("nonResourceURLs").add("/" + PREFIX + "sentinel");
        create(KubernetesDocuments.CLUSTER_ROLES, "rbac.authorization.k8s.io/v1", "ClusterRole", sentinel);
        ObjectNode binding = named(PREFIX + "sentinel");
        binding.putObject("roleRef").put("kind", "ClusterRole").put("name", PREFIX + "sentinel");
        binding.putArray("subjects").addObject().put("kind", "User").put("name", PREFIX + "sentinel");
        create(
                KubernetesDocuments.CLUSTER_ROLE_BINDINGS,
                "rbac.authorization.k8s.io/v1",
                "ClusterRoleBinding",
                binding);
    }

    /** The authorizer sees new roles with some delay, each kind by itself; the last binding that was planted is asked for. */
    private static void awaitPlanted() {
        Identity who = Identity.user(PREFIX + "sentinel");
        Request what = Request.ofPath("get", "/" + PREFIX + "sentinel");
        Instant end = Instant.now().plus(PATIENCE);
        while (!ask(who, what)) {
            assertThat(Instant.now())
                    .as("time until the API server knows its new roles")
                    .isBefore(end);
            pause(Duration.ofMillis(200));
        }
        pause(Duration.ofSeconds(2));
    }

    private static boolean ask(Identity who, Request what) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = review.putObject("spec").put("user", who.user());
        who.groups().forEach(spec.putArray("groups")::add);
        if (what.isPath()) {
            spec.putObject("nonResourceAttributes").put("verb", what.verb()).put("path", what.path());
        } else {
            spec.putObject("resourceAttributes")
                    .put("verb", what.verb())
                    .put("group", what.group())
                    .put("resource", what.resource())
                    .put("subresource", what.subresource())
                    .put("name", what.name())
                    .put("namespace", what.namespace());
        }
        JsonNode status = create(REVIEWS, "authorization.k8s.io/v1", "SubjectAccessReview", review)
                .path("status");
        assertThat(status.path("allowed").isBoolean()).as("%s", status).isTrue();
        return status.path("allowed").booleanValue();
    }

    private static JsonNode create(String path, String version, String kind, ObjectNode object) {
        object.put("apiVersion", version).put("kind", kind);
        return parse(client.raw(path, "POST", object));
    }

    private static JsonNode get(String list) {
        return parse(client.raw(list));
    }

    private static void clean() {
        for (String list : List.of(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, KubernetesDocuments.CLUSTER_ROLES)) {
            for (JsonNode item : get(list).path("items")) {
                String name = item.path("metadata").path("name").asText();
                if (name.startsWith(PREFIX + "role")
                        || name.startsWith(PREFIX + "binding")
                        || name.equals(PREFIX + "sentinel")) {
                    client.raw(list + "/" + name, "DELETE", null);
                }
            }
        }
        for (String namespace : NAMESPACES) {
            delete(KubernetesDocuments.NAMESPACES + "/" + namespace);
        }
        Instant end = Instant.now().plus(PATIENCE.multipliedBy(3));
        while (NAMESPACES.stream().anyMatch(name -> exists(KubernetesDocuments.NAMESPACES + "/" + name))) {
            assertThat(Instant.now()).as("time until the namespaces are gone").isBefore(end);
            pause(Duration.ofMillis(500));
        }
    }

    private static void delete(String path) {
        if (exists(path)) {
            client.raw(path, "DELETE", null);
        }
    }

    private static boolean exists(String path) {
        try {
            return client.raw(path) != null;
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    private static String path(String list, JsonNode object) {
        String namespace = object.path("metadata").path("namespace").asText("");
        int plural = list.lastIndexOf('/');
        return namespace.isEmpty()
                ? list
                : list.substring(0, plural) + "/namespaces/" + namespace + list.substring(plural);
    }

    private static ObjectNode named(String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("name", name);
        return object;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
