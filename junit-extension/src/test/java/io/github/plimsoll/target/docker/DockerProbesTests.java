package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at beside what is asked of the engine, and what is never sent. */
@Timeout(60)
class DockerProbesTests {

    @TempDir
    Path directory;

    private static Snapshot collect(FakeDaemon daemon, boolean probes, Map<String, String> environment) {
        TargetOptions options =
                Collecting.options(Path.of("/nowhere"), environment).withProbes(probes);
        try (Target target = new DockerTargetSource().open(daemon.address(), options)) {
            return target.collect(Progress.silent());
        }
    }

    private static JsonNode probe(Snapshot snapshot, FakeDaemon daemon) {
        return snapshot.document(DockerDocuments.probe(
                        "127.0.0.1", URI.create(daemon.address()).getPort()))
                .json();
    }

    @Test
    void the_address_that_was_audited_is_looked_at() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.onPort()) {
            Snapshot snapshot = collect(daemon, true, Map.of());

            JsonNode listing =
                    snapshot.document(DockerDocuments.PROBED_LISTENERS).json();
            assertThat(listing.at("/listeners/0/owner").asText()).isEqualTo("daemon");
            assertThat(listing.at("/unseen").asText()).contains("on which addresses the engine listens");
            assertThat(probe(snapshot, daemon).at("/plain/status").asInt()).isEqualTo(200);
            assertThat(daemon.requests()).noneMatch(request -> request.matches("(POST|PUT|DELETE|PATCH) .*"));
        }
    }

    @Test
    void nothing_is_connected_to_where_that_is_switched_off() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.onPort()) {
            Snapshot snapshot = collect(daemon, false, Map.of());

            assertThat(snapshot.document(DockerDocuments.PROBED_LISTENERS).reason())
                    .contains("-Dprobes=off")
                    .contains("-Dprobes=on");
            assertThat(snapshot.documents().keySet())
                    .filteredOn(key -> key.startsWith("probe:"))
                    .containsExactlyInAnyOrder(DockerDocuments.PROBED_LISTENERS, DockerDocuments.PROBED_REGISTRIES);
        }
    }

    @Test
    void the_certificate_that_the_audit_comes_in_with_is_not_shown_by_a_look() throws IOException {
        TestAuthority authority = new TestAuthority();
        authority.clientIn(authority.trustedIn(directory));
        Map<String, String> environment = Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", directory.toString());
        try (FakeDaemon daemon =
                FakeDaemon.withTls(authority.server(new GeneralName(GeneralName.iPAddress, "127.0.0.1")), true)) {
            Snapshot snapshot = collect(daemon, true, environment);

            assertThat(snapshot.document(DockerDocuments.INFO).isReadable()).isTrue();
            assertThat(probe(snapshot, daemon)
                            .at("/tls/withoutCertificate/outcome")
                            .asText())
                    .isEqualTo("refused");
            assertThat(probe(snapshot, daemon)
                            .at("/tls/withForeignCertificate/outcome")
                            .asText())
                    .isEqualTo("refused");
        }
    }

    @Test
    void an_engine_on_a_socket_somewhere_is_not_known_to_listen_nowhere_else() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.onSocket(directory.resolve("docker.sock"))) {
            JsonNode listing = collect(daemon, true, Map.of())
                    .document(DockerDocuments.PROBED_LISTENERS)
                    .json();

            assertThat(listing.at("/listeners")).isEmpty();
            assertThat(listing.at("/unseen").asText()).contains("which is not dockerd");
        }
    }

    @Test
    void the_registries_that_images_came_from_are_looked_at() throws IOException {
        TestAuthority authority = new TestAuthority();
        try (FakeDaemon daemon = FakeDaemon.onSocket(directory.resolve("docker.sock"));
                FakeDaemon plain = FakeDaemon.onPort();
                FakeDaemon safe = FakeDaemon.withTls(
                        authority.server(new GeneralName(GeneralName.iPAddress, "127.0.0.1")), false)) {
            String head =
                    "HTTP/1.1 401 No\r\nDocker-Distribution-Api-Version: registry/2.0\r\nContent-Length: 0\r\n\r\n";
            plain.answers("/v2/", Scripts.raw(head));
            String plainName = "127.0.0.1:" + URI.create(plain.address()).getPort();
            String safeName = "127.0.0.1:" + URI.create(safe.address()).getPort();
            daemon.answers("/images/json", """
                    [{'Id': 'sha256:a', 'RepoDigests': ['%s/a@sha256:1', '%s/b/c@sha256:2'], 'RepoTags': ['x.example/a:1']},
                     {'Id': 'sha256:b', 'RepoDigests': ['<none>@<none>']}]
                    """.formatted(plainName, safeName));

            for (String image : new String[] {"sha256:a", "sha256:b"}) {
                daemon.answers("/images/" + image + "/json", "{'Id': '" + image + "'}");
                daemon.answers("/images/" + image + "/history", "[]");
            }

            Snapshot snapshot = collect(daemon, true, Map.of());

            assertThat(snapshot.document(DockerDocuments.PROBED_REGISTRIES)
                            .json()
                            .at("/registries"))
                    .extracting(registry -> registry.path("name").asText() + " "
                            + registry.path("authoritiesKnown").asBoolean())
                    .containsExactly(plainName + " false", safeName + " false");
            JsonNode http =
                    snapshot.document(DockerDocuments.probedRegistry(plainName)).json();
            assertThat(http.at("/plain/status").asInt()).isEqualTo(401);
            assertThat(http.at("/plain/headers/Docker-Distribution-Api-Version").asText())
                    .isEqualTo("registry/2.0");
            JsonNode tls =
                    snapshot.document(DockerDocuments.probedRegistry(safeName)).json();
            assertThat(tls.at("/tls/trust/outcome").asText()).isEqualTo("untrusted");
            assertThat(tls.at("/tls/trust/detail").asText()).isNotBlank();
            assertThat(tls.at("/tls/certificates/0/names")).hasToString("[\"ip:127.0.0.1\"]");
        }
    }
}
