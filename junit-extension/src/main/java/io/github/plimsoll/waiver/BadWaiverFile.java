package io.github.plimsoll.waiver;

/** The file of waivers cannot be relied on; the message says where and why. */
public final class BadWaiverFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadWaiverFile(String message) {
        super(message, null, false, false);
    }
}
