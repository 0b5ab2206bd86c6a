package io.github.plimsoll.fact.kubernetes.escalation;

import java.util.List;
import java.util.function.Predicate;

/**
 * A way from one place to another.
 *
 * @param needs what it takes, all of it; nothing where it follows by itself
 * @param doubt why it may be closed although nothing that was read closes it; empty if it is open
 */
public record Way(Place from, Place to, List<Need> needs, String doubt) {

    public Way {
        needs = List.copyOf(needs);
    }

    /** A right for each thing that it takes. */
    public List<Use> uses() {
        return needs.stream().map(Need::use).toList();
    }

    boolean isCertain() {
        return doubt.isEmpty();
    }

    /** Whether it is to do everything by a right to do everything. */
    public boolean isOfAdministrator() {
        return to.equals(Place.CLUSTER)
                && from.kind() == Place.Kind.HOLDER
                && uses().stream().allMatch(use -> use.request().verb().equals("*"));
    }

    /** Whether it is still there once some rights are taken away. */
    boolean isOpenWithout(Predicate<Use> taken) {
        return needs.stream().allMatch(need -> need.isOpenWithout(taken));
    }

    /** How many steps it counts for: what follows by itself is none. */
    int cost() {
        return needs.isEmpty() ? 0 : 1;
    }
}
