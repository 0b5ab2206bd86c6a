package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.target.ImageChoice;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Collects from fake API servers, with limits that a test can wait for. */
final class Collecting {

    /** Long enough for any honest answer on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Short enough to wait for. */
    static final Duration IMPATIENCE = Duration.ofMillis(1500);

    private Collecting() {}

    static TargetOptions options(Path home, Map<String, String> environment, Duration deadline) {
        return TargetOptions.of(environment, home)
                .withTimeout(deadline)
                .withMaxDocumentBytes(8 << 20)
                .withProbes(false)
                .withImages(ImageChoice.NONE);
    }

    static Snapshot from(FakeApiServer server, Path directory) throws IOException {
        return from(server, directory, PATIENCE);
    }

    static Snapshot from(FakeApiServer server, Path directory, Duration deadline) throws IOException {
        String spec = "kubeconfig:" + server.kubeconfig(directory);
        try (Target target = new KubernetesTargetSource().open(spec, options(directory, Map.of(), deadline))) {
            return target.collect(Progress.silent());
        }
    }
}
