package io.github.plimsoll.suites.docker.live;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The daemon that live tests use: the one {@code DOCKER_HOST} names, else the one at the default socket. */
final class LiveDocker {

    private LiveDocker() {}

    static Engine engine() {
        return new Engine(URI.create(Optional.ofNullable(System.getenv("DOCKER_HOST"))
                .filter(host -> !host.isBlank())
                .orElse("unix:///var/run/docker.sock")));
    }

    /** The same, known to answer; where it does not, the test that asked is skipped. */
    static Engine answering() {
        Engine engine = engine();
        try {
            engine.get("/version");
            return engine;
        } catch (UncheckedIOException e) {
            return Assumptions.abort(
                    "no Docker daemon answers at " + engine + ": start one, or set DOCKER_HOST (" + e.getCause() + ")");
        }
    }
}
