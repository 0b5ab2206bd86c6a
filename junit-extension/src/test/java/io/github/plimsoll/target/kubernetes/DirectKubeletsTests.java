package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.FakeServer;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may get nodes/configz and not nodes/proxy asks the kubelets themselves, and shows credentials to no other. */
@Timeout(60)
class DirectKubeletsTests {

    private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final String KEY = KubernetesDocuments.kubeletConfig("a");
    private static final String SETTINGS = "{'kubeletconfig': {'port': 10250}}";
    private static final String TOKEN = "token: c4n4ry-token";
    private static final String LISTS = "{'verbs': ['list'], 'apiGroups': ['*'], 'resources': ['*']}";

    @TempDir
    Path directory;

    private final TestAuthority authority = new TestAuthority();
    private FakeApiServer server;

    @BeforeEach
    void start() throws IOException {
        server = FakeApiServer.withTls(authority.server(HERE));
        server.answers(
                FakeApiServer.RULES,
                FakeApiServer.rules(LISTS, "{'verbs': ['get'], 'apiGroups': [''], 'resources': ['nodes/configz']}"));
        server.answers(FakeApiServer.ACCESS, Scripts.json(201, "{\"status\": {\"allowed\": false}}"));
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void a_kubelet_for_whose_address_the_authority_vouches_tells_its_settings(String address) throws IOException {
        try (FakeKubelet kubelet =
                new FakeKubelet(address, authority.server(new GeneralName(GeneralName.iPAddress, address)))) {
            kubelet.answers("/configz", SETTINGS);
            server.answers("/api/v1/nodes", FakeApiServer.list(node("InternalIP", address, kubelet.port)));

            Snapshot snapshot = collect(TOKEN);

            assertThat(snapshot.document(KEY).json().at("/kubeletconfig/port").asInt())
                    .isEqualTo(10250);
            assertThat(snapshot.header().warnings()).isEmpty();
            assertThat(kubelet.requests()).containsExactly("GET /configz");
            assertThat(kubelet.headers("Authorization")).containsExactly("Bearer c4n4ry-token");
            assertThat(server.gets()).noneMatch(request -> request.contains("proxy"));
            assertThat(snapshot.header().requests()).isEqualTo(server.requests().size() + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 127.0.0.1, was not issued by an authority", "false, 127.0.0.2, is for another name"})
    void one_for_which_it_does_not_gets_no_credentials(boolean byItself, String name, String reason)
            throws IOException {
        TestAuthority.Wish wish = TestAuthority.Wish.sound().named(new GeneralName(GeneralName.iPAddress, name));
        try (FakeKubelet kubelet =
                new FakeKubelet("127.0.0.1", authority.server(byItself ? wish.signingItself() : wish))) {
            kubelet.answers("/configz", SETTINGS);

            Snapshot snapshot = asked(kubelet);

            assertThat(snapshot.document(KEY).reason())
                    .startsWith(
                            "GET https://127.0.0.1:" + kubelet.port + "/configz: the kubelet's certificate " + reason)
                    .contains("nothing was sent to it; with serverTLSBootstrap it gets one that was");
            assertThat(snapshot.header().warnings())
                    .containsExactly("1 of 1 kubelets did not tell their settings (4.2) when asked themselves;"
                            + " whoever may get nodes/proxy is told by the API server");
            assertThat(kubelet.requests()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_the_user_is_shown_and_no_token_beside_it() throws IOException {
        Path client = authority.clientIn(directory);
        try (FakeKubelet kubelet = new FakeKubelet("127.0.0.1", authority.server(HERE))) {
            kubelet.answers("/configz", SETTINGS);
            server.answers("/api/v1/nodes", FakeApiServer.list(node("InternalIP", "127.0.0.1", kubelet.port)));

            Snapshot snapshot = collect(TOKEN + ", client-certificate: '" + client.resolve("cert.pem")
                    + "', client-key: '" + client.resolve("key.pem") + "'");

            assertThat(snapshot.document(KEY).isReadable()).isTrue();
            assertThat(kubelet.headers("Authorization")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Unauthorized | the kubelet answers 401: Unauthorized; it takes tokens with authentication.webhook",
                "403 | Forbidden (user=jane) | the kubelet answers 403: Forbidden (user=jane); before Kubernetes 1.33",
                "302 | | the kubelet answers 302",
                "200 | {} | the answer is JSON, but not what a kubelet answers",
                "200 | nonsense | the answer is not JSON",
            })
    void a_refusal_is_told(int status, String text, String reason) throws IOException {
        try (FakeKubelet kubelet = new FakeKubelet("127.0.0.1", authority.server(HERE))) {
            kubelet.answers("/configz", Scripts.json(status, text == null ? "" : text));

            assertThat(asked(kubelet).document(KEY).reason())
                    .startsWith("GET https://127.0.0.1:" + kubelet.port + "/configz: " + reason);
        }
    }

    @Test
    void silence_and_endless_answers_end() throws IOException {
        try (FakeKubelet silent = new FakeKubelet("127.0.0.1", authority.server(HERE));
                FakeKubelet slow = new FakeKubelet("127.0.0.1", authority.server(HERE));
                FakeKubelet endless = new FakeKubelet("127.0.0.1", authority.server(HERE))) {
            silent.answers("/configz", Scripts.nothing());
            slow.answers("/configz", Scripts.slowBody());
            endless.answers("/configz", Scripts.huge());
            server.answers(
                    "/api/v1/nodes",
                    FakeApiServer.list(
                            node("InternalIP", "127.0.0.1", silent.port),
                            node("InternalIP", "127.0.0.1", slow.port).replace("'a'", "'b'"),
                            node("InternalIP", "127.0.0.1", endless.port).replace("'a'", "'c'")));

            Snapshot snapshot = collect(TOKEN, Collecting.IMPATIENCE);

            assertThat(snapshot.document(KEY).reason()).endsWith("no complete answer in time");
            assertThat(snapshot.document(KubernetesDocuments.kubeletConfig("b")).reason())
                    .endsWith("no complete answer in time");
            assertThat(snapshot.document(KubernetesDocuments.kubeletConfig("c")).reason())
                    .contains("/configz: the answer ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ExternalIP, 127.0.0.1, the kubelet was not asked itself: its node has no InternalIP",
        "InternalIP, localhost, the kubelet was not asked itself: its node has no InternalIP",
        "InternalIP, ab.cd, the kubelet was not asked itself: its node has no InternalIP",
        "InternalIP, 127.0.0.1, GET https://127.0.0.1:1/configz: connection refused"
    })
    void a_node_without_an_address_or_a_listener(String type, String address, String reason) throws IOException {
        server.answers("/api/v1/nodes", FakeApiServer.list(node(type, address, 1)));

        assertThat(collect(TOKEN).document(KEY).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 70_000, 2_000_000_000})
    void a_port_that_is_none_costs_the_node_alone(int port) throws IOException {
        server.answers("/api/v1/nodes", FakeApiServer.list(node("InternalIP", "127.0.0.1", port)));

        Snapshot snapshot = collect(TOKEN);

        assertThat(snapshot.document(KEY).reason()).startsWith("GET https://127.0.0.1:" + port + "/configz: ");
        assertThat(snapshot.document(KubernetesDocuments.PODS).isReadable()).isTrue();
    }

    @Test
    void whoever_acts_as_another_asks_no_kubelet_which_would_take_them_for_themselves() throws IOException {
        try (FakeKubelet kubelet = new FakeKubelet("127.0.0.1", authority.server(HERE))) {
            server.answers("/api/v1/nodes", FakeApiServer.list(node("InternalIP", "127.0.0.1", kubelet.port)));

            Document told = collect(TOKEN + ", as: auditor").document(KEY);

            assertThat(told.reason())
                    .isEqualTo(
                            "the kubelet was not asked itself: it lets nobody act as another, as the kubeconfig wants");
            assertThat(server.headers("Impersonate-User")).containsExactly("auditor");
            assertThat(kubelet.visitors()).isZero();
        }
    }

    @Test
    void no_kubelet_is_believed_where_nobody_is_named_who_vouches() throws IOException {
        try (FakeApiServer plain = FakeApiServer.start()) {
            plain.answers(
                    FakeApiServer.RULES,
                    FakeApiServer.rules(
                            LISTS, "{'verbs': ['get'], 'apiGroups': [''], 'resources': ['nodes/configz']}"));
            plain.answers(FakeApiServer.ACCESS, Scripts.json(201, "{\"status\": {\"allowed\": false}}"));
            plain.answers("/api/v1/nodes", FakeApiServer.list(node("InternalIP", "127.0.0.1", 1)));

            assertThat(Collecting.from(plain, directory).document(KEY).reason())
                    .isEqualTo(
                            "the kubelet was not asked itself: the kubeconfig names no authority that could vouch for it");
        }
    }

    @Test
    void whoever_gets_there_by_the_api_server_shows_credentials_to_no_kubelet() throws IOException {
        server.answers(
                FakeApiServer.RULES,
                FakeApiServer.rules(
                        LISTS, "{'verbs': ['get'], 'apiGroups': [''], 'resources': ['nodes/proxy', 'nodes/configz']}"));
        server.answers(KEY, SETTINGS);
        try (FakeKubelet kubelet = new FakeKubelet("127.0.0.1", authority.server(HERE))) {
            assertThat(asked(kubelet).document(KEY).isReadable()).isTrue();
            assertThat(kubelet.visitors()).isZero();
        }
    }

    private Snapshot asked(FakeKubelet kubelet) throws IOException {
        server.answers("/api/v1/nodes", FakeApiServer.list(node("InternalIP", "127.0.0.1", kubelet.port)));
        return collect(TOKEN);
    }

    private static String node(String type, String address, int port) {
        return "{'metadata': {'name': 'a'}, 'status': {'addresses': [{'type': 'Hostname', 'address': 'a'}, {'type': '%s', 'address': '%s'}], 'daemonEndpoints': {'kubeletEndpoint': {'Port': %d}}}}"
                .formatted(type, address, port);
    }

    private Snapshot collect(String credentials) throws IOException {
        return collect(credentials, Collecting.PATIENCE);
    }

    private Snapshot collect(String credentials, Duration deadline) throws IOException {
        Path file = Files.writeString(directory.resolve("kubeconfig"), """
                current-context: test
                clusters: [{name: here, cluster: {server: '%s', certificate-authority: '%s'}}]
                contexts: [{name: test, context: {cluster: here, user: jane}}]
                users: [{name: jane, user: {%s}}]
                """.formatted(
                        server.address(), authority.trustedIn(directory).resolve("ca.pem"), credentials));
        try (Target target = new KubernetesTargetSource()
                .open("kubeconfig:" + file, Collecting.options(directory, Map.of(), deadline))) {
            return target.collect(Progress.silent());
        }
    }

    private static final class FakeKubelet extends FakeServer {

        private final int port;

        FakeKubelet(String address, SSLContext context) throws IOException {
            this(context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName(address)));
        }

        private FakeKubelet(ServerSocket socket) {
            super("https://kubelet", socket, door(socket));
            this.port = socket.getLocalPort();
        }
    }
}
