package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Docker daemon of its own: in a directory and a network namespace of its own, so that it touches neither the bridge, the
 * packet filter nor the ports of any other.
 */
final class ScratchDaemon implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final Process process;

    private ScratchDaemon(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts a daemon, or skips the test where that is not possible. */
    static ScratchDaemon start(Path directory, String config, String... arguments) throws IOException {
        Assumptions.assumeTrue(isOnPath("dockerd") && isOnPath("unshare"), "no dockerd and unshare on the PATH");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can start a daemon");
        Path file = Files.writeString(directory.resolve("daemon.json"), config);
        List<String> command =
                new ArrayList<>(List.of("unshare", "--net", "dockerd", "--config-file", file.toString()));
        command.addAll(List.of("--data-root", directory.resolve("data").toString()));
        command.addAll(List.of("--exec-root", directory.resolve("exec").toString()));
        command.addAll(List.of("--pidfile", directory.resolve("pid").toString()));
        command.addAll(List.of("--host", "unix://" + directory.resolve("docker.sock")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        ScratchDaemon daemon = new ScratchDaemon(directory, process);
        daemon.awaitAnswer();
        return daemon;
    }

    /** For example {@code unix:///tmp/x/docker.sock}. */
    String address() {
        return "unix://" + directory.resolve("docker.sock");
    }

    Engine engine() {
        return new Engine(URI.create(address()));
    }

    /** Ends the daemon and what it started. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() throws IOException {
        Path socket = directory.resolve("docker.sock");
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.exists(socket) && process.isAlive() && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (!Files.exists(socket)) {
            close();
            assertThat(directory.resolve("log"))
                    .as("a daemon answers")
                    .content()
                    .isEqualTo("nothing went wrong");
        }
    }

    static boolean isOnPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
