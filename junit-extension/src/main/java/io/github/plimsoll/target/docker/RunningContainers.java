package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import java.util.List;
import java.util.Map;

/** The containers that run, as the engine describes them. */
final class RunningContainers {

    private RunningContainers() {}

    static List<JsonNode> of(Map<String, Document> documents) {
        return documents.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("/containers/")
                        && entry.getKey().endsWith("/json")
                        && entry.getValue().isReadable())
                .map(entry -> entry.getValue().json())
                .filter(container -> container.path("State").path("Running").asBoolean(false))
                .toList();
    }

    /** The number that the engine gives for a container's first process. */
    static long pid(JsonNode container) {
        return container.path("State").path("Pid").asLong(0);
    }
}
