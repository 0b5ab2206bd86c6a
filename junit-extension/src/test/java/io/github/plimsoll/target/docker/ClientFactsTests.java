package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientFactsTests {

    @TempDir
    Path home;

    private Document client(Map<String, String> environment) {
        return new ClientFacts(TargetOptions.of(environment, home), new Redactor()).document();
    }

    private Path key(Path directory, String mode) throws IOException {
        Files.createDirectories(directory);
        Path key = Files.writeString(directory.resolve("key.pem"), "canary-key");
        return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
    }

    @Test
    void nothing_is_set_up() {
        assertThat(client(Map.of()).json())
                .hasToString("{\"directory\":\"" + home
                        + "/.docker\",\"connections\":[],\"plainCredentials\":[],\"keys\":[],\"builders\":[]}");
    }

    @Test
    void contexts_and_the_variable() throws IOException {
        Path config = home.resolve(".docker");
        Contexts.write(config, "careless", "tcp://engine.example:2376", true);
        Contexts.write(config, "plain", "tcp://engine.example:2375", false);
        Contexts.write(config, "sound", "tcp://engine.example:2376", false);
        Files.createDirectories(Contexts.tls(config, "sound"));

        JsonNode connections = client(Map.of("DOCKER_HOST", "tcp://jane:canary@engine.example:2375"))
                .json()
                .path("connections");

        assertThat(connections)
                .extracting(connection -> connection.path("name").asText() + " "
                        + connection.path("host").asText() + " "
                        + connection.path("tls").asBoolean() + " "
                        + connection.path("verifies").asBoolean())
                .containsExactlyInAnyOrder(
                        "DOCKER_HOST tcp://engine.example:2375 false false",
                        "careless tcp://engine.example:2376 true false",
                        "plain tcp://engine.example:2375 false true",
                        "sound tcp://engine.example:2376 true true");
    }

    @Test
    void keys_and_their_modes() throws IOException {
        Path own = key(home.resolve(".docker"), "rw-------");
        Path ofContext = key(home.resolve(".docker/contexts/tls/ab12/docker"), "rw-r--r--");
        Path elsewhere = key(home.resolve("certs"), "rw-r-----");

        JsonNode keys = client(Map.of("DOCKER_CERT_PATH", home.resolve("certs").toString()))
                .json()
                .path("keys");

        assertThat(keys)
                .extracting(key ->
                        key.path("path").asText() + " " + key.path("mode").asText())
                .containsExactlyInAnyOrder(own + " 0600", ofContext + " 0644", elsewhere + " 0640");
    }

    @Test
    void of_passwords_the_registries_and_nothing_else() throws IOException {
        Path config = Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(config.resolve("config.json"), """
                {"auths": {
                   "https://index.docker.io/v1/": {"auth": "Y2FuYXJ5OmNhbmFyeQ=="},
                   "token.example": {"identitytoken": "canary"},
                   "helped.example": {},
                   "empty.example": {"auth": ""}},
                 "credHelpers": {"helped.example": "secretservice"}}
                """);
        Document client = client(Map.of("DOCKER_CONFIG", config.toString()));

        assertThat(client.json().path("plainCredentials"))
                .hasToString("[\"https://index.docker.io/v1/\",\"token.example\"]");
        assertThat(client.json().toString()).doesNotContain("canary").doesNotContain("Y2FuYXJ5");
    }

    @Test
    void a_file_that_is_not_json_is_no_empty_one() throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), "canary");

        assertThat(client(Map.of()).reason()).contains("the answer is not JSON").doesNotContain("canary");
    }

    /** As {@code buildx} notes them: the file of a builder in a container of its own is in there, encoded. */
    @Test
    void builders_and_how_they_reach_registries() throws IOException {
        Path instances = Files.createDirectories(home.resolve(".docker/buildx/instances"));
        Path careless = builder(instances.resolve("careless"), """
                [registry."registry.example.com"]
                  insecure = true
                [registry."mirror.example.com"]
                  http = true
                """);
        builder(instances.resolve("silent"), "debug = true");
        Path torn = builder(instances.resolve("torn"), "[registry");
        Files.writeString(instances.resolve("shared"), "{\"Name\": \"shared\", \"Nodes\": [{\"Files\": null}]}");

        assertThat(client(Map.of()).json().path("builders"))
                .hasToString("[{\"path\":\"" + careless + "\",\"registries\":["
                        + "{\"name\":\"registry.example.com\",\"plain\":false,\"unverified\":true},"
                        + "{\"name\":\"mirror.example.com\",\"plain\":true,\"unverified\":false}]},"
                        + "{\"path\":\"" + torn + "\",\"unreadable\":\"the buildkitd.toml in " + torn
                        + " is not TOML\"}]");
        assertThat(client(Map.of("BUILDX_CONFIG", home.resolve("other").toString()))
                        .json()
                        .path("builders"))
                .isEmpty();
    }

    private static Path builder(Path file, String text) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return Files.writeString(
                file,
                "{\"Driver\": \"docker-container\", \"Nodes\": [{\"Files\": {\"buildkitd.toml\": \"%s\"}}]}"
                        .formatted(encoded));
    }
}
