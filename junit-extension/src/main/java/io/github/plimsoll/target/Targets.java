package io.github.plimsoll.target;

import io.github.plimsoll.fact.Snapshot;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds who can open a target. */
public final class Targets {

    private Targets() {}

    /**
     * Opens a target without asking it for facts yet.
     *
     * @param spec as for {@code -Dtarget}
     * @throws TargetUnavailable if it cannot be reached, or nobody can make sense of {@code spec}
     */
    public static Target open(String spec, TargetOptions options) {
        List<TargetSource> sources = sources();
        return sources.stream()
                .filter(source -> source.accepts(spec))
                .findFirst()
                .orElseThrow(() -> new TargetUnavailable("-Dtarget=" + spec + ": unknown target; there are "
                        + sources.stream().map(TargetSource::forms).collect(Collectors.joining(", "))))
                .open(spec, options);
    }

    /** The types of live client that tests can ask for. */
    public static Set<Class<?>> clients() {
        return sources().stream().flatMap(source -> source.clients().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The facts of a target, all of them collected now.
     *
     * @param spec as for {@code -Dtarget}
     * @throws TargetUnavailable if it cannot be reached, or nobody can make sense of {@code spec}
     */
    public static Snapshot snapshot(String spec) {
        try (Target target = open(spec, TargetOptions.ofThisMachine())) {
            Snapshot snapshot = target.collect(Progress.silent());
            // Nothing is to be under way any more when the target is let go of.
            return new Snapshot(snapshot.header(), snapshot.documents());
        }
    }

    private static List<TargetSource> sources() {
        return ServiceLoader.load(TargetSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
