package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.docker.DockerDocuments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells documents of an engine from other JSON. Whatever field a control misses it takes for the engine's default, so an
 * answer of the wrong kind, such as an empty object, must not become a document.
 */
final class Shape {

    private static final Set<String> LISTS = Set.of(
            DockerDocuments.CONTAINERS,
            DockerDocuments.IMAGES,
            DockerDocuments.NETWORKS,
            DockerDocuments.PLUGINS,
            DockerDocuments.NODES,
            DockerDocuments.SERVICES,
            DockerDocuments.TASKS,
            DockerDocuments.SECRETS,
            DockerDocuments.CONFIGS);

    /** A field that documents of a kind always have. */
    private static final Map<String, String> FIELDS = Map.of(
            DockerDocuments.INFO, "ServerVersion",
            DockerDocuments.VERSION, "ApiVersion",
            DockerDocuments.SWARM, "ID",
            DockerDocuments.VOLUMES, "Volumes",
            DockerDocuments.DISK_USAGE, "Images");

    private Shape() {}

    /** The document for a key, in the form that {@link DockerDocuments} gives it. */
    static JsonNode checked(String key, JsonNode document) throws RequestFailed {
        if (key.endsWith("/top")) {
            return ProcessList.normalised(document);
        }
        boolean isList = LISTS.contains(key) || key.endsWith("/history");
        boolean fits = isList ? isListOfObjects(document) : document.isObject() && document.has(field(key));
        if (!fits) {
            throw new RequestFailed(RequestFailed.NO_ANSWER, "the answer is JSON, but not what an engine answers");
        }
        return key.equals(DockerDocuments.NETWORKS) ? inOrder(document) : document;
    }

    /** Engines list networks in another order each time, and evidence names an entry by its place. */
    private static JsonNode inOrder(JsonNode list) {
        List<JsonNode> entries = new ArrayList<>();
        list.forEach(entries::add);
        entries.sort(Comparator.comparing((JsonNode entry) -> entry.path("Name").asText())
                .thenComparing(entry -> entry.path("Id").asText()));
        return JsonNodeFactory.instance.arrayNode().addAll(entries);
    }

    private static String field(String key) {
        if (key.startsWith("/containers/")) {
            return "HostConfig";
        }
        return key.startsWith("/exec/") ? "ID" : FIELDS.getOrDefault(key, "Id");
    }

    private static boolean isListOfObjects(JsonNode document) {
        if (!document.isArray()) {
            return false;
        }
        for (JsonNode entry : document) {
            if (!(entry instanceof ObjectNode)) {
                return false;
            }
        }
        return true;
    }
}
