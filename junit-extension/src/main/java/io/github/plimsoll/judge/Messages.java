package io.github.plimsoll.judge;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the messages of assertions, which are laid out over many lines for a developer, into one line for whoever reads a
 * report: {@code memory limit in bytes: is 0, expected to be greater than 0}. What is not recognised stays as it is.
 */
final class Messages {

    private static final List<Rewrite> REWRITES = List.of(
            new Rewrite("^Assumption failed: ", ""),
            new Rewrite("^assumption was not met due to:\\s*", ""),
            new Rewrite("^\\[(.*?)] ?\\n?", "$1: "),
            new Rewrite("Expecting value to be (\\w+) but was (\\w+)", "is $2, expected $1"),
            new Rewrite("Expecting actual not to be (?:null or )?empty", "is empty"),
            new Rewrite("Expecting empty but was:? ", "expected none, but there is "),
            new Rewrite(
                    "Expecting[^\\n]*\\s+(\\[.*])\\s+not to contain:?\\s+.*?but found:?\\s+(.*)", "there is $2, of $1"),
            new Rewrite(
                    "Expecting[^\\n]*\\s+(\\[.*])\\s+to contain[^\\n]*:?\\s+.*?but could not find [^\\n]*:\\s+(.*)",
                    "there is no $2, only $1"),
            new Rewrite(
                    "Expecting actual:?\\s*\\n\\s*(.*?)\\n\\s*((?:not )?to [^\\n]*?):?\\s*\\n\\s*",
                    "is $1, expected $2 "),
            new Rewrite("expected: (.*?)\\n\\s*but was: (.*)", "is $2, expected $1"),
            new Rewrite("\\b(\\d+)L\\b", "$1"),
            new Rewrite("\\s+", " "));

    /** A duration as AssertJ writes it, for example {@code 7873H28M40.29S}. */
    private static final Pattern DURATION =
            Pattern.compile("(?<![\\w.-])(\\d{2,7})H(?:(\\d{1,2})M)?(?:[\\d.]{1,12}S)?(?![\\w.-])");

    /** Values are the target's, and may be made to be long. */
    private static final int LIMIT = 4_000;

    private Messages() {}

    static String oneLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "does not hold";
        }
        String text = message.strip();
        text = text.substring(0, Math.min(LIMIT, text.length()));
        for (Rewrite rewrite : REWRITES) {
            text = rewrite.pattern.matcher(text).replaceAll(rewrite.replacement);
        }
        return DURATION.matcher(text).replaceAll(Messages::inDays).strip();
    }

    /** Whoever reads of months and years thinks in days. */
    private static String inDays(MatchResult duration) {
        long minutes = Long.parseLong(duration.group(1)) * 60
                + (duration.group(2) == null ? 0 : Long.parseLong(duration.group(2)));
        long tenths = Math.round(minutes / 144.0);
        if (tenths < 20) {
            return duration.group();
        }
        return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " days";
    }

    private record Rewrite(Pattern pattern, String replacement) {

        Rewrite(String pattern, String replacement) {
            this(Pattern.compile(pattern, Pattern.DOTALL), replacement);
        }
    }
}
