package io.github.plimsoll.fact.kubernetes;

import java.util.Collection;

/** Names in which {@code *} stands for anything. Without regular expressions, since every control asks about every subject. */
public final class Patterns {

    private Patterns() {}

    public static boolean anyMatches(Collection<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** Each part between stars as early as it comes, and the last one at the end. */
    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        if (!name.startsWith(pattern.substring(0, star))) {
            return false;
        }
        int at = star;
        for (int next = pattern.indexOf('*', star + 1); next >= 0; next = pattern.indexOf('*', star + 1)) {
            String part = pattern.substring(star + 1, next);
            int found = name.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
            star = next;
        }
        String last = pattern.substring(star + 1);
        return name.length() - last.length() >= at && name.endsWith(last);
    }
}
