package io.github.plimsoll.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.catalogue.Parameter;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Holds values to the type of their parameter, however they were written. */
final class Values {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");

    private Values() {}

    /** The value as the type has it; empty if it is none of that type. */
    static Optional<JsonNode> checked(Parameter.Type type, JsonNode value) {
        boolean fits = switch (type) {
            case TEXT -> value.isTextual();
            case TEXTS ->
                value.isArray()
                        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
            case NUMBER -> value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
            case FLAG -> value.isBoolean();
            case DURATION ->
                value.isTextual() && DURATION.matcher(value.textValue()).matches();
        };
        return fits ? Optional.of(value) : Optional.empty();
    }

    /** What was written as one text, as for {@code -D}: the texts of a list are separated by commas. */
    static Optional<JsonNode> parsed(Parameter.Type type, String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        JsonNode value = switch (type) {
            case TEXT, DURATION -> json.textNode(text);
            case TEXTS -> texts(text);
            case NUMBER -> NUMBER.matcher(text).matches() ? json.numberNode(Long.parseLong(text)) : json.textNode(text);
            case FLAG ->
                text.equals("true") || text.equals("false")
                        ? json.booleanNode(Boolean.parseBoolean(text))
                        : json.textNode(text);
        };
        return checked(type, value);
    }

    /** The length of time that a checked text stands for. */
    static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static ArrayNode texts(String text) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                texts.add(part.strip());
            }
        }
        return texts;
    }
}
