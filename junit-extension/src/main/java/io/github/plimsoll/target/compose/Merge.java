package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Lays one file or service over another as Compose does: mappings by their keys, lists one after the other, all else replaced. */
final class Merge {

    /** Lists that say one thing together. */
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");

    /** Lists that have one element for each target. */
    private static final Set<String> BY_TARGET = Set.of("volumes", "secrets", "configs", "devices");

    private final Places places;

    Merge(Places places) {
        this.places = places;
    }

    /** Changes {@code below}, which keeps its place where both say something. */
    void into(ObjectNode below, ObjectNode over) {
        for (Map.Entry<String, JsonNode> field : over.properties()) {
            String key = field.getKey();
            JsonNode value = field.getValue();
            String tag = places.place(value).tag();
            if (tag.equals("!reset")) {
                below.remove(key);
            } else if (tag.equals("!override")) {
                below.set(key, fresh(key, value));
            } else {
                below.set(key, merged(key, below.path(key), value));
            }
        }
    }

    private JsonNode merged(String key, JsonNode below, JsonNode over) {
        if (over instanceof ObjectNode mapping && below instanceof ObjectNode known) {
            if (key.equals("logging") && isOtherDriver(known, mapping)) {
                return fresh(key, over);
            }
            into(known, mapping);
            return known;
        }
        if (over instanceof ArrayNode list && below instanceof ArrayNode known && !REPLACED.contains(key)) {
            list.forEach(element -> add(key, known, element));
            return known;
        }
        // A service that says nothing here takes nothing away.
        return over.isNull() && !below.isMissingNode() ? below : fresh(key, over);
    }

    /** A copy of its own, in which nothing is left that asks to be taken away. */
    private JsonNode fresh(String key, JsonNode value) {
        if (value instanceof ObjectNode mapping) {
            ObjectNode copy = places.like(JsonNodeFactory.instance.objectNode(), mapping);
            into(copy, mapping);
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = places.like(JsonNodeFactory.instance.arrayNode(), list);
            list.forEach(element -> {
                if (REPLACED.contains(key)) {
                    copy.add(element);
                } else {
                    add(key, copy, element);
                }
            });
            return copy;
        }
        return value;
    }

    private void add(String key, ArrayNode list, JsonNode element) {
        JsonNode own = fresh("", element);
        for (int i = 0; i < list.size(); i++) {
            if (isSame(key, list.get(i), element)) {
                list.set(i, own);
                return;
            }
        }
        list.add(own);
    }

    private static boolean isSame(String key, JsonNode one, JsonNode other) {
        if (!BY_TARGET.contains(key)) {
            return one.equals(other);
        }
        String target = target(one);
        return !target.isEmpty() && target.equals(target(other));
    }

    private static String target(JsonNode element) {
        return element.isTextual()
                ? element.textValue().replaceFirst("^[^:]*:?", "").replaceFirst(":.*$", "")
                : element.path("target").asText(element.path("source").asText(""));
    }

    private static boolean isOtherDriver(ObjectNode below, ObjectNode over) {
        return over.has("driver") && !over.path("driver").equals(below.path("driver"));
    }
}
