package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.github.plimsoll.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadOnlyTransportTests {

    @TempDir
    Path directory;

    @RegisterExtension
    private final FakeDaemon daemon = FakeDaemon.started();

    private Target target() {
        return new DockerTargetSource().open(daemon.address(), Collecting.options(directory, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1.41/containers/c/start",
        "DELETE, /containers/c",
        "PUT, /containers/c/archive",
        "POST, /info",
        "get, /info",
        "GET, /containers/c/attach/ws",
        "GET, /swarm/unlockkey",
        "GET, /images/search",
        "GET, /images/get?names=i",
        "GET, /containers/c/export",
        "GET, /distribution/i/json",
        "GET, /containers/../swarm/unlockkey",
        "GET, /v1.41/v1.41/info",
        "GET, http://elsewhere/info"
    })
    void whatever_does_not_read_is_refused_before_it_is_sent(String method, String path) throws IOException {
        Endpoint endpoint = new EndpointResolver(Collecting.options(directory, Map.of())).resolve(daemon.address());
        try (ReadOnlyTransport transport = new ReadOnlyTransport(new SocketTransport(endpoint, Collecting.PATIENCE))) {
            Request request = Request.builder().method(method).path(path).build();
            assertThatThrownBy(() -> transport.execute(request))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining(method + " " + path);
            assertThat(transport.requests()).isZero();
        }
        assertThat(daemon.requests()).isEmpty();
    }

    @Test
    void the_live_client_reads_and_cannot_write() {
        try (Target target = target()) {
            DockerClient client = target.client(DockerClient.class).orElseThrow();

            assertThat(client.infoCmd().exec().getServerVersion()).isEqualTo("20.10.24");
            assertThatThrownBy(() -> client.createNetworkCmd().withName("n").exec())
                    .hasStackTraceContaining("an audit does not send POST /networks/create");
        }
        assertThat(daemon.requests()).containsExactly("GET /info");
    }

    @Test
    void only_a_docker_client_is_to_be_had() {
        try (Target target = target()) {
            assertThat(target.client(String.class)).isEmpty();
        }
    }
}
