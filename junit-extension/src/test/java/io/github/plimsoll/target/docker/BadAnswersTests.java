package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.FakeServer;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever an engine does wrong costs one document, in bounded time and memory. */
@Timeout(60)
class BadAnswersTests {

    @RegisterExtension
    private final FakeDaemon daemon = FakeDaemon.started();

    private String reasonFor(FakeServer.Script script) {
        daemon.answers("/networks", script);
        Snapshot snapshot = Collecting.from(daemon);
        Document document = snapshot.document(DockerDocuments.NETWORKS);
        assertThat(document.isReadable()).isFalse();
        assertThat(snapshot.document(DockerDocuments.INFO).isReadable()).isTrue();
        assertThat(snapshot.document(DockerDocuments.VOLUMES).isReadable()).isTrue();
        return document.reason();
    }

    private String lateReasonFor(FakeServer.Script script) {
        daemon.answers("/networks", script);
        return Collecting.impatientlyFrom(daemon)
                .document(DockerDocuments.NETWORKS)
                .reason();
    }

    @Test
    void refusals_are_told_with_what_the_engine_says() {
        assertThat(reasonFor(Scripts.json(500, "{\"message\": \"out of\\nluck\"}")))
                .isEqualTo("GET /networks: the engine answers 500: out of luck");
        assertThat(reasonFor(Scripts.json(403, "<html>no</html>")))
                .isEqualTo("GET /networks: the engine answers 403: <html>no</html>");
    }

    @Test
    void garbage_is_not_an_answer() {
        assertThat(reasonFor(Scripts.json(200, "<html>hello</html>"))).endsWith("the answer is not JSON");
        assertThat(reasonFor(Scripts.json(200, "[] trailing"))).endsWith("the answer is not JSON");
        assertThat(reasonFor(Scripts.json(200, ""))).endsWith("the answer is empty");
        assertThat(reasonFor(Scripts.raw("220 ftp.example ready\r\n\r\n"))).endsWith("does not speak HTTP");
    }

    @Test
    void json_of_the_wrong_kind_is_not_an_answer() {
        assertThat(reasonFor(Scripts.json(200, "{}"))).endsWith("not what an engine answers");
        assertThat(reasonFor(Scripts.json(200, "[1, 2]"))).endsWith("not what an engine answers");
        assertThat(reasonFor(Scripts.json(200, "null"))).endsWith("not what an engine answers");
    }

    @Test
    void an_empty_object_is_not_a_hardened_container() {
        daemon.answers("/containers/json", "[{'Id': 'c'}]");
        daemon.answers("/containers/c/json", "{}");

        assertThat(Collecting.from(daemon)
                        .document(DockerDocuments.container("c"))
                        .isReadable())
                .isFalse();
    }

    @Test
    void truncation_is_noticed() {
        assertThat(reasonFor(Scripts.truncated("[{\"Name\": "))).endsWith("the answer breaks off");
        assertThat(reasonFor(Scripts.truncated("[]"))).endsWith("the answer breaks off");
        assertThat(reasonFor(Scripts.chunked("[{\"Name\""))).endsWith("the answer breaks off");
    }

    @Test
    void silence_ends_at_the_deadline() {
        assertThat(lateReasonFor(Scripts.nothing())).endsWith("no complete answer in time (1.5 s)");
    }

    @Test
    void a_slow_drip_ends_at_the_deadline_in_body_and_head() {
        assertThat(lateReasonFor(Scripts.slowBody())).endsWith("no complete answer in time (1.5 s)");
        assertThat(lateReasonFor(Scripts.slowDrip("HTTP/1.1 200 OK\r\nX-Long: ")))
                .endsWith("no complete answer in time (1.5 s)");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(reasonFor(Scripts.nested(10_000))).endsWith("the answer is nested too deep");
    }

    @Test
    void a_gigabyte_is_refused_after_the_first_few() {
        assertThat(reasonFor(Scripts.huge())).endsWith("the answer is larger than 8 MiB");
    }

    @Test
    void many_small_values_are_refused_before_they_fill_the_memory() {
        assertThat(reasonFor(Scripts.json(200, "[" + "[],".repeat(2_000_000) + "[]]")))
                .endsWith("the answer is larger than an honest one");
    }

    @Test
    void redirects_are_not_followed() throws IOException {
        try (FakeDaemon elsewhere = FakeDaemon.onPort()) {
            String location = elsewhere.address().replace("tcp", "http") + "/networks";

            assertThat(reasonFor(Scripts.raw(
                            "HTTP/1.1 307 Elsewhere\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n")))
                    .endsWith("the engine answers 307");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void an_engine_that_answers_nothing_but_pings_does_not_keep_us_for_hours() {
        StringBuilder list = new StringBuilder("{'Id': 'c0'}");
        for (int i = 0; i < 400; i++) {
            daemon.answers("/containers/c" + i + "/json", Scripts.nothing());
            list.append(", {'Id': 'c").append(i).append("'}");
        }
        daemon.answers("/containers/json", "[" + list + "]");

        Snapshot snapshot = Collecting.impatientlyFrom(daemon);

        assertThat(snapshot.document(DockerDocuments.container("c399")).reason())
                .contains("not asked, since the engine left 8 requests in a row unanswered");
    }

    @Test
    void an_engine_behind_a_guard_that_refuses_pings_is_audited_all_the_same() {
        daemon.answers("/_ping", Scripts.json(403, "{\"message\": \"no\"}"));

        assertThat(Collecting.from(daemon).document(DockerDocuments.INFO).isReadable())
                .isTrue();
    }

    @Test
    void an_engine_that_answers_only_errors_is_unavailable() {
        for (String path : new String[] {"/_ping", "/version", "/info"}) {
            daemon.answers(path, Scripts.json(500, "{\"message\": \"broken\"}"));
        }
        assertThatThrownBy(() -> Collecting.from(daemon))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("the engine answers 500: broken")
                .hasMessageContaining(daemon.address());
    }

    @Test
    void an_engine_that_does_not_answer_is_unavailable_after_one_deadline() {
        daemon.answers("/_ping", Scripts.nothing());
        long begin = System.nanoTime();

        assertThatThrownBy(() -> Collecting.impatientlyFrom(daemon))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("no complete answer in time (1.5 s); see whether `docker version` answers");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void no_socket_and_nobody_listening_are_told_apart() throws IOException {
        assertThatThrownBy(() -> Collecting.from("unix:///nowhere/docker.sock", Map.of()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining(
                        "no Docker engine at unix:///nowhere/docker.sock (named by -Dtarget): there is no such file;")
                .hasMessageContaining("DOCKER_HOST");
        // Whoever holds a port without listening keeps others from listening there.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThatThrownBy(() -> Collecting.from("tcp://127.0.0.1:" + held.getLocalPort(), Map.of()))
                    .isInstanceOf(TargetUnavailable.class)
                    .hasMessageContaining("connection refused; nothing listens there");
        }
    }
}
