package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Crew;
import io.github.plimsoll.target.Progress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which files of their images containers have changed. To tell, some engines compare whole trees of files, so they are asked
 * once a control wants to know, of all containers at once, and not of those that have written nothing.
 */
final class ContainerChanges {

    private static final int IN_FLIGHT = 4;

    private final EngineApi api;
    private final Engine engine;
    private final Set<String> asked = new HashSet<>();
    private @Nullable Map<String, Document> answers;

    ContainerChanges(EngineApi api, Engine engine) {
        this.api = api;
        this.engine = engine;
    }

    /** Puts a document for each container: known already, or yet to be collected. */
    void defer(Map<String, Document> documents) {
        Set<String> untouched = untouched(Document.jsonOrMissing(documents, DockerDocuments.DISK_USAGE));
        Map<String, Document> changes = new LinkedHashMap<>();
        for (JsonNode container : Document.jsonOrMissing(documents, DockerDocuments.CONTAINERS)) {
            String id = container.path("Id").asText();
            String key = DockerDocuments.changes(id);
            if (id.isEmpty()) {
                continue;
            }
            if (untouched.contains(id)) {
                changes.put(key, Document.of(of("size", JsonNodeFactory.instance.arrayNode())));
            } else {
                asked.add(key);
                changes.put(key, Document.deferred(() -> answer(key)));
            }
        }
        documents.putAll(changes);
    }

    /** Containers of which the engine counts no byte beside their mounts; a removed file alone has none. */
    private static Set<String> untouched(JsonNode usage) {
        Set<String> untouched = new HashSet<>();
        for (JsonNode container : usage.path("Containers")) {
            if (container.path("SizeRw").asLong(0) == 0) {
                untouched.add(container.path("Id").asText());
            }
        }
        return untouched;
    }

    private synchronized Document answer(String key) {
        Map<String, Document> known = answers;
        if (known == null) {
            known = new ConcurrentHashMap<>();
            Map<String, Document> collected = known;
            try (Crew crew = new Crew(IN_FLIGHT, Progress.silent())) {
                crew.work(() -> asked.forEach(each -> crew.take(() -> collected.put(each, ask(each)))));
            }
            answers = known;
        }
        return known.getOrDefault(key, Document.unreadable("GET " + key + ": not asked"));
    }

    private Document ask(String key) {
        if (engine.isWindows()) {
            return Document.unreadable("GET " + key + ": not asked, since Windows containers have other programs");
        }
        try {
            JsonNode changes = api.get(key);
            // Engines say null where nothing was changed.
            if (!changes.isNull() && !isListOfChanges(changes)) {
                return Document.unreadable("GET " + key + ": the answer is JSON, but not what an engine answers");
            }
            return Document.of(of("engine", changes.isNull() ? JsonNodeFactory.instance.arrayNode() : changes));
        } catch (RequestFailed e) {
            return Document.unreadable("GET " + key + ": " + e.reason());
        }
    }

    private static boolean isListOfChanges(JsonNode changes) {
        if (!(changes instanceof ArrayNode)) {
            return false;
        }
        for (JsonNode change : changes) {
            if (!change.path("Path").isTextual() || !change.path("Kind").isIntegralNumber()) {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode of(String from, JsonNode changes) {
        return JsonNodeFactory.instance.objectNode().put("from", from).set("changes", changes);
    }
}
