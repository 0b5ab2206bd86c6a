package io.github.plimsoll.fact.kubernetes.escalation;

import java.util.List;

/**
 * A way from one place to another.
 *
 * @param uses the rights that it takes, all of them; none where it follows by itself
 * @param doubt why it may be closed although nothing that was read closes it; empty if it is open
 */
public record Way(Place from, Place to, List<Use> uses, String doubt) {

    public Way {
        uses = List.copyOf(uses);
    }

    boolean isCertain() {
        return doubt.isEmpty();
    }

    /** How many steps it counts for: what follows by itself is none. */
    int cost() {
        return uses.isEmpty() ? 0 : 1;
    }
}
