package io.github.plimsoll.target.docker;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Collects from fake daemons, with limits that a test can wait for and without a look at what they listen on. */
final class Collecting {

    /** Long enough for any honest answer on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Short enough to wait for. */
    static final Duration IMPATIENCE = Duration.ofMillis(1500);

    private Collecting() {}

    static TargetOptions options(Path home, Map<String, String> environment) {
        return options(home, environment, PATIENCE);
    }

    static TargetOptions options(Path home, Map<String, String> environment, Duration deadline) {
        return TargetOptions.of(environment, home)
                .withTimeout(deadline)
                .withMaxDocumentBytes(8 << 20)
                .withProbes(false);
    }

    static Snapshot impatientlyFrom(FakeDaemon daemon) {
        TargetOptions options = options(Path.of("/nowhere"), Map.of(), IMPATIENCE);
        try (Target target = new DockerTargetSource().open(daemon.address(), options)) {
            return target.collect(Progress.silent());
        }
    }

    static Snapshot from(FakeDaemon daemon) {
        return from(daemon, Map.of());
    }

    static Snapshot from(FakeDaemon daemon, Map<String, String> environment) {
        return from(daemon.address(), environment);
    }

    static Snapshot from(String spec, Map<String, String> environment) {
        try (Target target = new DockerTargetSource().open(spec, options(Path.of("/nowhere"), environment))) {
            return target.collect(Progress.silent());
        }
    }
}
