package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Reads a list page by page, as a server wants large ones to be read. */
final class ListPages {

    private static final int PAGE = 500;

    private final ClusterApi api;

    ListPages(ClusterApi api) {
        this.api = api;
    }

    /** The objects of all pages as {@code {"items": [...]}}. */
    ObjectNode read(String list) throws RequestFailed {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        String next = "";
        do {
            JsonNode page = api.page(
                    list,
                    "limit=" + PAGE
                            + (next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8)),
                    ClusterApi.JSON);
            if (!page.path("items").isArray() && !page.path("items").isNull()) {
                throw new RequestFailed(RequestFailed.NO_ANSWER, "the answer is JSON, but not a list");
            }
            page.path("items").forEach(items::add);
            next = page.path("metadata").path("continue").asText("");
        } while (!next.isEmpty());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("items", items);
        return document;
    }
}
