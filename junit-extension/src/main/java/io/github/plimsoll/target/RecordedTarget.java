package io.github.plimsoll.target;

import io.github.plimsoll.fact.Snapshot;
import java.util.Optional;

/** A target as it was when somebody recorded it. */
final class RecordedTarget implements Target {

    private final String name;
    private final Snapshot snapshot;

    RecordedTarget(String name, Snapshot snapshot) {
        this.name = name;
        this.snapshot = new Snapshot(snapshot.header().reportedAs(name), snapshot.documents());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "snapshot of " + snapshot.header().endpoint() + " taken "
                + snapshot.header().collectedAt();
    }

    @Override
    public Snapshot collect(Progress progress) {
        return snapshot;
    }

    @Override
    public <T> Optional<T> client(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is open: the file was read whole.
    }
}
