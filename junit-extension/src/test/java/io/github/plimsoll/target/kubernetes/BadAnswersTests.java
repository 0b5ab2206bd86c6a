package io.github.plimsoll.target.kubernetes;

import static io.github.plimsoll.target.kubernetes.FakeApiServer.list;
import static io.github.plimsoll.target.kubernetes.FakeApiServer.page;
import static io.github.plimsoll.target.kubernetes.FakeApiServer.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.FakeServer;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an API server does wrong costs one document, in bounded time and memory. */
@Timeout(60)
class BadAnswersTests {

    @TempDir
    Path directory;

    private FakeApiServer server;

    @BeforeEach
    void start() throws IOException {
        server = FakeApiServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String reasonFor(FakeServer.Script script) throws IOException {
        return reasonFor(script, Collecting.PATIENCE);
    }

    private String reasonFor(FakeServer.Script script, Duration deadline) throws IOException {
        server.answers(KubernetesDocuments.SERVICES, script);
        Snapshot snapshot = Collecting.from(server, directory, deadline);
        Document document = snapshot.document(KubernetesDocuments.SERVICES);
        assertThat(document.isReadable()).isFalse();
        assertThat(snapshot.document(KubernetesDocuments.VERSION).isReadable()).isTrue();
        assertThat(snapshot.document(KubernetesDocuments.NAMESPACES).isReadable())
                .isTrue();
        return document.reason();
    }

    @Test
    void refusals_are_told_with_what_the_server_says() throws IOException {
        assertThat(reasonFor(Scripts.json(500, "{\"message\": \"etcdserver: out of\\nluck\"}")))
                .isEqualTo("GET /api/v1/services: the server answers 500: etcdserver: out of luck");
        assertThat(reasonFor(Scripts.json(403, "{\"message\": \"services is forbidden: jane cannot list\"}")))
                .isEqualTo("GET /api/v1/services: the server answers 403: services is forbidden: jane cannot list");
    }

    @Test
    void a_server_that_forbids_half_of_the_kinds_costs_these_alone() throws IOException {
        boolean forbidden = false;
        Set<String> refused = new HashSet<>();
        for (Collected kind : Collected.ALL) {
            forbidden = !forbidden;
            if (forbidden) {
                server.answers(kind.list(), Scripts.json(403, "{\"message\": \"jane cannot list\"}"));
                refused.add(kind.list());
            }
        }

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(refused).hasSizeGreaterThan(10);
        for (Collected kind : Collected.ALL) {
            Document document = snapshot.document(kind.list());
            assertThat(document.isReadable()).as(kind.list()).isEqualTo(!refused.contains(kind.list()));
            if (!document.isReadable()) {
                assertThat(document.reason()).endsWith("the server answers 403: jane cannot list");
            }
        }
    }

    @Test
    void garbage_is_not_an_answer() throws IOException {
        assertThat(reasonFor(Scripts.json(200, "<html>hello</html>"))).endsWith("the answer is not JSON");
        assertThat(reasonFor(Scripts.json(200, ""))).endsWith("the answer is empty");
        assertThat(reasonFor(Scripts.raw("220 ftp.example ready\r\n\r\n"))).endsWith("does not speak HTTP");
    }

    @Test
    void json_of_the_wrong_kind_is_not_an_empty_list() throws IOException {
        assertThat(reasonFor(Scripts.json(200, "{}"))).endsWith("not what an API server answers");
        assertThat(reasonFor(Scripts.json(200, "[]"))).endsWith("not what an API server answers");
        assertThat(reasonFor(Scripts.json(200, "null"))).endsWith("not what an API server answers");
        assertThat(reasonFor(Scripts.json(200, "{\"kind\": \"ServiceList\", \"items\": {}}")))
                .endsWith("not what an API server answers");
        assertThat(reasonFor(Scripts.json(200, "{\"kind\": \"ServiceList\", \"items\": [1]}")))
                .endsWith("not what an API server answers");
    }

    @Test
    void truncation_is_noticed() throws IOException {
        assertThat(reasonFor(Scripts.truncated("{\"kind\": "))).endsWith("the answer breaks off");
        assertThat(reasonFor(Scripts.truncated("{\"kind\": \"ServiceList\", \"items\": []}")))
                .endsWith("the answer breaks off");
        assertThat(reasonFor(Scripts.chunked("{\"kind\""))).endsWith("the answer breaks off");
    }

    @Test
    void silence_ends_at_the_deadline() throws IOException {
        assertThat(reasonFor(Scripts.nothing(), Collecting.IMPATIENCE)).endsWith("no complete answer in time (1.5 s)");
    }

    @Test
    void a_slow_drip_ends_at_the_deadline_in_body_and_head() throws IOException {
        assertThat(reasonFor(Scripts.slowBody(), Collecting.IMPATIENCE)).endsWith("no complete answer in time (1.5 s)");
        assertThat(reasonFor(Scripts.slowDrip("HTTP/1.1 200 OK\r\nX-Long: "), Collecting.IMPATIENCE))
                .endsWith("no complete answer in time (1.5 s)");
    }

    @Test
    void deep_nesting_is_refused() throws IOException {
        assertThat(reasonFor(Scripts.nested(10_000))).endsWith("the answer is nested too deep");
    }

    @Test
    void a_gigabyte_is_refused_after_the_first_few() throws IOException {
        assertThat(reasonFor(Scripts.huge())).endsWith("the answer is larger than 8 MiB");
    }

    @Test
    void a_list_without_an_end_is_given_up() throws IOException {
        server.answers(
                KubernetesDocuments.SERVICES,
                Scripts.json(200, page("again", pod("p")).replace('\'', '"')));

        Document document = Collecting.from(server, directory).document(KubernetesDocuments.SERVICES);

        assertThat(document.reason()).endsWith("the list has no end");
    }

    @Test
    void a_server_that_leaves_all_questions_unanswered_is_soon_left_alone() throws IOException {
        for (Collected kind : Collected.ALL) {
            server.answers(kind.list(), Scripts.nothing());
        }
        long begin = System.nanoTime();

        Snapshot snapshot = Collecting.from(server, directory, Duration.ofMillis(500));

        assertThat(snapshot.document(KubernetesDocuments.NAMESPACES).reason())
                .endsWith("not asked, since the server left 8 requests in a row unanswered");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_cluster_that_does_not_accept_the_credentials_is_no_target() {
        server.answers("/version", Scripts.json(401, "{\"message\": \"Unauthorized\"}"));

        assertThatThrownBy(() -> Collecting.from(server, directory))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageMatching(
                        "no Kubernetes cluster at http://127\\.0\\.0\\.1:\\d+, context 'test' \\(.*kubeconfig, its"
                                + " current context\\): the server answers 401: Unauthorized; it does not accept a token of user 'jane':"
                                + " log in again, or choose another context with -Dtarget=cluster:CONTEXT");
    }

    @Test
    void something_else_that_answers_is_no_target() {
        server.answers("/version", "{'hello': 'world'}");

        assertThatThrownBy(() -> Collecting.from(server, directory))
                .hasMessageContaining("what answers is no API server");
    }

    @Test
    void a_server_that_keeps_its_version_to_itself_is_audited_all_the_same() throws IOException {
        server.answers("/version", Scripts.json(403, "{\"message\": \"forbidden\"}"));

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(snapshot.document(KubernetesDocuments.VERSION).isReadable()).isFalse();
        assertThat(snapshot.document(KubernetesDocuments.PODS).isReadable()).isTrue();
    }

    /** Whoever reads it later finds it unreadable; nobody who collects may stumble over it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'metadata': 7}",
                "{'metadata': {'name': 7, 'namespace': []}, 'spec': 'all', 'status': [1]}",
                "{'metadata': {'name': 'a', 'labels': 'none', 'annotations': [1]}, 'status': {'conditions': 'Ready', 'addresses': 1, 'nodeInfo': []}}",
                "{'metadata': {'name': 'a', 'namespace': 'kube-system'}, 'spec': {'nodeName': {}, 'containers': {'command': 1}}, 'data': 7}",
                "{'metadata': {'name': 'a'}, 'spec': {'containers': [{'command': 'kube-apiserver', 'env': 7, 'args': [[]]}], 'volumes': 3}}"
            })
    void an_object_with_fields_of_the_wrong_type_costs_nothing_but_itself(String object) throws IOException {
        for (Collected kind : Collected.ALL) {
            if (!kind.list().equals(KubernetesDocuments.SECRETS)) {
                server.answers(kind.list(), list(object));
            }
        }

        Snapshot snapshot = Collecting.from(server, directory);

        for (Collected kind : Collected.ALL) {
            assertThat(snapshot.document(kind.list()).isReadable())
                    .as(kind.list())
                    .isTrue();
        }
    }

    @Test
    void a_node_that_goes_while_the_cluster_is_read_costs_what_it_would_have_said() throws IOException {
        server.answers(
                KubernetesDocuments.NODES, list("{'metadata': {'name': 'gone'}}", "{'metadata': {'name': 'there'}}"));
        server.answers(
                KubernetesDocuments.kubeletConfig("gone"),
                Scripts.json(404, "{\"message\": \"nodes \\\"gone\\\" not found\"}"));
        server.answers(KubernetesDocuments.kubeletConfig("there"), "{'kubeletconfig': {'seccompDefault': true}}");

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(snapshot.document(KubernetesDocuments.kubeletConfig("gone")).reason())
                .contains("404", "nodes \"gone\" not found");
        assertThat(snapshot.document(KubernetesDocuments.kubeletConfig("there")).isReadable())
                .isTrue();
        assertThat(snapshot.document(KubernetesDocuments.PODS).isReadable()).isTrue();
    }
}
