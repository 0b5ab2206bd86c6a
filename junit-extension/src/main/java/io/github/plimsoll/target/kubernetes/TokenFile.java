package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a token, into which somebody puts a new one before the old one ends. */
record TokenFile(Path file) {

    /** @throws TargetUnavailable if it cannot be read */
    String token() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new TargetUnavailable("the token " + file + " cannot be read: " + Failures.describe(e));
        }
    }

    /** Reads it anew for each request. */
    OAuthTokenProvider renewed() {
        return () -> {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("the token " + file + " cannot be read", e);
            }
        };
    }
}
