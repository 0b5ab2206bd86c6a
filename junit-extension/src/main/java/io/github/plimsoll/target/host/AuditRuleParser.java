package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads rules of the kernel's audit in either spelling: as they are written in files, and as {@code auditctl -l} shows them. */
final class AuditRuleParser {

    private static final Set<String> ACTIONS = Set.of("always", "never", "possible");

    private final ObjectNode rule = JsonNodeFactory.instance.objectNode();
    private final List<String> fields = new ArrayList<>();
    private final List<String> syscalls = new ArrayList<>();
    private boolean isRule;

    private AuditRuleParser() {}

    /** One rule; empty for a line that is none. */
    static Optional<ObjectNode> parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        return new AuditRuleParser().read(words(text));
    }

    /** Whether a line takes all rules away that came before it. */
    static boolean deletesAll(String line) {
        return line.strip().equals("-D");
    }

    /** Whether a line puts its rule before all that are there. */
    static boolean goesFirst(String line) {
        return line.strip().startsWith("-A");
    }

    /** Whether the kernel is to audit at all, as the last line of a file that says so has it: 0 for no. */
    static Optional<Integer> enabled(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.matches("-e\\s+\\d"))
                .map(line -> Integer.valueOf(line.substring(line.length() - 1)))
                .reduce((earlier, later) -> later);
    }

    private Optional<ObjectNode> read(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i += 2) {
            take(words.get(i), words.get(i + 1));
        }
        if (!isRule) {
            return Optional.empty();
        }
        ArrayNode otherFields = rule.putArray("fields");
        fields.forEach(otherFields::add);
        ArrayNode calls = rule.putArray("syscalls");
        syscalls.forEach(calls::add);
        return Optional.of(rule);
    }

    private void take(String option, String value) {
        switch (option) {
            case "-w" -> {
                isRule = true;
                rule.put("list", "exit").put("action", "always").put("watch", withoutSlash(value));
                if (!rule.has("permissions")) {
                    rule.put("permissions", "rwxa");
                }
            }
            case "-p" -> rule.put("permissions", value);
            case "-a", "-A" -> {
                isRule = true;
                for (String part : value.split(",")) {
                    rule.put(ACTIONS.contains(part) ? "action" : "list", part);
                }
            }
            case "-S" ->
                Arrays.stream(value.split(","))
                        .filter(call -> !call.equals("all"))
                        .forEach(syscalls::add);
            case "-F" -> field(value);
            case "-C" -> fields.add(value);
            default -> {
                // -k and what else says nothing about what is recorded.
            }
        }
    }

    private void field(String field) {
        if (field.startsWith("path=")) {
            rule.put("path", withoutSlash(field.substring(5)));
        } else if (field.startsWith("dir=")) {
            rule.put("dir", withoutSlash(field.substring(4)));
        } else if (field.startsWith("perm=")) {
            rule.put("permissions", field.substring(5));
        } else if (!field.startsWith("key=")) {
            fields.add(field);
        }
    }

    /** A value may follow its option at once, as in {@code -pwa}; a watch that is not spelled so stays two words. */
    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+"))
                .flatMap(word -> word.matches("-[wpaAFSkC].+")
                        ? Stream.of(word.substring(0, 2), word.substring(2))
                        : Stream.of(word))
                .toList();
    }

    private static String withoutSlash(String path) {
        String bare = path.replaceAll("^\"|\"$", "");
        return bare.length() > 1 && bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
