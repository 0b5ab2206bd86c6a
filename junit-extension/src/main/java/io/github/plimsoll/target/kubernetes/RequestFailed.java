package io.github.plimsoll.target.kubernetes;

/** One request brought no document; the others may. */
final class RequestFailed extends Exception {

    private static final long serialVersionUID = 1L;

    static final int NO_ANSWER = 0;
    static final int NOT_FOUND = 404;

    private final int status;

    /**
     * @param status the HTTP status, or {@link #NO_ANSWER}
     * @param reason what happened, as part of a line for a person
     */
    RequestFailed(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    int status() {
        return status;
    }
}
