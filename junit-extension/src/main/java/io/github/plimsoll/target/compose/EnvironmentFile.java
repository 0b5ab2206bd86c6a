package io.github.plimsoll.target.compose;

import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TextFile;
import io.github.plimsoll.target.compose.Variables.BadVariable;
import io.github.plimsoll.target.compose.Variables.Filled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code .env} and the files that {@code env_file} names: a variable a line, quoted or not. */
final class EnvironmentFile {

    private static final Pattern KEY =
            Pattern.compile("(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*(?:([=:])[ \t]*)?");
    private static final Pattern END_OF_PLAIN = Pattern.compile("[ \t]+#.*$|[ \t\r]+$");

    private final String name;
    private final String text;
    private final Variables outer;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int at;

    private EnvironmentFile(TextFile file, Variables outer) {
        this.name = file.name();
        this.text = file.text().replace("\r\n", "\n");
        this.outer = outer;
    }

    /** The variables of a file; none if it is not there. */
    static Map<String, String> ofProject(Path file, Variables outer, long maxBytes) {
        return Files.isRegularFile(file)
                ? parse(TextFile.read(file, ComposeFiles.name(file), maxBytes), outer)
                : Map.of();
    }

    /** @throws TargetUnavailable if a line is not understood */
    static Map<String, String> parse(TextFile file, Variables outer) {
        EnvironmentFile parser = new EnvironmentFile(file, outer);
        parser.parse();
        return parser.values;
    }

    private void parse() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.charAt(at) == '#') {
                restOfLine();
            } else {
                variable();
            }
        }
    }

    private void variable() {
        int begin = at;
        Matcher key = KEY.matcher(text).region(at, text.length());
        if (!key.lookingAt()) {
            throw wrong(begin, "no variable");
        }
        at = key.end();
        if (key.group(2) == null) {
            // A name alone takes its value from around; whatever else follows it is none.
            if (!restOfLine().isBlank()) {
                throw wrong(begin, "no variable");
            }
            outer.value(key.group(1)).ifPresent(value -> values.put(key.group(1), value));
            return;
        }
        char quote = at < text.length() ? text.charAt(at) : '\n';
        String value = quote == '\'' || quote == '"' ? quoted(quote, begin) : plain(begin);
        values.put(key.group(1), value);
    }

    private String plain(int begin) {
        return filled(END_OF_PLAIN.matcher(restOfLine()).replaceFirst(""), begin);
    }

    private String quoted(char quote, int begin) {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                restOfLine();
                return quote == '"' ? filled(value.toString(), begin) : value.toString();
            }
            if (c == '\\' && quote == '"' && at + 1 < text.length()) {
                at++;
                value.append(
                        switch (text.charAt(at)) {
                            case 'n' -> "\n";
                            case 'r' -> "\r";
                            case 't' -> "\t";
                            case '$' -> "$$";
                            default -> String.valueOf(text.charAt(at));
                        });
            } else {
                value.append(c);
            }
        }
        throw wrong(begin, "a quote that nothing closes");
    }

    /** What is not set may be set where the project runs; Compose puts nothing there, and so does this. */
    private String filled(String value, int begin) {
        try {
            Filled filled = outer.over(values).fill(value);
            return filled.text();
        } catch (BadVariable e) {
            throw wrong(begin, e.reason());
        }
    }

    private String restOfLine() {
        int end = text.indexOf('\n', at);
        String rest = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        return rest;
    }

    private TargetUnavailable wrong(int position, String why) {
        long line = text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
        return new TargetUnavailable(name + ":" + line + ": " + why);
    }
}
