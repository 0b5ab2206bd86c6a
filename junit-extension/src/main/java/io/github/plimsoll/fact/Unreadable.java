package io.github.plimsoll.fact;

/** A fact could not be collected or understood; whoever needs it can reach no verdict. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason what could not be read and why, as one line for a person */
    public Unreadable(String reason) {
        // No stack trace: this is an outcome of an audit, thrown once for each subject, not a defect of the program.
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
