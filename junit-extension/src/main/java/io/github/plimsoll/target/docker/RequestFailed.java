package io.github.plimsoll.target.docker;

/** One request brought no document; the others may. */
final class RequestFailed extends Exception {

    private static final long serialVersionUID = 1L;

    static final int NO_ANSWER = 0;
    static final int TOO_LATE = -1;

    private final int status;

    /**
     * @param status the HTTP status, or one of the constants where no answer was to be had or understood
     * @param reason what happened, as part of a line for a person
     */
    RequestFailed(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** Whether time ran out; whoever asks again waits as long again. */
    boolean isTooLate() {
        return status == TOO_LATE;
    }

    /** Whether what was asked for does not exist (any more). */
    boolean isGone() {
        return status == 404;
    }
}
