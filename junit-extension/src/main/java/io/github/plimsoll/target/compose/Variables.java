package io.github.plimsoll.target.compose;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts variables into texts as Compose does: {@code $A}, {@code ${A}}, {@code ${A:-default}}, {@code ${A:?message}}, {@code ${A:+other}}. */
final class Variables {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int DEEPEST = 20;

    private final Map<String, String> values;

    Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** These, and below them those of a file. */
    Variables over(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.putAll(values);
        return new Variables(all);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A text with its variables.
     *
     * @param unset the first variable that has neither a value nor a default; empty if there is none
     */
    record Filled(String text, String unset) {}

    /** @throws BadVariable if the text cannot be understood, or says itself that a variable has to be set */
    Filled fill(String text) throws BadVariable {
        return fill(text, 0);
    }

    private Filled fill(String text, int depth) throws BadVariable {
        if (depth > DEEPEST) {
            throw new BadVariable("variables within defaults of variables, too deep");
        }
        StringBuilder filled = new StringBuilder();
        String unset = "";
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$') {
                filled.append(c);
                at++;
                continue;
            }
            if (text.startsWith("$$", at)) {
                filled.append('$');
                at += 2;
                continue;
            }
            Filled part;
            if (text.startsWith("${", at)) {
                int end = closing(text, at + 2);
                part = braced(text.substring(at + 2, end), depth);
                at = end + 1;
            } else {
                Matcher name = NAME.matcher(text).region(at + 1, text.length());
                if (!name.lookingAt()) {
                    throw new BadVariable("a $ that begins no variable; write $$ for the sign itself");
                }
                part = plain(name.group());
                at = name.end();
            }
            filled.append(part.text());
            unset = unset.isEmpty() ? part.unset() : unset;
        }
        return new Filled(filled.toString(), unset);
    }

    private Filled plain(String name) {
        String value = values.get(name);
        return value == null ? new Filled("", name) : new Filled(value, "");
    }

    private Filled braced(String inner, int depth) throws BadVariable {
        Matcher name = NAME.matcher(inner);
        if (!name.lookingAt()) {
            throw new BadVariable("${" + inner + "} names no variable");
        }
        String rest = inner.substring(name.end());
        if (rest.isEmpty()) {
            return plain(name.group());
        }
        boolean emptyIsUnset = rest.startsWith(":");
        String operator = rest.substring(emptyIsUnset ? 1 : 0);
        if (operator.isEmpty()) {
            throw new BadVariable("${" + inner + "} is not understood");
        }
        String other = operator.substring(1);
        String value = values.get(name.group());
        boolean isSet = value != null && !(emptyIsUnset && value.isEmpty());
        return switch (operator.charAt(0)) {
            case '-' -> isSet && value != null ? new Filled(value, "") : fill(other, depth + 1);
            case '+' -> isSet ? fill(other, depth + 1) : new Filled("", "");
            case '?' -> {
                if (isSet && value != null) {
                    yield new Filled(value, "");
                }
                throw new BadVariable("the variable " + name.group() + " has to be set");
            }
            default -> throw new BadVariable("${" + inner + "} is not understood");
        };
    }

    private static int closing(String text, int from) throws BadVariable {
        int open = 1;
        for (int at = from; at < text.length(); at++) {
            if (text.startsWith("${", at)) {
                open++;
            } else if (text.charAt(at) == '}' && --open == 0) {
                return at;
            }
        }
        throw new BadVariable("a ${ that nothing closes");
    }

    /** Says why a text cannot be filled. */
    static final class BadVariable extends Exception {

        private static final long serialVersionUID = 1L;

        BadVariable(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
