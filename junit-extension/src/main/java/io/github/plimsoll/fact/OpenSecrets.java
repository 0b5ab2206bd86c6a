package io.github.plimsoll.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Tells secrets that stand in the open: by what they are called, or by what was found when they were taken out of the snapshot. */
public final class OpenSecrets {

    private OpenSecrets() {}

    /**
     * The places that hold one, with what was found there.
     *
     * @param places texts by what they are called, for example {@code variable DB_PASSWORD}
     * @throws Unreadable if there is none, but a text was too long to be searched
     */
    public static List<String> among(Map<String, String> places) {
        return among(places, SecretNames::suggestsSecret);
    }

    /** As {@link #among}, of places whose names say nothing about what is in them. */
    public static List<String> shownIn(Map<String, String> places) {
        return among(places, name -> false);
    }

    private static List<String> among(Map<String, String> places, Predicate<String> isNamedSecret) {
        List<String> secrets = new ArrayList<>();
        List<String> unsearched = new ArrayList<>();
        places.forEach((place, text) -> {
            TreeSet<String> found = new TreeSet<>();
            Redaction.in(text).forEach(redaction -> found.addAll(redaction.secrets()));
            boolean isNamedSo = isNamedSecret.test(place.substring(place.indexOf(' ') + 1));
            if (isNamedSo || !found.isEmpty()) {
                secrets.add(found.isEmpty() ? place : place + " (" + String.join(", ", found) + ")");
            } else if (Redaction.in(text).stream().anyMatch(redaction -> !redaction.wasSearched())) {
                unsearched.add(place);
            }
        });
        if (secrets.isEmpty() && !unsearched.isEmpty()) {
            throw new Unreadable("too long to be searched for secrets: " + String.join(", ", unsearched));
        }
        return secrets;
    }
}
