package io.github.plimsoll.judge;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The subjects of one snapshot, those of each type located once for all controls. Safe for use by several threads. */
final class Subjects {

    private final Snapshot snapshot;
    private final Platform platform;
    private final Map<Class<? extends Subject>, Located> located = new ConcurrentHashMap<>();

    Subjects(Snapshot snapshot, Platform platform) {
        this.snapshot = snapshot;
        this.platform = platform;
    }

    /** Those of a type, in the order of the target. */
    Located located(Class<? extends Subject> type) {
        return located.computeIfAbsent(type, this::locate);
    }

    private Located locate(Class<? extends Subject> type) {
        Platform.Locator locator = platform.subjects().get(type);
        if (locator == null) {
            throw new ControlMisuse(platform.id() + " has no " + type.getSimpleName());
        }
        try {
            return new Located(
                    List.copyOf(locator.locate(Reading.of(snapshot, new Recorder()))),
                    Optional.empty(),
                    Optional.empty());
        } catch (Unreadable e) {
            return new Located(List.of(), Optional.of(e), Optional.empty());
        } catch (Absent e) {
            return new Located(List.of(), Optional.empty(), Optional.of(e));
        }
    }

    /** The subjects of a type, or why it is not known which there are, or why there are none. */
    record Located(List<? extends Found<?>> found, Optional<Unreadable> failure, Optional<Absent> absence) {}
}
