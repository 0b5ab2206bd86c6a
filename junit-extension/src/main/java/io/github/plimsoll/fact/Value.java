package io.github.plimsoll.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A field about to be read as a plain value. Every conversion records what it found; a field of the wrong type is
 * unreadable, never the default.
 */
public final class Value {

    private final Reading reading;
    private final String path;

    Value(Reading reading, String path) {
        this.reading = reading;
        this.path = path;
    }

    /** @param effectiveDefault what the engine does when the field is absent or null */
    public long asLong(long effectiveDefault) {
        JsonNode node = checked(JsonNode::isIntegralNumber, "a whole number");
        return absent(node)
                ? defaulted(JsonNodeFactory.instance.numberNode(effectiveDefault))
                        .longValue()
                : recorded(node).longValue();
    }

    /** @param effectiveDefault what the engine does when the field is absent or null */
    public boolean asBoolean(boolean effectiveDefault) {
        JsonNode node = checked(JsonNode::isBoolean, "true or false");
        return absent(node)
                ? defaulted(JsonNodeFactory.instance.booleanNode(effectiveDefault))
                        .booleanValue()
                : recorded(node).booleanValue();
    }

    /** @param effectiveDefault what the engine does when the field is absent or null */
    public String asText(String effectiveDefault) {
        JsonNode node = checked(JsonNode::isTextual, "a text");
        return absent(node)
                ? defaulted(JsonNodeFactory.instance.textNode(effectiveDefault)).textValue()
                : recorded(node).textValue();
    }

    /** Reads a field that every engine reports. @throws Unreadable if it is absent */
    public String requiredText() {
        return recorded(required(JsonNode::isTextual, "a text")).textValue();
    }

    /** Reads a field that every engine reports. @throws Unreadable if it is absent */
    public long requiredLong() {
        return recorded(required(JsonNode::isIntegralNumber, "a whole number")).longValue();
    }

    /** Reads a field that every engine reports. @throws Unreadable if it is absent */
    public boolean requiredBoolean() {
        return recorded(required(JsonNode::isBoolean, "true or false")).booleanValue();
    }

    /** The texts of an array; absent and null are the empty list, as the engine takes them. */
    public List<String> asTexts() {
        JsonNode node = checked(JsonNode::isArray, "a list");
        if (absent(node)) {
            defaulted(JsonNodeFactory.instance.arrayNode());
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : recorded(node)) {
            if (!element.isTextual()) {
                throw wrong("a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** The whole numbers of an array; absent and null are the empty list. */
    public List<Long> asLongs() {
        JsonNode node = checked(JsonNode::isArray, "a list");
        if (absent(node)) {
            defaulted(JsonNodeFactory.instance.arrayNode());
            return List.of();
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : recorded(node)) {
            if (!element.isIntegralNumber()) {
                throw wrong("a list of whole numbers");
            }
            numbers.add(element.longValue());
        }
        return numbers;
    }

    /** The entries of an object of texts; absent and null are the empty map, as the engine takes them. */
    public Map<String, String> asTextMap() {
        JsonNode node = checked(JsonNode::isObject, "an object");
        if (absent(node)) {
            defaulted(JsonNodeFactory.instance.objectNode());
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        recorded(node)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** The keys of an object; absent and null are none. */
    public List<String> keys() {
        JsonNode node = checked(JsonNode::isObject, "an object");
        if (absent(node)) {
            defaulted(JsonNodeFactory.instance.objectNode());
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        recorded(node).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Whether the field is there and not null. */
    public boolean isPresent() {
        JsonNode node = reading.node(path);
        if (absent(node)) {
            defaulted(JsonNodeFactory.instance.nullNode());
            return false;
        }
        recorded(node);
        return true;
    }

    private JsonNode required(Predicate<JsonNode> type, String expected) {
        JsonNode node = checked(type, expected);
        if (absent(node)) {
            throw reading.failed(new Unreadable(reading.describe(path) + " is not reported by "
                    + reading.header().engine() + " " + reading.header().version()));
        }
        return node;
    }

    private JsonNode checked(Predicate<JsonNode> type, String expected) {
        JsonNode node = reading.node(path);
        if (!absent(node) && !type.test(node)) {
            throw wrong(expected);
        }
        return node;
    }

    private Unreadable wrong(String expected) {
        return reading.failed(new Unreadable(reading.describe(path) + " is not " + expected));
    }

    private JsonNode recorded(JsonNode node) {
        reading.record(path, node, false);
        return node;
    }

    private JsonNode defaulted(JsonNode node) {
        reading.record(path, node, true);
        return node;
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
