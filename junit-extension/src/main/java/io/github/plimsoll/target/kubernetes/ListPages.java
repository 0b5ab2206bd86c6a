package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads a list page by page, as a server wants large ones to be read. */
final class ListPages {

    static final int PAGE = 500;

    /** Half a million objects; what has more pages than that has no end. */
    private static final int MOST_PAGES = 1000;

    /** A list that ends too early again and again because its pages are no longer kept is read in one go. */
    private static final int GONE = 410;

    /** How a server answers that takes a wish for whole objects for a version, because it has no other objects. */
    private static final Set<Integer> DO_NOT_UNDERSTAND = Set.of(400, 422, 500);

    private final ClusterApi api;

    ListPages(ClusterApi api) {
        this.api = api;
    }

    /** The objects of all pages as {@code {"items": [...]}}. */
    ObjectNode read(ListForm form) throws RequestFailed {
        try {
            return read(form, "?limit=" + PAGE + form.whole());
        } catch (RequestFailed e) {
            if (e.status() == GONE) {
                // The pages of one list are of one moment, and the server has forgotten it: what came so far is of no
                // use.
                return read(form, "?resourceVersion=0");
            }
            if (!form.whole().isEmpty() && DO_NOT_UNDERSTAND.contains(e.status())) {
                return read(form, "?limit=" + PAGE);
            }
            throw e;
        }
    }

    private ObjectNode read(ListForm form, String query) throws RequestFailed {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        String next = "";
        for (int pages = 0; pages == 0 || !next.isEmpty(); pages++) {
            if (pages == MOST_PAGES) {
                throw new RequestFailed(RequestFailed.NO_ANSWER, "the list has no end");
            }
            String from = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            JsonNode page = api.page(form.list() + query + from, form);
            for (JsonNode item : form.items(page)) {
                items.add(api.redactor().redact(form.resource(), item));
            }
            next = page.path("metadata").path("continue").asText("");
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("items", items);
        return document;
    }
}
