package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Principal;

/**
 * Where somebody stands who climbs from right to right.
 *
 * @param name of a holder or a node as in reports
 */
public record Place(Kind kind, String name) {

    /** Whoever may do everything in the cluster. */
    public static final Place CLUSTER = new Place(Kind.GOAL, "the cluster");

    /** Whoever is root on a node. */
    public static final Place ANY_NODE = new Place(Kind.GOAL, "a node");

    public enum Kind {
        /** Acts as a user, a member of a group or a service account. */
        HOLDER,
        /** Is root on a node. */
        NODE,
        /** Passed through: what a right opens, before it is said which of it is taken. */
        PASSAGE,
        GOAL
    }

    public static Place holder(Principal principal) {
        return new Place(Kind.HOLDER, principal.toString());
    }

    static Place node(String name) {
        return new Place(Kind.NODE, "node/" + name);
    }

    /** @param namespace empty for all */
    static Place passage(String what, String namespace) {
        return new Place(Kind.PASSAGE, what + " " + namespace);
    }

    @Override
    public String toString() {
        return name;
    }
}
