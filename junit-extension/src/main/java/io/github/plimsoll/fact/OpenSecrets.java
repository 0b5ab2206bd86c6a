package io.github.plimsoll.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tells secrets that stand in the open: by what they are called, or by what was found when they were taken out of the snapshot. */
public final class OpenSecrets {

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

    private void look(String kind, String name, String text) {
        if (text.isEmpty() || Redaction.isSwitch(text)) {
            return;
        }
        String place = name.isEmpty() ? kind : kind + " " + name;
        TreeSet<String> found = new TreeSet<>();
        Redaction.in(text).forEach(redaction -> found.addAll(redaction.secrets()));
        if (SecretNames.suggestsSecret(name) || !found.isEmpty()) {
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
