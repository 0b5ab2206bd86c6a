package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Locator;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Subject;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Services that somebody means to start, in place of an engine that runs them: the containers that would be created, on an engine as
 * it is installed.
 */
final class Composition {

    static final String ONLY_AN_ENGINE = "only an engine can tell, and these are files";

    /** What files hold whole. The engine is there to judge containers by, and nothing is said of it. */
    private static final Set<Class<? extends Subject>> HELD =
            Set.of(Daemon.class, Container.class, Mount.class, PublishedPort.class);

    private Composition() {}

    /** Whether the snapshot is of files and not of an engine. */
    static boolean is(Reading snapshot) {
        return snapshot.document(Snapshot.FILES).wasCollected();
    }

    /** The same, but that files have no subjects of a type that only an engine has. */
    static Locator heldBy(Class<? extends Subject> type, Locator locator) {
        return HELD.contains(type)
                ? locator
                : snapshot -> {
                    if (is(snapshot)) {
                        throw new Absent(ONLY_AN_ENGINE);
                    }
                    return locator.locate(snapshot);
                };
    }

    /**
     * What an engine gives a container that asks for nothing.
     *
     * @throws Absent if no engine was asked, for it may give less than most do
     */
    static <T> T givenByEngine(Reading reading, String what, Supplier<T> given) {
        if (is(reading)) {
            throw new Absent(
                    "the file leaves the " + what + " to the engine, and -Dtarget=host judges what that gives");
        }
        return given.get();
    }
}
