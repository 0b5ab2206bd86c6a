package io.github.plimsoll.fact;

import java.util.Optional;
import java.util.Set;

/** True and false as programs written in Go take them, from {@code 1} to {@code True}. */
public final class GoBoolean {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private GoBoolean() {}

    /** As {@code strconv.ParseBool}; empty if the text is neither. */
    public static Optional<Boolean> parse(String text) {
        return TRUE.contains(text) ? Optional.of(true) : FALSE.contains(text) ? Optional.of(false) : Optional.empty();
    }
}
