package io.github.plimsoll.fact.kubernetes.entrance;

/**
 * A name under which something is to be reached at a door.
 *
 * @param deep whether the star of a wildcard stands for several labels too
 */
record Claim(Door door, String name, boolean deep) {

    /** Whether some requests are for either of them; what takes every name takes those that nobody else does. */
    boolean overlaps(Claim other) {
        return door.meets(other.door) && (covers(other) || other.covers(this));
    }

    private boolean covers(Claim other) {
        if (name.equals(HostName.ANY) || other.name.equals(HostName.ANY)) {
            return name.equals(other.name);
        }
        return deep ? HostName.covers(name, other.name) : HostName.coversOneLabel(name, other.name);
    }
}
