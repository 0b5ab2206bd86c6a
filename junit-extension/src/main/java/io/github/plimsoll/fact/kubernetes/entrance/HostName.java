package io.github.plimsoll.fact.kubernetes.entrance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names under which something is reached: {@code a.example.com}, {@code *.example.com}, or {@code *} for every one. */
final class HostName {

    static final String ANY = "*";

    private HostName() {}

    static String of(String text) {
        return text.isEmpty() ? ANY : text.toLowerCase(Locale.ROOT);
    }

    static boolean isWildcard(String name) {
        return name.startsWith("*.");
    }

    /** Whether one name stands for another as well, with any number of labels in the place of the star. */
    static boolean covers(String wide, String name) {
        return wide.equals(ANY) || wide.equals(name) || (isWildcard(wide) && name.endsWith(wide.substring(1)));
    }

    /** The same where the star stands for one label, as it does in certificates and in Ingresses. */
    static boolean coversOneLabel(String wide, String name) {
        return wide.equals(ANY)
                || wide.equals(name)
                || (isWildcard(wide)
                        && name.indexOf('.') > 0
                        && name.substring(name.indexOf('.')).equals(wide.substring(1)));
    }

    /** The wildcards that stand for a name, the nearest first. */
    static List<String> wildcardsOver(String name) {
        List<String> wildcards = new ArrayList<>();
        String bare = isWildcard(name) ? name.substring(2) : name;
        for (int dot = bare.indexOf('.'); dot > 0; dot = bare.indexOf('.', dot + 1)) {
            wildcards.add("*" + bare.substring(dot));
        }
        return wildcards;
    }
}
