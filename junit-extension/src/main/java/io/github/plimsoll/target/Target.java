package io.github.plimsoll.target;

import io.github.plimsoll.fact.Snapshot;
import java.util.Optional;

/** A host or cluster that facts can be collected from. */
public interface Target extends AutoCloseable {

    /** The name under which results are reported: the part of {@code -Dtarget} that chose it. */
    String name();

    /** One line for the console: what was chosen, where it is, and why it was chosen. */
    String description();

    /**
     * Collects all facts, read-only; what cannot be read is in the snapshot as unreadable.
     *
     * @throws TargetUnavailable if the target does not answer at all
     */
    Snapshot collect(Progress progress);

    /** A live client of the target for tests that want one, for example docker-java's; none for a recorded snapshot. */
    <T> Optional<T> client(Class<T> type);

    @Override
    void close();
}
