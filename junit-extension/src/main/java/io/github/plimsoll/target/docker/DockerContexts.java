package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The contexts that {@code docker context} keeps in the configuration directory. */
record DockerContexts(Path config) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * What a context says.
     *
     * @param host the address, in the spelling of {@code DOCKER_HOST}
     * @param tls the context's own certificates, if it has any
     * @param skipsVerification whether the context asks for certificates not to be verified
     */
    record Context(String host, Optional<TlsFiles> tls, boolean skipsVerification) {}

    /** The context that {@code docker} uses when nothing else is said; empty for the default one. */
    Optional<String> current() {
        Path file = config.resolve("config.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(read(file).path("currentContext").asText(""))
                .filter(name -> !name.isEmpty() && !name.equals("default"));
    }

    Context named(String name) {
        String directory = sha256(name);
        Path meta = config.resolve("contexts/meta").resolve(directory).resolve("meta.json");
        if (!Files.exists(meta)) {
            throw new TargetUnavailable(
                    "no context '" + name + "' in " + config + "; `docker context ls` shows the ones there are");
        }
        JsonNode docker = read(meta).path("Endpoints").path("docker");
        String host = docker.path("Host").asText("");
        if (host.isEmpty()) {
            throw new TargetUnavailable(
                    "context '" + name + "' names no Docker host; see `docker context inspect " + name + "`");
        }
        Path tls = config.resolve("contexts/tls").resolve(directory).resolve("docker");
        return new Context(
                host,
                Files.isDirectory(tls) ? Optional.of(new TlsFiles(tls)) : Optional.empty(),
                docker.path("SkipTLSVerify").asBoolean(false));
    }

    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new TargetUnavailable("cannot read " + file + ": " + Failures.describe(e)
                    + "; mend it, or name the engine with -Dtarget=unix:///path or -Dtarget=tcp://host:port");
        }
    }

    private static String sha256(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
