package io.github.plimsoll.policy;

/** What was set as the policy cannot be relied on; the message says where and why. */
public final class BadPolicy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadPolicy(String message) {
        super(message, null, false, false);
    }
}
