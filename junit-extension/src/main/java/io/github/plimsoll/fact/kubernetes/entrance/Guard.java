package io.github.plimsoll.fact.kubernetes.entrance;

/**
 * What an entrance asks of those who come.
 *
 * @param doubt why that is not known; empty if it is
 */
record Guard(boolean asks, String doubt) {

    /** Everybody is let through. */
    static final Guard NONE = new Guard(false, "");

    /** Only those who show who they are, or who come from some networks. */
    static final Guard ASKS = new Guard(true, "");

    static Guard unknown(String why) {
        return new Guard(false, why);
    }

    /** Of two that everybody has to pass, one that asks is enough. */
    Guard and(Guard other) {
        if (asks || other.asks) {
            return ASKS;
        }
        return doubt.isEmpty() ? other : this;
    }

    /** Of two of which everybody takes the easier one. */
    Guard or(Guard other) {
        if (isOpen() || other.isOpen()) {
            return NONE;
        }
        return asks ? other : this;
    }

    boolean isOpen() {
        return !asks && doubt.isEmpty();
    }
}
