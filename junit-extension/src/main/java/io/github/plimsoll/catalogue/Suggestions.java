package io.github.plimsoll.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Helps whoever mistyped a name. */
public final class Suggestions {

    private static final int SHOWN = 12;

    private Suggestions() {}

    /** The name that was probably meant, or else the names there are. */
    public static String among(String typed, Iterable<String> known) {
        List<String> names = new ArrayList<>();
        known.forEach(names::add);
        return names.stream()
                .filter(name -> distance(typed, name) <= Math.max(2, typed.length() / 4))
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "there " + (names.size() == 1 ? "is " : "are ")
                        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                        + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : ""));
    }

    /** Levenshtein's distance, ignoring case. */
    private static int distance(String left, String right) {
        String l = left.toLowerCase(Locale.ROOT);
        String r = right.toLowerCase(Locale.ROOT);
        int[] row = new int[r.length() + 1];
        for (int j = 0; j <= r.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= l.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= r.length(); j++) {
                int substituted = diagonal + (l.charAt(i - 1) == r.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[r.length()];
    }
}
