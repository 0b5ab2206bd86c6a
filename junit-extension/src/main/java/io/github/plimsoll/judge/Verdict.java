package io.github.plimsoll.judge;

/** The outcome of a control, in order of precedence: the first that holds for any subject holds for the control. */
public enum Verdict {
    /** The control itself is defective: it threw, or it read no fact at all. */
    BROKEN,
    /** A subject does not hold, and nothing waives that. */
    VIOLATED,
    /** A fact could not be read, and nothing that could be read is violated. */
    INCONCLUSIVE,
    /** A person has to look, and none has attested. */
    NEEDS_REVIEW,
    /** Every violation is waived, and no waiver has expired. */
    WAIVED,
    /** At least one subject was judged, and all hold. */
    COMPLIANT,
    /** There is no such subject, or the control applies to none. */
    NOT_APPLICABLE;

    /** Whether a decision was reached: what coverage counts. */
    public boolean isJudged() {
        return this == COMPLIANT || this == VIOLATED || this == WAIVED;
    }
}
