package io.github.plimsoll.fact;

/** A target is known to have no subjects of a kind, for a reason worth telling; what judges them does not apply. */
public final class Absent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason why there can be none, as one line for a person */
    public Absent(String reason) {
        // No stack trace: like Unreadable this is an outcome of an audit, not a defect of the program.
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
