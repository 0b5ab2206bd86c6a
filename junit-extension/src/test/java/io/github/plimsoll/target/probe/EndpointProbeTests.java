package io.github.plimsoll.target.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.TestAuthority;
import io.github.plimsoll.target.TestAuthority.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What servers of every kind are found to be. */
@Timeout(60)
class EndpointProbeTests {

    private static final ProbeLimits PATIENT =
            new ProbeLimits(Duration.ofSeconds(20), 256 << 10, Duration.ofMinutes(1));

    private final TestAuthority authority = new TestAuthority();

    private static JsonNode look(LoneServer server) {
        return look(server, PATIENT);
    }

    private static JsonNode look(LoneServer server, ProbeLimits limits) {
        Document found = new EndpointProbe("/_ping", List.of("Server", "Api-Version"), limits)
                .look("127.0.0.1", server.port(), "127.0.0.1");
        return found.json();
    }

    @Test
    void plain_http() throws IOException {
        try (LoneServer server = LoneServer.plain(LoneServer.answering(200))) {
            // It waits for the end of a line that a greeting in TLS does not have.
            JsonNode found = look(server, new ProbeLimits(Duration.ofSeconds(2), 64 << 10, Duration.ofMinutes(1)));

            assertThat(found.at("/plain"))
                    .hasToString("{\"outcome\":\"answered\",\"status\":200,\"headers\":{\"Server\":\"Docker/28\","
                            + "\"Api-Version\":\"1.51\"}}");
            assertThat(found.at("/tls/outcome").asText()).isEqualTo("not spoken");
        }
    }

    @Test
    void tls_without_client_check() throws IOException {
        Wish wish = Wish.sound()
                .named(new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "a.b"))
                .goodFor(KeyPurposeId.id_kp_serverAuth);
        try (LoneServer server = LoneServer.tls(authority.server(wish), false, 200)) {
            JsonNode tls = look(server).at("/tls");

            assertThat(tls.at("/outcome").asText()).isEqualTo("spoken");
            assertThat(tls.at("/version").asText()).isEqualTo("TLS 1.3");
            assertThat(tls.at("/withoutCertificate/outcome").asText()).isEqualTo("answered");
            assertThat(tls.at("/withoutCertificate/status").asInt()).isEqualTo(200);
            assertThat(tls.at("/clientCertificate")).hasToString("{\"requested\":false}");
            assertThat(tls.at("/versions/TLS 1.0/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/versions/TLS 1.1/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/versions/TLS 1.2/outcome").asText()).isEqualTo("accepted");
            assertThat(tls.at("/versions/TLS 1.3/outcome").asText()).isEqualTo("accepted");
            assertThat(tls.at("/weakSuites/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/certificates")).hasSize(2);
            JsonNode own = tls.at("/certificates/0");
            assertThat(own.at("/subject").asText()).isEqualTo("CN=engine");
            assertThat(own.at("/issuer").asText()).isEqualTo("CN=test authority");
            assertThat(own.at("/keyType").asText() + own.at("/keyBits").asText())
                    .isEqualTo("EC256");
            assertThat(own.at("/signature").asText()).isEqualTo("SHA256withECDSA");
            assertThat(own.at("/names")).hasToString("[\"ip:127.0.0.1\",\"dns:a.b\"]");
            assertThat(own.at("/purposes")).hasToString("[\"server\"]");
            assertThat(own.at("/selfSigned").asBoolean()).isFalse();
            assertThat(own.at("/authority").asBoolean()).isFalse();
            assertThat(tls.at("/certificates/1/selfSigned").asBoolean()).isTrue();
            assertThat(tls.at("/certificates/1/authority").asBoolean()).isTrue();
        }
    }

    @Test
    void mutual_tls() throws IOException {
        try (LoneServer server = LoneServer.tls(authority.server(Wish.sound()), true, 200)) {
            JsonNode tls = look(server).at("/tls");

            assertThat(tls.at("/withoutCertificate/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/withForeignCertificate/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/clientCertificate/requested").asBoolean()).isTrue();
            assertThat(tls.at("/clientCertificate/authorities")).hasToString("[\"CN=test authority\"]");
            assertThat(tls.at("/clientCertificate/publicAuthorities")).isEmpty();
            assertThat(tls.at("/certificates")).isNotEmpty();
        }
    }

    /** It asks for a certificate and takes any, as a careless proxy does. */
    @Test
    void a_foreign_certificate_is_let_in_by_a_server_that_believes_everybody() throws Exception {
        try (LoneServer server = LoneServer.tls(authority.gullibleServer(), true, 200)) {
            JsonNode tls = look(server).at("/tls");

            assertThat(tls.at("/withoutCertificate/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/withForeignCertificate/outcome").asText()).isEqualTo("answered");
        }
    }

    @Test
    void certificates_of_every_make() throws IOException {
        Wish wish = Wish.sound()
                .key("RSA", 1024)
                .hashedBy("SHA1")
                .signingItself()
                .valid(Duration.ofDays(-3), Duration.ofDays(-1));
        try (LoneServer server = LoneServer.tls(authority.server(wish), false, 200)) {
            JsonNode own = look(server).at("/tls/certificates/0");

            assertThat(own.at("/keyType").asText() + own.at("/keyBits").asText())
                    .isEqualTo("RSA1024");
            assertThat(own.at("/signature").asText()).isEqualTo("SHA1withRSA");
            assertThat(own.at("/selfSigned").asBoolean()).isTrue();
            assertThat(own.has("purposes")).isFalse();
            assertThat(Instant.parse(own.at("/notAfter").asText())).isBefore(Instant.now());
        }
    }

    @Test
    void the_oldest_version_and_a_broken_cipher() throws IOException {
        try (LoneServer server =
                LoneServer.plain(new OldTls(ProtocolVersion.TLSv10, CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA))) {
            JsonNode tls = look(server).at("/tls");

            assertThat(tls.at("/outcome").asText()).isEqualTo("spoken");
            assertThat(tls.at("/versions/TLS 1.0/outcome").asText()).isEqualTo("accepted");
            assertThat(tls.at("/versions/TLS 1.1/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/versions/TLS 1.2/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/versions/TLS 1.3/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/weakSuites/outcome").asText()).isEqualTo("accepted");
            assertThat(tls.at("/weakSuites/agreed")).hasToString("[\"TLS_RSA_WITH_3DES_EDE_CBC_SHA\"]");
            assertThat(tls.at("/certificates/0/subject").asText()).isEqualTo("CN=old");
            assertThat(tls.at("/withoutCertificate/outcome").asText()).isEqualTo("answered");
            assertThat(tls.at("/withForeignCertificate/outcome").asText()).isEqualTo("answered");
        }
    }

    @Test
    void version_1_1_is_told_from_1_2() throws IOException {
        try (LoneServer server =
                LoneServer.plain(new OldTls(ProtocolVersion.TLSv11, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA))) {
            JsonNode tls = look(server).at("/tls");

            assertThat(tls.at("/versions/TLS 1.0/outcome").asText()).isEqualTo("refused");
            assertThat(tls.at("/versions/TLS 1.1/outcome").asText()).isEqualTo("accepted");
            assertThat(tls.at("/weakSuites/agreed")).hasToString("[\"TLS_RSA_WITH_AES_128_CBC_SHA\"]");
        }
    }

    @Test
    void an_authority_that_is_trusted_and_one_that_is_not(@TempDir Path directory) throws IOException {
        Path bundle = authority.trustedIn(directory).resolve("ca.pem");
        EndpointProbe probe = new EndpointProbe("/v2/", List.of(), PATIENT);
        try (LoneServer server = LoneServer.tls(authority.server(Wish.sound()), false, 200)) {
            assertThat(trust(probe, server, TrustedAuthorities.of(List.of(bundle))))
                    .isEqualTo("trusted");
            assertThat(trust(probe, server, TrustedAuthorities.of(List.of(directory.resolve("none.pem")))))
                    .isEqualTo("untrusted");
        }
        Wish expired = Wish.sound().valid(Duration.ofDays(-3), Duration.ofDays(-1));
        try (LoneServer server = LoneServer.tls(authority.server(expired), false, 200)) {
            assertThat(trust(probe, server, TrustedAuthorities.of(List.of(bundle))))
                    .isEqualTo("untrusted");
        }
    }

    private static String trust(EndpointProbe probe, LoneServer server, TrustedAuthorities trusted) {
        return probe.look("127.0.0.1", server.port(), "127.0.0.1", trusted)
                .json()
                .at("/tls/trust/outcome")
                .asText();
    }

    @Test
    void nobody_there() throws IOException {
        LoneServer server = LoneServer.plain(LoneServer.answering(200));
        server.close();
        Document found = new EndpointProbe("/_ping", List.of(), PATIENT).look("127.0.0.1", server.port(), "127.0.0.1");

        assertThat(found.reason())
                .isEqualTo("a look at 127.0.0.1:" + server.port()
                        + " from this machine came to nothing: connection refused");
    }
}
