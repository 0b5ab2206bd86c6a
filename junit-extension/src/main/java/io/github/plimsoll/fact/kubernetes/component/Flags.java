package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.GoBoolean;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flags of a component as it takes them itself; each one asked for is noted as evidence under its own name. */
final class Flags {

    /** What the gate of no feature of its own is: it stands for all features in beta that nothing else is said of. */
    static final String ALL_BETA = "AllBeta";

    private static final char REDACTED = '‹';

    private final Reading place;
    private final Map<String, List<String>> values;

    private Flags(Reading place, Map<String, List<String>> values) {
        this.place = place;
        this.values = values;
    }

    /**
     * @param place the document of the pod or process
     * @param words the command line behind the program
     */
    static Flags parse(Reading place, List<String> words) {
        return new Flags(place, values(words));
    }

    /** What is given for each flag, by its name. */
    static Map<String, List<String>> values(List<String> words) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            String word = words.get(i);
            if (!isFlag(word)) {
                continue;
            }
            String flag = word.replaceFirst("^--?", "");
            int equals = flag.indexOf('=');
            String value;
            if (equals >= 0) {
                value = flag.substring(equals + 1);
                flag = flag.substring(0, equals);
            } else if (i + 1 < words.size() && !isFlag(words.get(i + 1))) {
                // The components take no words of their own, so one that is no flag is the value of the flag before it.
                value = words.get(++i);
            } else {
                value = "true";
            }
            // They take an underscore for a dash.
            values.computeIfAbsent(flag.replace('_', '-'), name -> new ArrayList<>())
                    .add(value);
        }
        return values;
    }

    /** A dash alone stands for standard output, and before a digit it is the sign of a number. */
    private static boolean isFlag(String word) {
        return word.length() > 1 && word.startsWith("-") && !Character.isDigit(word.charAt(1));
    }

    /** Whether the flag is given, whatever it says; asking is no evidence. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** @param effectiveDefault what the component does without the flag */
    String text(String name, String effectiveDefault) {
        List<String> given = given(name);
        return given.isEmpty() ? defaulted(name, effectiveDefault) : last(given);
    }

    /** @param effectiveDefault what the component does without the flag */
    boolean flag(String name, boolean effectiveDefault) {
        String text = text(name, String.valueOf(effectiveDefault));
        return GoBoolean.parse(text).orElseThrow(() -> not(name, text, "true or false"));
    }

    /** @param effectiveDefault what the component does without the flag */
    long number(String name, long effectiveDefault) {
        String text = text(name, String.valueOf(effectiveDefault));
        if (!text.matches("-?\\d{1,18}")) {
            throw not(name, text, "a whole number");
        }
        return Long.parseLong(text);
    }

    /** @param effectiveDefault what the component does without the flag */
    Duration duration(String name, Duration effectiveDefault) {
        String text = text(name, GoDuration.text(effectiveDefault));
        return GoDuration.parse(text).orElseThrow(() -> not(name, text, "a duration"));
    }

    /** A list: several flags of the name add up, and each may hold several values. */
    List<String> texts(String name, List<String> effectiveDefault) {
        List<String> given = given(name);
        if (given.isEmpty()) {
            defaulted(name, String.join(",", effectiveDefault));
            return effectiveDefault;
        }
        return given.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Whether a feature in beta is on, which is so by itself. Newer programs let its name begin with whose it is. */
    boolean betaGate(String gate) {
        return gate(gate, ALL_BETA, true);
    }

    /**
     * Whether a feature is on.
     *
     * @param all what switches all features of its stage
     */
    boolean gate(String gate, String all, boolean byItself) {
        Map<String, String> gates = new LinkedHashMap<>();
        for (String word : texts("feature-gates", List.of())) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                gates.put(
                        word.substring(0, equals).strip().replaceFirst("^kube:", ""),
                        word.substring(equals + 1).strip());
            }
        }
        String given = gates.getOrDefault(gate, gates.getOrDefault(all, String.valueOf(byItself)));
        return GoBoolean.parse(given).orElseThrow(() -> not("feature-gates", given, "true or false"));
    }

    private List<String> given(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (!given.isEmpty()) {
            place.recordDerived("--" + name, String.join(",", given));
        }
        for (String value : given) {
            if (value.contains("$(") || value.indexOf(REDACTED) >= 0) {
                throw new Unreadable("--" + name + " of " + place.subject() + " is not known: it is " + value);
            }
        }
        return given;
    }

    private String defaulted(String name, String value) {
        place.recordDefault("--" + name, value);
        return value;
    }

    private Unreadable not(String name, String text, String expected) {
        return new Unreadable("--" + name + " of " + place.subject() + " is not " + expected + ": " + text);
    }

    private static String last(List<String> values) {
        return values.get(values.size() - 1);
    }
}
