package io.github.plimsoll.target.manifest;

import static io.github.plimsoll.fact.kubernetes.KubernetesDocuments.CLUSTER_ROLES;
import static io.github.plimsoll.fact.kubernetes.KubernetesDocuments.CLUSTER_ROLE_BINDINGS;
import static io.github.plimsoll.fact.kubernetes.KubernetesDocuments.ROLES;
import static io.github.plimsoll.fact.kubernetes.KubernetesDocuments.ROLE_BINDINGS;
import static io.github.plimsoll.fact.kubernetes.KubernetesDocuments.UNREAD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.RoleKey;
import io.github.plimsoll.fact.kubernetes.rbac.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adds the roles that bindings of the files refer to and the files do not hold: those that every cluster begins with as they are, and
 * of others that their rules are not known.
 */
final class Roles {

    private static final String AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-";

    private final Map<String, ArrayNode> lists;
    private final Set<RoleKey> known = new HashSet<>();

    Roles(Map<String, ArrayNode> lists) {
        this.lists = lists;
    }

    void complete() {
        items(CLUSTER_ROLES).forEach(role -> {
            known.add(RoleKey.clusterRole(name(role)));
            if (role instanceof ObjectNode aggregated && role.has("aggregationRule")) {
                aggregated.put(
                        UNREAD,
                        "clusterrole/" + name(role) + " is put together of others, which only a cluster has all of");
            }
        });
        items(ROLES).forEach(role -> known.add(RoleKey.role(namespace(role), name(role))));
        for (JsonNode binding : List.copyOf(both())) {
            String name = binding.path("roleRef").path("name").asText("");
            add(
                    binding.path("roleRef").path("kind").asText("").equals("ClusterRole")
                            ? RoleKey.clusterRole(name)
                            : RoleKey.role(namespace(binding), name));
        }
    }

    private List<JsonNode> both() {
        return Stream.of(CLUSTER_ROLE_BINDINGS, ROLE_BINDINGS)
                .flatMap(list -> {
                    List<JsonNode> bindings = new ArrayList<>();
                    items(list).forEach(bindings::add);
                    return bindings.stream();
                })
                .toList();
    }

    private void add(RoleKey key) {
        if (!known.add(key)) {
            return;
        }
        ObjectNode role = items(key.ofCluster() ? CLUSTER_ROLES : ROLES).addObject();
        ObjectNode metadata = role.putObject("metadata").put("name", key.name());
        if (!key.ofCluster()) {
            metadata.put("namespace", key.namespace());
        }
        List<Rule> rules = BuiltIns.shipped().rules(key);
        if (rules.isEmpty()) {
            role.put(UNREAD, key + " is in none of the files, so what it allows is not known");
            return;
        }
        ArrayNode written = role.putArray("rules");
        rules.forEach(rule -> written.add(json(rule)));
        for (JsonNode other : items(CLUSTER_ROLES)) {
            JsonNode labels = other.path("metadata").path("labels");
            if (labels.path(AGGREGATE + key.name()).asText("").equals("true")
                    || (key.name().equals("admin")
                            && labels.path(AGGREGATE + "edit").asText("").equals("true"))) {
                other.path("rules").forEach(written::add);
            }
        }
    }

    private static ObjectNode json(Rule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        texts(json, "verbs", rule.verbs());
        texts(json, "apiGroups", rule.groups());
        texts(json, "resources", rule.resources());
        texts(json, "resourceNames", rule.names());
        texts(json, "nonResourceURLs", rule.paths());
        return json;
    }

    private static void texts(ObjectNode json, String field, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = json.putArray(field);
            texts.forEach(array::add);
        }
    }

    private ArrayNode items(String list) {
        return Objects.requireNonNull(lists.get(list), list);
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    private static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText("");
    }
}
