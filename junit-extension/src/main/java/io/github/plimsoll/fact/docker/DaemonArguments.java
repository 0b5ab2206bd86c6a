package io.github.plimsoll.fact.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The daemon's command line as the daemon takes it: the values of each option, under its name in the configuration file. */
final class DaemonArguments {

    private static final Map<Character, String> LETTERS = Map.of(
            'D',
            "debug",
            'H',
            "host",
            'l',
            "log-level",
            'b',
            "bridge",
            'G',
            "group",
            'g',
            "graph",
            'p',
            "pidfile",
            's',
            "storage-driver");

    /** Letters that stand alone, as their options are on or off. */
    private static final String SWITCHES = "Dhvr";

    /** Options that may be repeated have a name in the plural in the file. */
    private static final Map<String, String> PLURALS = Map.of(
            "authorization-plugin", "authorization-plugins",
            "default-ulimit", "default-ulimits",
            "host", "hosts",
            "insecure-registry", "insecure-registries",
            "label", "labels",
            "log-opt", "log-opts",
            "registry-mirror", "registry-mirrors",
            "storage-opt", "storage-opts");

    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+");

    private final List<String> words;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int next;

    private DaemonArguments(List<String> words) {
        this.words = words;
    }

    /** @param words the whole command line, the program first */
    static Map<String, List<String>> parse(List<String> words) {
        DaemonArguments arguments = new DaemonArguments(words);
        arguments.next = 1;
        while (arguments.next < words.size() && !words.get(arguments.next).equals("--")) {
            arguments.take(words.get(arguments.next++));
        }
        return arguments.values;
    }

    private void take(String word) {
        if (word.startsWith("--")) {
            int equals = word.indexOf('=');
            String option = word.substring(2, equals < 0 ? word.length() : equals);
            add(option, equals < 0 ? nextValueOr("true") : word.substring(equals + 1));
        } else if (word.startsWith("-")) {
            takeLetters(word.substring(1));
        }
    }

    /** Takes {@code -DH=ADDRESS} and the like: switches, then perhaps one option with its value behind or after it. */
    private void takeLetters(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            String option = LETTERS.getOrDefault(letter, String.valueOf(letter));
            String rest = letters.substring(i + 1);
            if (rest.startsWith("=")) {
                add(option, rest.substring(1));
                return;
            }
            if (SWITCHES.indexOf(letter) < 0) {
                add(option, rest.isEmpty() ? nextValueOr("") : rest);
                return;
            }
            add(option, "true");
        }
    }

    /** The daemon takes no words of its own, so one that is not an option is the value of the option before it. */
    private String nextValueOr(String none) {
        if (next < words.size()) {
            String word = words.get(next);
            if (!word.startsWith("-") || NEGATIVE_NUMBER.matcher(word).matches()) {
                next++;
                return word;
            }
        }
        return none;
    }

    private void add(String option, String value) {
        values.computeIfAbsent(PLURALS.getOrDefault(option, option), key -> new ArrayList<>())
                .add(value);
    }
}
