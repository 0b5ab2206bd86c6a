package io.github.plimsoll.judge;

/** A control is written in a way that no target could make sense of; the message says how to mend it. */
public final class ControlMisuse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ControlMisuse(String message) {
        super(message, null, false, false);
    }
}
