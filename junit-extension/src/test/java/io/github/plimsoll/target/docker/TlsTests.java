package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTests {

    private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName ELSEWHERE = new GeneralName(GeneralName.dNSName, "engine.example");

    private final TestAuthority authority = new TestAuthority();

    @TempDir
    Path directory;

    private static Map<String, String> trusting(Path directory) {
        return Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", directory.toString());
    }

    @Test
    void a_verified_engine_is_collected_from() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.withTls(authority.server(HERE), false)) {
            Snapshot snapshot = Collecting.from(daemon, trusting(authority.trustedIn(directory)));

            assertThat(snapshot.header().endpoint()).startsWith("https://127.0.0.1:");
            assertThat(snapshot.header().warnings()).isEmpty();
        }
    }

    @Test
    void the_authority_has_to_be_trusted() throws IOException {
        Path other = new TestAuthority().trustedIn(directory);
        try (FakeDaemon daemon = FakeDaemon.withTls(authority.server(HERE), false)) {
            assertThatThrownBy(() -> Collecting.from(daemon, trusting(other)))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining(
                            "not issued by an authority trusted here; put the authority that issued it as ca.pem into "
                                    + directory);
            assertThat(daemon.requests()).isEmpty();
        }
    }

    @Test
    void any_value_of_the_verify_variable_verifies() throws IOException {
        Path other = new TestAuthority().trustedIn(directory);
        try (FakeDaemon daemon = FakeDaemon.withTls(authority.server(HERE), false)) {
            assertThatThrownBy(() -> Collecting.from(
                            daemon, Map.of("DOCKER_TLS_VERIFY", "0", "DOCKER_CERT_PATH", other.toString())))
                    .hasMessageContaining("not issued by an authority trusted here");
            assertThatThrownBy(() ->
                            Collecting.from(daemon, Map.of("DOCKER_TLS", "1", "DOCKER_CERT_PATH", other.toString())))
                    .hasMessageContaining("not issued by an authority trusted here");
        }
    }

    @Test
    void the_name_has_to_be_that_of_the_engine() throws IOException {
        Path trusted = authority.trustedIn(directory);
        try (FakeDaemon daemon = FakeDaemon.withTls(authority.server(ELSEWHERE), false)) {
            assertThatThrownBy(() -> Collecting.from(daemon, trusting(trusted)))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining(
                            "the engine's certificate is for another name; use a name that stands in the certificate");
            assertThat(daemon.requests()).isEmpty();
        }
    }

    @Test
    void a_client_certificate_is_shown_to_an_engine_that_demands_one() throws IOException {
        Path trusted = authority.trustedIn(directory);
        try (FakeDaemon daemon = FakeDaemon.withTls(authority.server(HERE), true)) {
            assertThatThrownBy(() -> Collecting.from(daemon, trusting(trusted)))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining("put cert.pem and key.pem, issued by the engine's authority, into ");

            assertThat(Collecting.from(daemon, trusting(authority.clientIn(directory)))
                            .header()
                            .requests())
                    .isPositive();
        }
    }

    @Test
    void a_context_cannot_switch_verification_off() throws IOException {
        Path config = directory.resolve("config");
        try (FakeDaemon daemon = FakeDaemon.withTls(authority.server(HERE), false)) {
            Contexts.write(config, "careless", daemon.address(), true);
            assertThatThrownBy(() -> Collecting.from("context:careless", Map.of("DOCKER_CONFIG", config.toString())))
                    .hasMessageContaining("not issued by an authority trusted here");

            authority.trustedIn(Contexts.tls(config, "careless"));
            assertThat(Collecting.from("context:careless", Map.of("DOCKER_CONFIG", config.toString()))
                            .header()
                            .warnings())
                    .containsExactly("context 'careless' skips TLS verification; this audit verifies all the same");
        }
    }

    @Test
    void http_to_a_tls_port_and_tls_to_an_http_port_are_told() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.onPort()) {
            for (String path : List.of("/_ping", "/version", "/info")) {
                daemon.answers(path, Scripts.json(400, "Client sent an HTTP request to an HTTPS server."));
            }
            assertThatThrownBy(() -> Collecting.from(daemon, Map.of()))
                    .hasMessageContaining("the engine wants TLS: set DOCKER_TLS_VERIFY=1");
        }
        try (FakeDaemon daemon = FakeDaemon.onPort()) {
            daemon.speaksPlainly();
            assertThatThrownBy(() -> Collecting.from(daemon, trusting(authority.trustedIn(directory))))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining("what answers does not speak TLS; unset DOCKER_TLS_VERIFY");
        }
    }

    @Test
    void files_that_hold_no_certificates_are_told() throws IOException {
        Files.writeString(directory.resolve("ca.pem"), "hello");
        Files.writeString(directory.resolve("key.pem"), "hello");
        Files.writeString(directory.resolve("cert.pem"), "hello");
        assertThatThrownBy(() -> Collecting.from("tcp://127.0.0.1:1", trusting(directory)))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("cannot use the TLS files in " + directory);
    }
}
