package io.github.plimsoll.judge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the messages of assertions, which are laid out over many lines, into one line for a table. */
final class Messages {

    private static final Pattern DESCRIBED = Pattern.compile("^\\[(.*?)] ?\\n", Pattern.DOTALL);
    private static final Pattern ACTUAL =
            Pattern.compile("Expecting (?:actual|value)?:?\\s*\\n\\s*(.*?)\\n\\s*(not )?to ", Pattern.DOTALL);
    private static final Pattern EQUAL = Pattern.compile("expected: (.*?)\\n\\s*but was: (.*)", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Messages() {}

    static String oneLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "does not hold";
        }
        String text = DESCRIBED.matcher(message.strip()).replaceFirst("$1: ");
        text = ACTUAL.matcher(text).replaceFirst("is $1, expected $2to ");
        text = EQUAL.matcher(text).replaceFirst("is $2, expected $1");
        return SPACE.matcher(text).replaceAll(" ").strip();
    }
}
