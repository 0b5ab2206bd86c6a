package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The small cluster of {@code world.yaml} under policies of a test. */
final class World {

    private static final YAMLMapper YAML = new YAMLMapper();

    private World() {}

    /** @param policies for each {@code NAMESPACE SPEC}, the spec as YAML, with {@code ;;} between them */
    static Network under(String policies) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (String policy : policies.split(" ;; ")) {
            if (!policy.isBlank()) {
                String[] parts = policy.strip().split(" ", 2);
                items.add(policy(parts[0], "policy" + items.size(), yaml(parts[1])));
            }
        }
        return under(items);
    }

    static Network under(ArrayNode policies) {
        JsonNode world = world();
        return Network.of(Map.of(
                KubernetesDocuments.NAMESPACES, list(world.path("namespaces")),
                KubernetesDocuments.PODS, list(world.path("pods")),
                KubernetesDocuments.NETWORK_POLICIES, list(policies))::get);
    }

    static JsonNode policy(String namespace, String name, JsonNode spec) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.putObject("metadata").put("namespace", namespace).put("name", name);
        policy.set("spec", spec);
        return policy;
    }

    /** A pod as {@code shop/web}, or an address. */
    static Endpoint endpoint(Network network, String text) {
        String[] parts = text.split("/");
        return parts.length == 1
                ? new Endpoint.Outside(text)
                : network.pod(parts[0], parts[1]).orElseThrow(() -> new AssertionError("no pod " + text));
    }

    static Port port(String text) {
        String[] parts = text.split("/");
        return new Port(parts[1], Integer.parseInt(parts[0]));
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static JsonNode list(JsonNode items) {
        return JsonNodeFactory.instance.objectNode().set("items", items);
    }

    private static JsonNode world() {
        try {
            return YAML.readTree(World.class.getResourceAsStream("world.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
