package io.github.plimsoll.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells secrets that stand in the open: by what they are called, or by what was found when they were taken out of the snapshot. */
public final class OpenSecrets {

    private static final Set<String> IDENTIFYING = Set.of("authorization", "proxy-authorization", "cookie");

    private final List<String> secrets = new ArrayList<>();
    private final List<String> unsearched = new ArrayList<>();

    /** Looks at variables, each written {@code NAME=VALUE}; one without a value takes it from elsewhere. */
    public OpenSecrets variables(String kind, List<String> variables) {
        for (String variable : variables) {
            String[] pair = variable.split("=", 2);
            if (pair.length == 2) {
                look(kind, pair[0], pair[1]);
            }
        }
        return this;
    }

    /** Looks at texts that have names. */
    public OpenSecrets texts(String kind, Map<String, String> texts) {
        texts.forEach((name, text) -> look(kind, name, text));
        return this;
    }

    /** Looks at words that belong together and have no names, such as a command line. */
    public OpenSecrets words(String place, List<String> words) {
        look(place, "", String.join(" ", words));
        return this;
    }

    /** Looks at headers of requests, of which some say who asks. */
    public OpenSecrets headers(String kind, Map<String, String> headers) {
        headers.forEach((name, text) ->
                look(kind + " " + name, SecretNames.suggestsSecret(name) || IDENTIFYING.contains(lower(name)), text));
        return this;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Looks at annotations, the names of which more often point to a secret than say that they hold one. */
    public OpenSecrets annotations(Map<String, String> annotations) {
        annotations.forEach((name, text) -> look("annotation " + name, SecretNames.saysSecret(name), text));
        return this;
    }

    private void look(String kind, String name, String text) {
        look(name.isEmpty() ? kind : kind + " " + name, SecretNames.suggestsSecret(name), text);
    }

    private void look(String place, boolean isCalledSecret, String text) {
        if (text.isEmpty() || Redaction.isSwitch(text)) {
            return;
        }
        TreeSet<String> found = new TreeSet<>();
        Redaction.in(text).forEach(redaction -> found.addAll(redaction.secrets()));
        if (isCalledSecret || !found.isEmpty()) {
            secrets.add(found.isEmpty() ? place : place + " (" + String.join(", ", found) + ")");
        } else if (Redaction.in(text).stream().anyMatch(redaction -> !redaction.wasSearched())) {
            unsearched.add(place);
        }
    }

    /**
     * The places that hold one, with what was found there.
     *
     * @throws Unreadable if there is none, but a text was too long to be searched or is not known
     */
    public List<String> found() {
        if (secrets.isEmpty() && !unsearched.isEmpty()) {
            throw new Unreadable(
                    "too long to be searched for secrets, or not set here: " + String.join(", ", unsearched));
        }
        return secrets.stream().distinct().toList();
    }
}
