package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.target.FakeServer;
import io.github.plimsoll.target.Scripts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** An API server that is honest, lets its user do everything and has nothing in it, until a test tells it otherwise. */
final class FakeApiServer extends FakeServer {

    static final String ACCESS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    static final String RULES = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";

    private FakeApiServer(String scheme, ServerSocket server) {
        super(scheme + "://127.0.0.1:" + server.getLocalPort(), server, door(server));
        answers("/version", "{'major': '1', 'minor': '34', 'gitVersion': 'v1.34.4'}");
        answers("/apis", "{'kind': 'APIGroupList', 'groups': [{'name': 'apps'}]}");
        answers(ACCESS, Scripts.json(201, "{\"status\": {\"allowed\": true}}"));
        answers(RULES, rules("{'verbs': ['*'], 'apiGroups': ['*'], 'resources': ['*']}"));
        for (Collected kind : Collected.ALL) {
            answers(kind.list(), list());
        }
        answers("/api/v1/secrets", table());
    }

    static FakeApiServer start() throws IOException {
        return new FakeApiServer("http", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    static FakeApiServer withTls(SSLContext context) throws IOException {
        return new FakeApiServer("https", (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** What grants its user rights. */
    static FakeServer.Script rules(String... rules) {
        return Scripts.json(
                201,
                "{'status': {'resourceRules': [%s], 'incomplete': true}}"
                        .formatted(String.join(", ", rules))
                        .replace('\'', '"'));
    }

    /** A list of these objects. */
    static String list(String... objects) {
        return "{'kind': 'List', 'metadata': {}, 'items': [" + String.join(", ", objects) + "]}";
    }

    /** A page of a list, and what leads to the next. */
    static String page(String next, String... objects) {
        return "{'kind': 'List', 'metadata': {'continue': '" + next + "'}, 'items': [" + String.join(", ", objects)
                + "]}";
    }

    /** A table of secrets, each given as cells and object. */
    static String table(String... rows) {
        return "{'kind': 'Table', 'metadata': {}, 'columnDefinitions': [{'name': 'Name'}, {'name': 'Type'}, {'name': 'Data'}],"
                + " 'rows': [" + String.join(", ", rows) + "]}";
    }

    static String pod(String name) {
        return "{'metadata': {'name': '%s', 'namespace': 'shop'}, 'spec': {'containers': []}}".formatted(name);
    }

    /** A kubeconfig that leads here. */
    Path kubeconfig(Path directory) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                current-context: test
                clusters: [{name: here, cluster: {server: '%s'}}]
                contexts: [{name: test, context: {cluster: here, user: jane}}]
                users: [{name: jane, user: {token: c4n4ry-token}}]
                """.formatted(address()));
    }

    /** What was asked by GET, in the order of asking. */
    List<String> gets() {
        return requests().stream()
                .filter(request -> request.startsWith("GET "))
                .map(request -> request.substring(4))
                .toList();
    }
}
