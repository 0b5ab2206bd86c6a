package io.github.plimsoll.fact;

import io.github.plimsoll.fact.attack.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The kinds of subjects that one kind of target has; found by {@link java.util.ServiceLoader}. */
public interface Platform {

    /** For example {@code docker}; the first part of the id of each control. */
    String id();

    /** How the subjects of each type are found. */
    Map<Class<? extends Subject>, Locator> subjects();

    /**
     * Why subjects of a type, though there are any, only serve to judge others by and are not judged themselves on this target;
     * empty if they are.
     */
    default Optional<String> whyNotJudged(Class<? extends Subject> type, Snapshot snapshot) {
        return Optional.empty();
    }

    /** The platform of that id, if one is on the class path. */
    static Optional<Platform> named(String id) {
        return ServiceLoader.load(Platform.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(platform -> platform.id().equals(id))
                .findFirst();
    }

    /** Whether the version of a target decides which version of the benchmark is for it. */
    default boolean choosesBenchmark() {
        return false;
    }

    /** What the reader of the results has to know of the facts they rest on, one line each. */
    default List<String> warnings(Snapshot snapshot) {
        return List.of();
    }

    /** The benchmark that was written for targets such as this one; empty if the newest will do. */
    default Optional<Fit> benchmark(Snapshot snapshot) {
        return Optional.empty();
    }

    /**
     * A benchmark for a target.
     *
     * @param benchmark its id
     * @param warning why it may not fit after all; empty if it does
     */
    record Fit(String benchmark, String warning) {}

    /**
     * The steps that an attacker could take on a target, each with the conditions that allow it; none if the platform knows of
     * none. What could not be read is a step with a condition that could not be told, never left out.
     */
    default List<Step> attackSteps(Snapshot snapshot) {
        return List.of();
    }

    /** Finds the subjects of one type in a snapshot. */
    @FunctionalInterface
    interface Locator {

        /**
         * All subjects of the type, in the order of the API.
         *
         * @throws Unreadable if it cannot be told which there are
         * @throws Absent if there can be none
         */
        List<? extends Found<?>> locate(Reading snapshot);
    }

    /**
     * A subject that exists; opening it starts a recording.
     *
     * @param name the subject's name, known even if nothing else of it can be read
     */
    record Found<S extends Subject>(String name, Opener<S> opener) {

        /** One of which nothing could be read, so that others beside it are judged all the same. */
        public static <S extends Subject> Found<S> unreadable(String name, Unreadable reason) {
            return new Found<>(name, snapshot -> {
                throw reason;
            });
        }

        public S open(Snapshot snapshot, Recorder recorder) {
            return opener.open(Reading.of(snapshot, recorder));
        }
    }

    /** Makes a subject over a reading of the whole snapshot. */
    @FunctionalInterface
    interface Opener<S extends Subject> {

        /** @throws Unreadable if the subject is known to exist but nothing of it could be collected */
        S open(Reading snapshot);
    }
}
