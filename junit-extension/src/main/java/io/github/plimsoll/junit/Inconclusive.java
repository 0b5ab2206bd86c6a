package io.github.plimsoll.junit;

/** Nothing is violated, but not everything could be read, so nothing is known to hold. */
public final class Inconclusive extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Inconclusive(String message) {
        super("could not look: " + message, null, false, false);
    }
}
