package io.github.plimsoll.target.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.Tag;

/** What a scalar of YAML 1.1 means, which is the version that kubectl and Compose read. */
final class Scalars {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Scalars() {}

    static JsonNode json(Tag tag, String text) {
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(
                    switch (text.toLowerCase(Locale.ROOT)) {
                        case "true", "yes", "on" -> true;
                        default -> false;
                    });
        }
        if (tag.equals(Tag.INT)) {
            return integer(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return decimal(text);
        }
        return JSON.textNode(text);
    }

    private static JsonNode integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        String value = digits.replaceFirst("^[+-]", "");
        try {
            BigInteger number = value.startsWith("0x")
                    ? new BigInteger(value.substring(2), 16)
                    : value.startsWith("0b")
                            ? new BigInteger(value.substring(2), 2)
                            : value.startsWith("0o")
                                    ? new BigInteger(value.substring(2), 8)
                                    : value.length() > 1 && value.startsWith("0")
                                            ? new BigInteger(value.substring(1), 8)
                                            : new BigInteger(value);
            BigInteger signed = negative ? number.negate() : number;
            return signed.bitLength() < Long.SIZE ? JSON.numberNode(signed.longValue()) : JSON.numberNode(signed);
        } catch (NumberFormatException e) {
            // 1:30 is a number of base sixty to YAML 1.1 and a text to everybody else.
            return JSON.textNode(text);
        }
    }

    private static JsonNode decimal(String text) {
        try {
            return JSON.numberNode(new BigDecimal(text.replace("_", "")));
        } catch (NumberFormatException e) {
            return JSON.textNode(text);
        }
    }
}
