package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.TargetUnavailable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of one mapping of a Compose file, each as the type that Compose takes it for; what is of another stops the run. */
final class Fields {

    private static final Pattern BYTES = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([kmgtp]?)i?b?");
    private static final Map<String, Integer> POWERS = Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40, "p", 50);

    private final ObjectNode object;
    private final Places places;

    Fields(ObjectNode object, Places places) {
        this.object = object;
        this.places = places;
    }

    ObjectNode object() {
        return object;
    }

    /** Whether something stands there. */
    boolean has(String key) {
        JsonNode value = object.path(key);
        return !value.isMissingNode() && !value.isNull();
    }

    /** A text; empty where nothing stands. */
    String text(String key) {
        return has(key) ? textOf(object.path(key)) : "";
    }

    /** @throws TargetUnavailable if it is no text, or depends on a variable that is not set */
    String textOf(JsonNode value) {
        String unset = places.place(value).unset();
        if (!unset.isEmpty()) {
            throw places.wrong(
                    value,
                    "the variable " + unset + " is not set; set it, or give it a default, as ${" + unset + ":-...}");
        }
        return anyTextOf(value);
    }

    /** The same where a variable may be missing, for example because its value is secret. */
    String anyTextOf(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw places.wrong(value, "a text is needed here");
        }
        return value.textValue();
    }

    boolean flag(String key) {
        return has(key) && flagOf(key, text(key));
    }

    private boolean flagOf(String key, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "y", "1", "t" -> true;
            case "false", "no", "off", "n", "0", "f" -> false;
            default -> throw wrong(key, key + " is neither true nor false");
        };
    }

    /** A whole number; 0 where nothing stands. */
    long number(String key) {
        if (!has(key)) {
            return 0;
        }
        try {
            return new BigDecimal(text(key)).longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw wrong(key, key + " is no whole number");
        }
    }

    /** Processors in billionths; 0 where nothing stands. */
    long nanoCpus(String key) {
        if (!has(key)) {
            return 0;
        }
        try {
            return new BigDecimal(text(key)).movePointRight(9).longValue();
        } catch (NumberFormatException e) {
            throw wrong(key, key + " is no number");
        }
    }

    /** An amount of memory, for example {@code 512m}; 0 where nothing stands, -1 where that is written. */
    long bytes(String key) {
        String text = text(key).toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.equals("-1")) {
            return text.isEmpty() ? 0 : -1;
        }
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw wrong(key, key + " is no amount of memory, such as 512m");
        }
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(1L << POWERS.getOrDefault(matcher.group(2), 0)))
                .longValue();
    }

    /** The fields of a mapping within this one; none where nothing stands. */
    Fields mapping(String key) {
        return has(key) ? mappingOf(object.path(key)) : new Fields(JsonNodeFactory.instance.objectNode(), places);
    }

    Fields mappingOf(JsonNode value) {
        if (value instanceof ObjectNode mapping) {
            return new Fields(mapping, places);
        }
        throw places.wrong(value, "a mapping is needed here");
    }

    /** The elements of a list; none where nothing stands. */
    List<JsonNode> list(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (!(object.path(key) instanceof ArrayNode array)) {
            throw wrong(key, key + " is no list");
        }
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    /** The texts of a list. */
    List<String> texts(String key) {
        return list(key).stream().map(this::textOf).toList();
    }

    /** The entries of a mapping, in their order. */
    Map<String, JsonNode> entries(String key) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : mapping(key).object.properties()) {
            if (entry.getKey().startsWith("$")) {
                throw wrong(key, "a name that begins with $");
            }
            entries.put(entry.getKey(), entry.getValue());
        }
        return entries;
    }

    JsonNode get(String key) {
        return has(key) ? object.path(key) : MissingNode.getInstance();
    }

    TargetUnavailable wrong(String key, String why) {
        JsonNode value = object.path(key);
        return places.wrong(places.of(value).isEmpty() ? object : value, why);
    }
}
