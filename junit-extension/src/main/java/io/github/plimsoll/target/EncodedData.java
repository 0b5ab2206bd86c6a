package io.github.plimsoll.target;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** What an API hands out in Base64, as a text in which secrets are found. */
final class EncodedData {

    /** What is filled in when the text is used: the secret that comes there does not stand in it. */
    private static final Pattern FILLED_IN_LATER =
            Pattern.compile("\\{\\{[^{}]{0,500}\\}\\}|\\$\\{[^{}]{0,500}\\}|\\$[A-Z][A-Z0-9_]{0,100}\\b");

    private EncodedData() {}

    /** The text without what is filled in later, in whose place nothing is taken for a secret; what is no Base64 as it is. */
    static String text(String encoded) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            text = encoded;
        }
        return FILLED_IN_LATER.matcher(text).replaceAll("‹later›");
    }
}
