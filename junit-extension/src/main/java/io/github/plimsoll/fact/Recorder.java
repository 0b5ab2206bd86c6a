package io.github.plimsoll.fact;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what one control reads while it judges one subject. Not for use by several threads. */
public final class Recorder {

    private final Set<Evidence> evidence = new LinkedHashSet<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    void read(Evidence read) {
        evidence.add(read);
    }

    Unreadable failed(Unreadable failure) {
        unreadable.add(failure);
        return failure;
    }

    /** What was read, in the order of reading, each value once. */
    public List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    /** The first read that failed, even if the control went on regardless. */
    public Optional<Unreadable> firstFailure() {
        return unreadable.stream().findFirst();
    }
}
