package io.github.plimsoll.junit;

import org.jspecify.annotations.Nullable;

/** The control itself is defective; its author needs the stack trace of the cause. */
public final class BrokenControl extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenControl(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
