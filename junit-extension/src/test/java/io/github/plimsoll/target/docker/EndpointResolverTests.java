package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointResolverTests {

    @TempDir
    Path home;

    private Endpoint resolve(String spec, Map<String, String> environment) {
        return new EndpointResolver(Collecting.options(home, environment)).resolve(spec);
    }

    private String address(String spec, Map<String, String> environment) {
        return resolve(spec, environment).uri().toString();
    }

    @Test
    void docker_host_comes_first() throws IOException {
        Contexts.write(home.resolve(".docker"), "other", "tcp://other:2375", false);

        Endpoint endpoint = resolve("host", Map.of("DOCKER_HOST", "tcp://named:1234", "DOCKER_CONTEXT", "other"));

        assertThat(endpoint.uri()).hasToString("tcp://named:1234");
        assertThat(endpoint.why()).isEqualTo("DOCKER_HOST is set, and overrides DOCKER_CONTEXT");
    }

    @Test
    void then_the_context_of_the_environment_then_the_current_one_then_the_socket() throws IOException {
        Path config = Files.createDirectories(home.resolve(".docker"));
        assertThat(resolve("host", Map.of()).why()).isEqualTo("default socket");

        Contexts.write(config, "current", "tcp://current:2375", false);
        Contexts.write(config, "said", "unix:///said.sock", false);
        Files.writeString(config.resolve("config.json"), "{\"currentContext\": \"current\"}");
        assertThat(address("host", Map.of())).isEqualTo("tcp://current:2375");
        assertThat(resolve("host", Map.of()).why())
                .isEqualTo("context 'current', current context in " + config.resolve("config.json"));
        assertThat(address("host", Map.of("DOCKER_CONTEXT", "said"))).isEqualTo("unix:///said.sock");
        assertThat(address("host", Map.of("DOCKER_CONTEXT", "default"))).isEqualTo("unix:///var/run/docker.sock");
        assertThat(address("host", Map.of("DOCKER_HOST", ""))).isEqualTo("tcp://current:2375");
        assertThat(address("context:said", Map.of("DOCKER_HOST", "tcp://ignored:1")))
                .isEqualTo("unix:///said.sock");
    }

    @Test
    void the_configuration_may_be_elsewhere() throws IOException {
        Path config = Files.createDirectories(home.resolve("elsewhere"));
        Contexts.write(config, "far", "tcp://far:2375", false);

        assertThat(address("host", Map.of("DOCKER_CONFIG", config.toString(), "DOCKER_CONTEXT", "far")))
                .isEqualTo("tcp://far:2375");
    }

    @Test
    void a_context_brings_its_own_certificates() throws IOException {
        Path config = home.resolve(".docker");
        Contexts.write(config, "safe", "tcp://safe", false);
        Files.createDirectories(Contexts.tls(config, "safe"));

        Endpoint endpoint = resolve("context:safe", Map.of());

        assertThat(endpoint.uri()).hasToString("tcp://safe:2376");
        assertThat(endpoint.tls()).contains(new TlsFiles(Contexts.tls(config, "safe")));
        assertThat(endpoint.shown()).isEqualTo("https://safe:2376");
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///a/b.sock, unix:///a/b.sock",
        "unix://, unix:///var/run/docker.sock",
        "tcp://h:1, tcp://h:1",
        "tcp://h, tcp://h:2375",
        "tcp://:4243, tcp://localhost:4243",
        "tcp://user:pass@h:1/path, tcp://h:1",
        "tcp://[::1]:2375, tcp://[::1]:2375",
        "h:99, tcp://h:99",
        "' tcp://h:1 ', tcp://h:1",
        "http://h:1, tcp://h:1"
    })
    void addresses_are_taken_as_docker_takes_them(String given, String expected) {
        assertThat(address("host", Map.of("DOCKER_HOST", given))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo://x",
                "unix://relative.sock",
                "tcp://h:port",
                "tcp://a b",
                "npipe:////./pipe/docker",
                "tcp://h:99999"
            })
    void addresses_that_make_no_sense_are_named_with_the_variable_they_came_from(String given) {
        assertThatThrownBy(() -> resolve("host", Map.of("DOCKER_HOST", given)))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("'" + given + "' (DOCKER_HOST is set) is no address of an engine")
                .hasMessageContaining("use unix:///path/to/docker.sock or tcp://host:port");
    }

    @Test
    void passwords_in_a_bad_address_are_not_repeated() {
        assertThatThrownBy(() -> resolve("host", Map.of("DOCKER_HOST", "foo://user:canary@host")))
                .message()
                .doesNotContain("canary");
    }

    @Test
    void ssh_says_what_to_do_instead() {
        assertThatThrownBy(() -> resolve("ssh://user@host", Map.of()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("ssh -nNT -L")
                .hasMessageContaining("-Dtarget=unix:///tmp/docker.sock");
    }

    @Test
    void plain_text_is_warned_of_and_tls_is_not() {
        assertThat(resolve("tcp://h:2375", Map.of()).warnings())
                .singleElement()
                .asString()
                .contains("NOT ENCRYPTED");
        Endpoint verified = resolve("tcp://h", Map.of("DOCKER_TLS_VERIFY", "yes", "DOCKER_CERT_PATH", "/certs"));
        assertThat(verified.warnings()).isEmpty();
        assertThat(verified.uri()).hasToString("tcp://h:2376");
        assertThat(verified.tls()).contains(new TlsFiles(Path.of("/certs")));
        assertThat(resolve("tcp://h", Map.of("DOCKER_TLS_VERIFY", "1")).tls())
                .contains(new TlsFiles(home.resolve(".docker")));
    }

    @Test
    void an_unknown_context_and_a_broken_configuration_are_told() throws IOException {
        assertThatThrownBy(() -> resolve("context:nope", Map.of()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("no context 'nope'")
                .hasMessageContaining("docker context ls");
        Files.writeString(Files.createDirectories(home.resolve(".docker")).resolve("config.json"), "{");
        assertThatThrownBy(() -> resolve("host", Map.of()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("config.json");
    }

    @Test
    void the_rootless_socket_serves_where_there_is_no_other() throws IOException {
        Files.createFile(home.resolve("docker.sock"));
        String expected = Files.exists(EndpointResolver.DEFAULT_SOCKET)
                ? "unix:///var/run/docker.sock"
                : "unix://" + home.resolve("docker.sock");

        assertThat(address("host", Map.of("XDG_RUNTIME_DIR", home.toString()))).isEqualTo(expected);
    }
}
