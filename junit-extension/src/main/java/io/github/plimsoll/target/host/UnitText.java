package io.github.plimsoll.target.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a unit of systemd, from its file and then its drop-ins: a list grows, and an empty value empties it. */
final class UnitText {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Adds what a file says over what earlier ones said. */
    void add(String text) {
        String section = "";
        for (String line : joined(text)) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
            } else if (line.indexOf('=') > 0) {
                int equals = line.indexOf('=');
                set(
                        section + "." + line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
    }

    /** All values of a setting, in order, for example of {@code Service.ExecStart}. */
    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The value of a setting that has one: the last; empty if there is none. */
    String last(String key) {
        List<String> all = all(key);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    private void set(String key, String value) {
        List<String> list = values.computeIfAbsent(key, any -> new ArrayList<>());
        if (value.isEmpty()) {
            list.clear();
        } else {
            list.add(value);
        }
    }

    /** The lines without comments; one that ends in a backslash goes on in the next, past comments. */
    private static List<String> joined(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String raw : text.lines().toList()) {
            String part = raw.strip();
            if (part.startsWith("#") || part.startsWith(";")) {
                continue;
            }
            if (part.endsWith("\\")) {
                line.append(part, 0, part.length() - 1).append(' ');
            } else {
                lines.add(line.append(part).toString());
                line.setLength(0);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
