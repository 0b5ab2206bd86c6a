package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that might change a cluster gets to it, not even from a test that has its live client. */
class ReadOnlyTests {

    @TempDir
    Path directory;

    private FakeApiServer server;
    private Target target;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = FakeApiServer.start();
        target = new KubernetesTargetSource()
                .open(
                        "kubeconfig:" + server.kubeconfig(directory),
                        Collecting.options(directory, Map.of(), Collecting.PATIENCE));
        client = target.client(KubernetesClient.class).orElseThrow();
    }

    @AfterEach
    void stop() throws IOException {
        target.close();
        server.close();
    }

    @Test
    void a_list_is_read() {
        assertThat(client.pods().inAnyNamespace().list().getItems()).isEmpty();
    }

    @Test
    void nothing_is_made_changed_or_removed() {
        PodBuilder pod = new PodBuilder().withNewMetadata().withName("p").endMetadata();

        assertThatThrownBy(() ->
                        client.pods().inNamespace("shop").resource(pod.build()).create())
                .hasStackTraceContaining("an audit does not send POST /api/v1/namespaces/shop/pods: it only reads");
        assertThatThrownBy(() -> client.pods().inNamespace("shop").withName("p").delete())
                .hasStackTraceContaining("an audit does not send DELETE");
        assertThat(server.requests()).noneMatch(request -> request.contains("/namespaces/shop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/namespaces/shop/pods/web/exec?command=sh",
                "/api/v1/namespaces/shop/pods/web/attach",
                "/api/v1/namespaces/shop/pods/web/portforward",
                "/api/v1/namespaces/shop/pods/web/proxy/admin",
                "/api/v1/namespaces/shop/services/web/proxy/",
                "/api/v1/nodes/a/proxy/run/shop/web/c",
                "/api/v1/nodes/a/proxy/exec/shop/web/c",
                "/api/v1/nodes/a/proxy/logs/"
            })
    void what_acts_is_not_asked_even_by_get(String path) {
        assertThatThrownBy(() -> client.raw(path)).hasStackTraceContaining("it only reads");
        assertThat(server.requests()).noneMatch(request -> request.contains("/namespaces/shop"));
    }
}
