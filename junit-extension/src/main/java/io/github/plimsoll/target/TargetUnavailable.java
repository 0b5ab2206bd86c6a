package io.github.plimsoll.target;

/** A target cannot be audited at all; the message says what failed, where, and what to do next, in one line. */
public final class TargetUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TargetUnavailable(String message) {
        // No stack trace: whoever reads this has to mend an address or a permission, not a program.
        super(message, null, false, false);
    }
}
