package io.github.plimsoll.policy;

/** A control asks for a value of the policy that no table declares, or as of another type; only its author can mend that. */
public final class PolicyMisuse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PolicyMisuse(String message) {
        super(message, null, false, false);
    }
}
