package io.github.plimsoll.junit;

/** A control is violated. Has no stack trace: where the test stands says nothing of the host that fails it. */
public final class ControlViolation extends AssertionError {

    private static final long serialVersionUID = 1L;

    ControlViolation(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
