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
     * The facts of a target, collected now.
     *
     * @param spec as for {@code -Dtarget}
     * @throws TargetUnavailable if it cannot be reached, or nobody can make sense of {@code spec}
     */
    public static Snapshot snapshot(String spec) {
        try (Target target = open(spec, TargetOptions.ofThisMachine())) {
            return target.collect(Progress.silent());
        }
    }

    private static List<TargetSource> sources() {
        return ServiceLoader.load(TargetSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
