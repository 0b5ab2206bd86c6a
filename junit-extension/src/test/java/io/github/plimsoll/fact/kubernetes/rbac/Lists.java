package io.github.plimsoll.fact.kubernetes.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of objects as the API server sends them, put together in a test. */
final class Lists {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Map<String, ArrayNode> lists = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    /** @param rules as YAML, for example {@code {verbs: [get], apiGroups: [''], resources: [pods]}} */
    Lists clusterRole(String name, String... rules) {
        return role(KubernetesDocuments.CLUSTER_ROLES, "", name, rules);
    }

    Lists role(String namespace, String name, String... rules) {
        return role(KubernetesDocuments.ROLES, namespace, name, rules);
    }

    /** Binds a ClusterRole in the whole cluster; subjects as in reports, for example {@code serviceaccount/dev/builder}. */
    Lists bind(String name, String clusterRole, String... subjects) {
        return binding(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "", name, "ClusterRole", clusterRole, subjects);
    }

    /** @param role {@code clusterrole/edit}, or {@code role/builder} of the namespace */
    Lists bindIn(String namespace, String name, String role, String... subjects) {
        String[] parts = role.split("/");
        String kind = parts[0].equals("role") ? "Role" : "ClusterRole";
        return binding(KubernetesDocuments.ROLE_BINDINGS, namespace, name, kind, parts[1], subjects);
    }

    /** Adds an object as it is. */
    Lists object(String list, String yaml) {
        items(list).add(yaml(yaml));
        return this;
    }

    Lists unreadable(String list) {
        unreadable.add(list);
        return this;
    }

    Rbac rbac() {
        return Rbac.of(this::list);
    }

    JsonNode list(String key) {
        if (unreadable.contains(key)) {
            throw new Unreadable(key + ": forbidden");
        }
        return JsonNodeFactory.instance.objectNode().set("items", items(key));
    }

    private Lists role(String list, String namespace, String name, String... rules) {
        ObjectNode role = named(namespace, name);
        ArrayNode array = role.putArray("rules");
        for (String rule : rules) {
            array.add(yaml(rule));
        }
        items(list).add(role);
        return this;
    }

    private Lists binding(String list, String namespace, String name, String kind, String role, String... subjects) {
        ObjectNode binding = named(namespace, name);
        binding.putObject("roleRef").put("kind", kind).put("name", role);
        ArrayNode array = binding.putArray("subjects");
        for (String subject : subjects) {
            array.add(subject(subject));
        }
        items(list).add(binding);
        return this;
    }

    private static ObjectNode subject(String text) {
        List<String> parts = List.of(text.split("/"));
        ObjectNode subject = JsonNodeFactory.instance.objectNode();
        switch (parts.get(0)) {
            case "serviceaccount" -> {
                subject.put("kind", "ServiceAccount").put("name", parts.get(parts.size() - 1));
                if (parts.size() == 3) {
                    subject.put("namespace", parts.get(1));
                }
            }
            case "user" -> subject.put("kind", "User").put("name", parts.get(1));
            case "group" -> subject.put("kind", "Group").put("name", parts.get(1));
            default -> throw new IllegalArgumentException(text);
        }
        return subject;
    }

    private static ObjectNode named(String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    private ArrayNode items(String list) {
        return lists.computeIfAbsent(list, key -> JsonNodeFactory.instance.arrayNode());
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
