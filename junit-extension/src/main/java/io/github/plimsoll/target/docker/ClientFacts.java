package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Reasons;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.host.BuilderSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the {@code docker} command of the user who audits is set up: whom it connects to, which keys it has, and whether passwords lie
 * about. Of passwords only the names of their registries are kept.
 */
final class ClientFacts {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> SECRETS = List.of("auth", "password", "identitytoken", "registrytoken");

    /** As {@code buildx} calls the file that it hands to the container of a builder. */
    private static final String BUILDER_FILE = "buildkitd.toml";

    private final TargetOptions options;
    private final Redactor redactor;
    private final Path directory;

    ClientFacts(TargetOptions options, Redactor redactor) {
        this.options = options;
        this.redactor = redactor;
        this.directory = variable("DOCKER_CONFIG").isEmpty()
                ? options.home().resolve(".docker")
                : Path.of(variable("DOCKER_CONFIG"));
    }

    Document document() {
        ObjectNode client = JsonNodeFactory.instance.objectNode().put("directory", directory.toString());
        try {
            connections(client.putArray("connections"));
            credentials(client.putArray("plainCredentials"));
            keys(client.putArray("keys"));
            builders(client.putArray("builders"));
            return Document.of(client);
        } catch (IOException | DirectoryIteratorException e) {
            return Document.unreadable(
                    "how the docker command is set up in " + directory + " cannot be read: " + Failures.describe(e));
        }
    }

    private void connections(ArrayNode into) throws IOException {
        String host = variable("DOCKER_HOST");
        if (!host.isEmpty()) {
            boolean verifies = !variable("DOCKER_TLS_VERIFY").isEmpty();
            into.addObject()
                    .put("name", "DOCKER_HOST")
                    .put("host", Failures.withoutUser(host))
                    .put("tls", verifies || !variable("DOCKER_TLS").isEmpty())
                    .put("verifies", verifies);
        }
        for (Path meta : entries(directory.resolve("contexts/meta"))) {
            JsonNode context = read(meta.resolve("meta.json"));
            JsonNode docker = context.path("Endpoints").path("docker");
            boolean skips = docker.path("SkipTLSVerify").asBoolean(false);
            Path material = directory
                    .resolve("contexts/tls")
                    .resolve(meta.getFileName())
                    .resolve("docker");
            into.addObject()
                    .put("name", Reasons.oneLine(context.path("Name").asText()))
                    .put("host", Failures.withoutUser(docker.path("Host").asText()))
                    .put("tls", skips || Files.isDirectory(material))
                    .put("verifies", !skips);
        }
    }

    private void credentials(ArrayNode into) throws IOException {
        Path file = directory.resolve("config.json");
        if (!Files.exists(file)) {
            return;
        }
        for (Map.Entry<String, JsonNode> registry : read(file).path("auths").properties()) {
            boolean plain = SECRETS.stream()
                    .anyMatch(secret ->
                            !registry.getValue().path(secret).asText("").isEmpty());
            if (plain) {
                into.add(Failures.withoutUser(registry.getKey()));
            }
        }
    }

    private void keys(ArrayNode into) throws IOException {
        Set<Path> keys = new TreeSet<>();
        for (Path entry : entries(directory)) {
            if (entry.getFileName().toString().endsWith("key.pem")) {
                keys.add(entry);
            }
        }
        for (Path context : entries(directory.resolve("contexts/tls"))) {
            addIfThere(keys, context.resolve("docker/key.pem"));
        }
        if (!variable("DOCKER_CERT_PATH").isEmpty()) {
            addIfThere(keys, Path.of(variable("DOCKER_CERT_PATH")).resolve("key.pem"));
        }
        for (Path key : keys) {
            // Through links: it is the file behind them whose mode decides.
            int mode = (int) Files.getAttribute(key, "unix:mode");
            into.addObject().put("path", key.toString()).put("mode", "%04o".formatted(mode & 07777));
        }
    }

    /** Builders in containers of their own keep the file that they are configured from where {@code buildx} notes them. */
    private void builders(ArrayNode into) throws IOException {
        Path buildx =
                variable("BUILDX_CONFIG").isEmpty() ? directory.resolve("buildx") : Path.of(variable("BUILDX_CONFIG"));
        for (Path instance : entries(buildx.resolve("instances"))) {
            for (JsonNode node : read(instance).path("Nodes")) {
                JsonNode file = node.path("Files").path(BUILDER_FILE);
                if (file.isTextual()) {
                    builder(instance, file, into);
                }
            }
        }
    }

    private void builder(Path instance, JsonNode encoded, ArrayNode into) {
        ObjectNode builder = JsonNodeFactory.instance.objectNode().put("path", instance.toString());
        try {
            String text = new String(encoded.binaryValue(), StandardCharsets.UTF_8);
            ArrayNode registries = BuilderSettings.registries(text, redactor);
            if (!registries.isEmpty()) {
                into.add(builder.set("registries", registries));
            }
        } catch (IOException e) {
            into.add(builder.put("unreadable", "the " + BUILDER_FILE + " in " + instance + " is not TOML"));
        }
    }

    private static void addIfThere(Set<Path> keys, Path key) {
        if (Files.exists(key, LinkOption.NOFOLLOW_LINKS)) {
            keys.add(key);
        }
    }

    private static Set<Path> entries(Path directory) throws IOException {
        Set<Path> entries = new TreeSet<>();
        if (Files.exists(directory)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
                all.forEach(entries::add);
            }
        }
        return entries;
    }

    private static JsonNode read(Path file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(file));
    }

    private String variable(String name) {
        return options.environment().getOrDefault(name, "");
    }
}
