package io.github.plimsoll.target.host;

import io.github.plimsoll.fact.LimitedStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine that only looks: an array of arguments and no shell, bounded in time and output. */
final class Command {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LARGEST = 4L << 20;

    private Command() {}

    /** @throws IOException if it cannot be run or fails, with what it said */
    static String output(List<String> command) throws IOException {
        Path output = Files.createTempFile("plimsoll", ".out");
        try {
            Process process = start(command, output);
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("it did not end within " + PATIENCE.toSeconds() + " seconds");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } finally {
                process.destroyForcibly();
            }
            String text = read(output);
            if (process.exitValue() != 0) {
                throw new IOException(text.lines()
                        .findFirst()
                        .map(String::strip)
                        .orElse("it failed with status " + process.exitValue()));
            }
            return text;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static String read(Path output) throws IOException {
        try (LimitedStream stream = new LimitedStream(Files.newInputStream(output), LARGEST)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
