package io.github.plimsoll.target;

import java.util.Set;

/** Opens targets of one kind; found by {@link java.util.ServiceLoader}. */
public interface TargetSource {

    /** Whether this source knows what {@code spec} means, for example {@code host} or {@code snapshot:FILE}. */
    boolean accepts(String spec);

    /** The forms of target that {@link #accepts} takes, for the message that answers an unknown one. */
    String forms();

    /** The types of live client that targets of this source can give to tests. */
    default Set<Class<?>> clients() {
        return Set.of();
    }

    /**
     * Opens a target without asking it for facts yet.
     *
     * @throws TargetUnavailable if it cannot be reached, or {@code spec} cannot be made sense of
     */
    Target open(String spec, TargetOptions options);
}
