package io.github.plimsoll.target.kubernetes;

import java.time.Duration;

/** The server wants to be asked again later. */
final class Throttled extends Exception {

    private static final long serialVersionUID = 1L;

    private final RequestFailed failure;
    private final Duration rest;

    /** @param failure what has come of the request if there is no time to wait */
    Throttled(RequestFailed failure, Duration rest) {
        super(failure.reason(), null, false, false);
        this.failure = failure;
        this.rest = rest;
    }

    RequestFailed failure() {
        return failure;
    }

    Duration rest() {
        return rest;
    }
}
