package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Suggestions;

/** A setting that no run can make sense of; the message says which, what stands there, and what could. */
public final class BadSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadSetting(String message) {
        // No stack trace: whoever reads this has to mend a setting, not a program.
        super(message, null, false, false);
    }

    /** A value that is none of those there are. */
    static BadSetting unknown(String setting, String value, Iterable<String> known) {
        return new BadSetting("-D" + setting + "=" + value + ": unknown; " + Suggestions.among(value, known));
    }

    /** A value that another setting takes, whose name is much like this one's. */
    static BadSetting misnamed(String setting, String value, String meant) {
        return new BadSetting("-D" + setting + "=" + value + ": unknown; did you mean -D" + meant + "=" + value + "?");
    }
}
