package io.github.plimsoll.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Evidence;

/** Makes text that came from a target fit to be shown: one line, nothing invisible, no longer than a reader can bear. */
public final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * The text as one line of visible characters.
     *
     * <p>Line breaks and tabs become spaces. Control characters (and with them terminal escapes), marks that change the direction
     * of writing, other invisible characters and broken surrogates become U+FFFD instead of vanishing, so that two names that
     * differ only in them do not look the same.
     */
    public static String plain(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(visible(c)));
        return plain.toString();
    }

    /** The text as {@link #plain} gives it, cut to {@code limit} characters with an ellipsis at the end. */
    public static String plain(String text, int limit) {
        String plain = plain(text);
        if (plain.length() <= limit) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return plain.substring(0, end) + "…";
    }

    /** A value that a control read, for a person: {@code HostConfig.Memory = 0 (default)}. */
    public static String of(Evidence evidence) {
        String origin = evidence.isDefault() ? "default" : evidence.policyOrigin();
        return plain((evidence.isPolicy() ? "policy " : "")
                + evidence.path()
                + " = "
                + of(evidence.value())
                + (origin.isEmpty() ? "" : " (" + origin + ")"));
    }

    private static String of(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().isEmpty() ? "\"\"" : value.textValue();
        }
        if (value.isMissingNode()) {
            return "absent";
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    /** As nearly all text is: so it is asked first, and without ceremony. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static int visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\r' || c == '\t' ? ' ' : REPLACEMENT;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> REPLACEMENT;
            default -> c;
        };
    }
}
