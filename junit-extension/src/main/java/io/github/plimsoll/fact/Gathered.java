package io.github.plimsoll.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What several sources tell of one fault: any of them is enough to find it, and only all of them to rule it out. */
public final class Gathered {

    private Gathered() {}

    /** @throws Unreadable if nothing was found, but a source could not be read */
    public static List<String> from(List<Supplier<List<String>>> sources) {
        List<String> found = new ArrayList<>();
        List<Unreadable> unread = new ArrayList<>();
        for (Supplier<List<String>> source : sources) {
            try {
                found.addAll(source.get());
            } catch (Unreadable e) {
                unread.add(e);
            }
        }
        if (found.isEmpty() && !unread.isEmpty()) {
            throw unread.get(0);
        }
        return found;
    }
}
