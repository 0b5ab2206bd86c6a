package io.github.plimsoll.target.kubernetes;

import static io.github.plimsoll.target.kubernetes.FakeApiServer.list;
import static io.github.plimsoll.target.kubernetes.FakeApiServer.page;
import static io.github.plimsoll.target.kubernetes.FakeApiServer.pod;
import static io.github.plimsoll.target.kubernetes.FakeApiServer.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.FakeServer;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CollectionTests {

    /** The version, the groups of kinds that are served, and each list. */
    private static final int REQUESTS = 2 + Collected.ALL.size();

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

    @Test
    void each_kind_takes_one_request_and_all_rights_one_question() throws IOException {
        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(server.gets())
                .hasSize(REQUESTS)
                .contains("/version", "/api/v1/pods?limit=500", "/apis/apps/v1/deployments?limit=500")
                .doesNotHaveDuplicates();
        assertThat(server.requests())
                .filteredOn(request -> !request.startsWith("GET "))
                .containsExactly("POST " + FakeApiServer.RULES);
        assertThat(snapshot.header().requests()).isEqualTo(REQUESTS + 1);
        assertThat(snapshot.header().version()).isEqualTo("v1.34.4");
        assertThat(snapshot.header().warnings()).singleElement().asString().contains("nothing protects the traffic");
        assertThat(snapshot.documents())
                .allSatisfy((key, document) -> assertThat(document.isReadable())
                        .as("%s: %s; only ports are not looked at in these tests", key, document.reason())
                        .isEqualTo(!key.equals(KubernetesDocuments.PROBED_PORTS)));
    }

    @Test
    void the_number_of_objects_makes_no_request_but_that_of_a_node() throws IOException {
        String[] pods = IntStream.range(0, 400).mapToObj(i -> pod("p" + i)).toArray(String[]::new);
        server.answers("/api/v1/pods", list(pods));
        server.answers("/api/v1/nodes", list("{'metadata': {'name': 'a'}}", "{'metadata': {'name': 'b'}}"));
        server.answers("/api/v1/nodes/a/proxy/configz", "{'kubeletconfig': {'port': 10250}}");

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(server.gets()).hasSize(REQUESTS + 2);
        assertThat(snapshot.document(KubernetesDocuments.PODS).json().path("items"))
                .hasSize(400);
        assertThat(snapshot.document(KubernetesDocuments.kubeletConfig("a"))
                        .json()
                        .at("/kubeletconfig/port")
                        .asInt())
                .isEqualTo(10250);
        assertThat(snapshot.document(KubernetesDocuments.kubeletConfig("b")).reason())
                .isEqualTo("GET /api/v1/nodes/b/proxy/configz: the server answers 404: page not found");
    }

    @Test
    void pages_are_put_together() throws IOException {
        server.answers("/api/v1/pods", page("a/b=", pod("one")));
        server.answers("/api/v1/pods?limit=500&continue=a%2Fb%3D", page("c", pod("two")));
        server.answers("/api/v1/pods?limit=500&continue=c", page("", pod("three")));

        JsonNode pods = Collecting.from(server, directory)
                .document(KubernetesDocuments.PODS)
                .json();

        assertThat(pods.path("items"))
                .extracting(pod -> pod.at("/metadata/name").asText())
                .containsExactly("one", "two", "three");
        assertThat(pods.properties()).hasSize(1);
    }

    @Test
    void a_list_whose_pages_are_no_longer_kept_is_read_again_in_one_go() throws IOException {
        server.answers("/api/v1/pods", page("a", pod("one")));
        server.answers(
                "/api/v1/pods?limit=500&continue=a",
                Scripts.json(410, "{\"message\": \"The provided continue is too old\"}"));
        server.answers("/api/v1/pods?resourceVersion=0", list(pod("one"), pod("two")));

        assertThat(Collecting.from(server, directory)
                        .document(KubernetesDocuments.PODS)
                        .json()
                        .path("items"))
                .hasSize(2);
    }

    @Test
    void what_the_server_keeps_for_itself_is_left_out_and_nothing_else() throws IOException {
        server.answers("/apis/apps/v1/replicasets", list("""
                {'metadata': {'name': 'web', 'managedFields': [{'manager': 'kubectl'}],
                  'annotations': {'kubectl.kubernetes.io/last-applied-configuration': '{}', 'deployment.kubernetes.io/revision': '3'}},
                 'spec': {'managedFields': 'stays', 'empty': {}, 'none': [], 'template': {'metadata': {'managedFields': []}}}}"""));

        JsonNode replicas = Collecting.from(server, directory)
                .document(KubernetesDocuments.REPLICA_SETS)
                .json()
                .at("/items/0");

        assertThat(replicas).hasToString("""
                {"metadata":{"name":"web","annotations":{"deployment.kubernetes.io/revision":"3"}},\
                "spec":{"managedFields":"stays","empty":{},"none":[],"template":{"metadata":{}}}}""");
    }

    @Test
    void who_set_fields_of_what_somebody_may_have_declared_stays_without_the_fields() throws IOException {
        server.answers("/apis/apps/v1/deployments", list("""
                {'metadata': {'name': 'web', 'managedFields': [{'manager': 'helm', 'operation': 'Update', 'time': '2026-01-01T00:00:00Z',
                  'fieldsV1': {'f:spec': {}}}, {'manager': 'autoscaler', 'operation': 'Update', 'subresource': 'scale'}]}}"""));

        assertThat(Collecting.from(server, directory)
                        .document(KubernetesDocuments.DEPLOYMENTS)
                        .json()
                        .at("/items/0/metadata/managedFields"))
                .hasToString("[{\"manager\":\"helm\",\"operation\":\"Update\"},"
                        + "{\"manager\":\"autoscaler\",\"operation\":\"Update\",\"subresource\":\"scale\"}]");
    }

    @Test
    void of_secrets_only_names_types_and_the_names_of_what_is_in_them_are_asked_for() throws IOException {
        server.answers("/api/v1/secrets", table("""
                {'cells': ['db', 'Opaque', 2], 'object': {'kind': 'PartialObjectMetadata', 'metadata': {'name': 'db', 'namespace': 'shop',
                  'annotations': {'kubectl.kubernetes.io/last-applied-configuration': 'c4n4ry'},
                  'managedFields': [
                    {'time': '2026-01-02T00:00:00Z', 'fieldsV1': {'f:data': {'.': {}, 'f:password': {}, 'f:user': {}}, 'f:type': {}}},
                    {'time': '2026-01-01T00:00:00Z', 'fieldsV1': {'f:stringData': {'f:host': {}}}},
                    {'time': '2026-01-03T00:00:00Z', 'fieldsV1': {'f:metadata': {'f:labels': {}}}}]}}}"""));

        assertThat(Collecting.from(server, directory)
                        .document(KubernetesDocuments.SECRETS)
                        .json()
                        .at("/items/0"))
                .hasToString("{\"kind\":\"PartialObjectMetadata\",\"metadata\":{\"name\":\"db\",\"namespace\":\"shop\","
                        + "\"annotations\":{}},\"type\":\"Opaque\",\"copied\":true,\"keys\":[\"host\",\"password\",\"user\"],"
                        + "\"written\":\"2026-01-02T00:00:00Z\"}");
    }

    @Test
    void secrets_from_a_server_that_does_not_leave_out_what_is_in_them_are_not_kept() throws IOException {
        server.answers("/api/v1/secrets", list("{'metadata': {'name': 'db'}, 'data': {'password': 'c4n4ry'}}"));

        assertThat(Collecting.from(server, directory)
                        .document(KubernetesDocuments.SECRETS)
                        .reason())
                .endsWith("the server does not leave out what is in them, so they are not read");
    }

    @Test
    void a_kind_that_came_later_is_none_where_it_is_not_served() throws IOException {
        server.answers(KubernetesDocuments.VALIDATING_ADMISSION_POLICIES, Scripts.json(404, "404 page not found"));
        server.answers(KubernetesDocuments.PODS, Scripts.json(404, "404 page not found"));

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(snapshot.document(KubernetesDocuments.VALIDATING_ADMISSION_POLICIES)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(snapshot.document(KubernetesDocuments.PODS).isReadable()).isFalse();
    }

    @Test
    void what_others_added_to_the_api_is_read_in_the_version_that_is_stored() throws IOException {
        server.answers(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, list("""
                {'metadata': {'name': 'clusterpolicies.kyverno.io'}, 'spec': {'group': 'kyverno.io', 'names': {'plural': 'clusterpolicies'},
                 'versions': [{'name': 'v2', 'served': true}, {'name': 'v1', 'served': true, 'storage': true}, {'name': 'v0', 'served': false}]}}""", """
                {'metadata': {'name': 'toys.example.com'}, 'spec': {'group': 'example.com', 'names': {'plural': 'toys'},
                 'versions': [{'name': 'v1', 'served': true, 'storage': true}]}}"""));
        server.answers("/apis/kyverno.io/v1/clusterpolicies", list("{'metadata': {'name': 'signed'}}"));

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(snapshot.document("/apis/kyverno.io/v1/clusterpolicies")
                        .json()
                        .at("/items/0/metadata/name")
                        .asText())
                .isEqualTo("signed");
        assertThat(server.gets()).noneMatch(path -> path.contains("example.com"));
    }

    private static final String SUMMARIES = KubernetesDocuments.KUBESCAPE_SUMMARIES;

    private static final String SUMMARY =
            "{'metadata': {'name': 'web', 'annotations': {'kubescape.io/image-tag': 'shop:1', 'note': 'mine'}}, 'spec': %s}";

    @Test
    void results_of_kubescape_are_asked_for_with_what_is_in_them() throws IOException {
        server.answers("/apis", "{'groups': [{'name': 'apps'}, {'name': 'spdx.softwarecomposition.kubescape.io'}]}");
        server.answers(SUMMARIES, list(SUMMARY.formatted("{'severities': {'critical': {'all': 0}}}")));
        server.answers(
                SUMMARIES + "?limit=500&resourceVersion=fullSpec",
                list(SUMMARY.formatted("{'severities': {'critical': {'all': 3}}}")));

        JsonNode summary =
                Collecting.from(server, directory).document(SUMMARIES).json().at("/items/0");

        assertThat(summary.at("/spec/severities/critical/all").asInt()).isEqualTo(3);
        assertThat(summary.at("/metadata/annotations/kubescape.io~1image-tag").asText())
                .isEqualTo("shop:1");
        assertThat(summary.at("/metadata/annotations/note").asText()).doesNotContain("mine");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422, 500})
    void a_server_that_takes_that_for_a_version_is_asked_in_the_usual_way(int refusal) throws IOException {
        server.answers("/apis", "{'groups': [{'name': 'spdx.softwarecomposition.kubescape.io'}]}");
        server.answers(SUMMARIES, list(SUMMARY.formatted("{}")));
        server.answers(SUMMARIES + "?limit=500&resourceVersion=fullSpec", Scripts.json(refusal, "{}"));

        assertThat(Collecting.from(server, directory).document(SUMMARIES).json().path("items"))
                .hasSize(1);
    }

    @Test
    void what_kubescape_does_not_tell_is_unreadable_and_none_where_it_is_not() throws IOException {
        assertThat(Collecting.from(server, directory)
                        .document(SUMMARIES)
                        .json()
                        .path("absent")
                        .asText())
                .contains("no API server of Kubescape");

        server.answers("/apis", Scripts.json(403, "{}"));
        server.answers(SUMMARIES, Scripts.json(503, "{}"));
        assertThat(Collecting.from(server, directory).document(SUMMARIES).reason())
                .contains("503");
    }

    /** An HTTP/2 connection whose first word after the settings is that it ends: GOAWAY, with no stream that was looked at. */
    private static final String WOUND_UP =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                    + "\0\0\0\4\0\0\0\0\0"
                    + "\0\0\10\7\0\0\0\0\0\0\0\0\0\0\0\0\0";

    private static final FakeServer.Script NO_NAMESPACES =
            Scripts.json(200, "{\"kind\": \"NamespaceList\", \"items\": []}");

    /** Answers otherwise from the second time on; how often it was asked by then. */
    private AtomicInteger answers(String document, FakeServer.Script first, FakeServer.Script then) {
        AtomicInteger asked = new AtomicInteger();
        server.answers(document, out -> (asked.incrementAndGet() == 1 ? first : then).answer(out));
        return asked;
    }

    @Test
    void a_request_whose_connection_is_wound_up_is_sent_anew() throws IOException {
        AtomicInteger asked = answers(KubernetesDocuments.NAMESPACES, Scripts.raw(WOUND_UP), NO_NAMESPACES);

        assertThat(Collecting.from(server, directory)
                        .document(KubernetesDocuments.NAMESPACES)
                        .isReadable())
                .isTrue();
        assertThat(asked).hasValue(2);
    }

    /** API servers end the connection of HTTP/2 with it, and the client of the JDK does not tell what was said last. */
    @Test
    void a_refusal_that_winds_up_its_connection_is_heard_all_the_same() {
        answers(
                KubernetesDocuments.VERSION,
                Scripts.raw(WOUND_UP),
                Scripts.json(401, "{\"message\": \"Unauthorized\"}"));

        assertThatThrownBy(() -> Collecting.from(server, directory))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining(
                        "the server answers 401: Unauthorized; it does not accept a token of user 'jane'");
    }

    @Test
    void the_server_is_left_alone_as_long_as_it_wants() throws IOException {
        AtomicInteger asked = answers(
                KubernetesDocuments.NAMESPACES,
                Scripts.raw("HTTP/1.1 429 Too Many\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"),
                NO_NAMESPACES);
        long begin = System.nanoTime();

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(snapshot.document(KubernetesDocuments.NAMESPACES).isReadable())
                .isTrue();
        assertThat(asked).hasValue(2);
        assertThat(System.nanoTime() - begin).isGreaterThan(1_000_000_000L);
    }

    @Test
    void a_server_that_never_has_time_is_not_waited_for_longer_than_for_one_answer() throws IOException {
        server.answers(
                KubernetesDocuments.NAMESPACES,
                Scripts.raw("HTTP/1.1 429 Too Many\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n"));

        assertThat(Collecting.from(server, directory)
                        .document(KubernetesDocuments.NAMESPACES)
                        .reason())
                .isEqualTo("GET /api/v1/namespaces: the server answers 429");
    }

    @Test
    void rights_that_are_missing_are_told_with_what_they_cost_and_not_tried() throws IOException {
        server.answers(FakeApiServer.RULES, FakeApiServer.rules());
        server.answers(FakeApiServer.ACCESS, Scripts.json(201, "{\"status\": {\"allowed\": false}}"));
        server.answers("/api/v1/nodes", list("{'metadata': {'name': 'a'}}"));

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(server.gets()).containsExactly("/version", "/apis");
        assertThat(snapshot.document(KubernetesDocuments.SECRETS).reason())
                .isEqualTo("GET /api/v1/secrets: not asked, since this user may not list secrets in all namespaces");
        assertThat(snapshot.header().warnings())
                .contains(
                        "jane may not get nodes/configz, get nodes/proxy in all namespaces: not judged for that are the"
                                + " settings of the kubelets (4.2); nodes/configz is enough where they serve with certificates of the"
                                + " cluster, nodes/proxy anywhere, but whoever has that gets into every container");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'verbs': ['get', 'list'], 'apiGroups': [''], 'resources': ['pods', 'secrets'], 'resourceNames': ['one']}",
                "{'verbs': ['get', 'watch'], 'apiGroups': [''], 'resources': ['secrets']}",
                "{'verbs': ['*'], 'apiGroups': ['apps'], 'resources': ['*']}",
                "{'verbs': ['*'], 'apiGroups': [''], 'resources': ['nodes', '*/status']}"
            })
    void a_right_that_no_rule_grants_is_asked_about(String rule) throws IOException {
        server.answers(FakeApiServer.RULES, FakeApiServer.rules(rule));
        server.answers(FakeApiServer.ACCESS, Scripts.json(201, "{\"status\": {\"allowed\": false}}"));

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(snapshot.document(KubernetesDocuments.SECRETS).reason())
                .isEqualTo("GET /api/v1/secrets: not asked, since this user may not list secrets in all namespaces");
        assertThat(snapshot.header().warnings())
                .anyMatch(warning -> warning.startsWith("jane may not get nodes/configz, get nodes/proxy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes/proxy", "*/proxy", "*"})
    void a_right_that_a_rule_grants_is_not(String resource) throws IOException {
        server.answers(
                FakeApiServer.RULES,
                FakeApiServer.rules(
                        "{'verbs': ['get'], 'apiGroups': [''], 'resources': ['%s']}".formatted(resource),
                        "{'verbs': ['list'], 'apiGroups': ['*'], 'resources': ['*']}"));
        server.answers(FakeApiServer.ACCESS, Scripts.json(201, "{\"status\": {\"allowed\": false}}"));

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(server.requests()).doesNotContain("POST " + FakeApiServer.ACCESS);
        assertThat(snapshot.document(KubernetesDocuments.SECRETS).isReadable()).isTrue();
    }

    @Test
    void a_server_that_does_not_tell_its_rules_is_asked_about_each_right() throws IOException {
        server.answers(FakeApiServer.RULES, Scripts.json(500, "{\"message\": \"no\"}"));

        Snapshot snapshot = Collecting.from(server, directory);

        assertThat(server.requests())
                .filteredOn(request -> request.equals("POST " + FakeApiServer.ACCESS))
                .hasSameSizeAs(Auditor.rights());
        assertThat(snapshot.document(KubernetesDocuments.SECRETS).isReadable()).isTrue();
    }
}
