package io.github.plimsoll.suites.kubernetes.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pretends, on loopback, to be the API server of a cluster of any size; its lists come in pages, made while they are sent. */
final class FakeCluster implements AutoCloseable {

    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");
    private static final Pattern CONTINUE = Pattern.compile("continue=(\\d+)");
    private static final int PODS_OF_A_DEPLOYMENT = 10;

    private record Kind(int size, IntFunction<String> object) {}

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Map<String, Kind> kinds = new HashMap<>();
    private final HttpServer server;

    FakeCluster(int pods, int nodes, int rights) throws IOException {
        int deployments = Math.max(1, pods / PODS_OF_A_DEPLOYMENT);
        int namespaces = Math.max(1, deployments / 10);
        kinds.put("/api/v1/namespaces", new Kind(namespaces, i -> "{\"metadata\":{\"name\":\"n" + i + "\"}}"));
        kinds.put("/api/v1/nodes", new Kind(nodes, FakeCluster::node));
        kinds.put("/api/v1/pods", new Kind(pods, i -> pod(i, deployments, namespaces, nodes)));
        kinds.put("/apis/apps/v1/deployments", new Kind(deployments, i -> deployment(i, namespaces)));
        kinds.put("/apis/apps/v1/replicasets", new Kind(deployments, i -> replicaSet(i, namespaces)));
        String rbac = "/apis/rbac.authorization.k8s.io/v1/";
        kinds.put(
                rbac + "roles",
                new Kind(
                        rights / 2,
                        i -> "{\"metadata\":{\"name\":\"r" + i
                                + "\",\"namespace\":\"n" + i % namespaces
                                + "\"},\"rules\":[{\"apiGroups\":[\"\"],\"resources\":[\"pods\",\"services\"],"
                                + "\"verbs\":[\"get\",\"list\"]}]}"));
        kinds.put(
                rbac + "rolebindings",
                new Kind(
                        rights / 2,
                        i -> "{\"metadata\":{\"name\":\"b" + i
                                + "\",\"namespace\":\"n" + i % namespaces
                                + "\"},\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"Role\","
                                + "\"name\":\"r" + i + "\"},\"subjects\":[{\"kind\":\"ServiceAccount\",\"name\":\"a" + i
                                + "\",\"namespace\":\"n"
                                + i % namespaces + "\"}]}"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    Path kubeconfig(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"),
                "current-context: c\nclusters: [{name: c, cluster: {server: 'http://127.0.0.1:"
                        + server.getAddress().getPort() + "'}}]\ncontexts: [{name: c, context: {cluster: c}}]\n");
    }

    private static String node(int i) {
        return "{\"metadata\":{\"name\":\"node" + i + "\",\"labels\":{\"kubernetes.io/hostname\":\"node" + i
                + "\"}},\"spec\":{},\"status\":{\"nodeInfo\":{\"kubeletVersion\":\"v1.34.4\"}}}";
    }

    private static String deployment(int i, int namespaces) {
        return "{\"metadata\":{\"name\":\"d" + i + "\",\"namespace\":\"n" + i % namespaces
                + "\",\"labels\":{\"app\":\"d" + i
                + "\"}},\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"d" + i
                + "\"}},\"template\":{\"metadata\":{\"labels\":{\"app\":\"d"
                + i + "\"}},\"spec\":" + spec(i, "") + "}}}";
    }

    private static String replicaSet(int i, int namespaces) {
        return "{\"metadata\":{\"name\":\"d" + i + "-1\",\"namespace\":\"n" + i % namespaces + "\","
                + owner("apps/v1", "Deployment", "d" + i) + "},\"spec\":{\"template\":{\"spec\":" + spec(i, "") + "}}}";
    }

    private static String pod(int i, int deployments, int namespaces, int nodes) {
        int deployment = i % deployments;
        return "{\"metadata\":{\"name\":\"d" + deployment + "-1-" + i + "\",\"namespace\":\"n" + deployment % namespaces
                + "\",\"uid\":\"00000000-0000-0000-0000-" + i + "\",\"labels\":{\"app\":\"d" + deployment + "\"},"
                + owner("apps/v1", "ReplicaSet", "d" + deployment + "-1")
                + ",\"managedFields\":[{\"manager\":\"kubelet\",\"fieldsV1\":{\"f:status\":{}}}]},\"spec\":"
                + spec(deployment, "\"nodeName\":\"node" + i % Math.max(1, nodes) + "\",\"priority\":0,")
                + ",\"status\":{\"phase\":\"Running\",\"podIP\":\"10.0." + i / 250 % 250 + "." + i % 250
                + "\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"},{\"type\":\"Initialized\",\"status\":\"True\"}],"
                + "\"containerStatuses\":[{\"name\":\"app\",\"ready\":true,\"restartCount\":0,\"image\":\"registry.example.com/app:1\","
                + "\"imageID\":\"registry.example.com/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
                + "\"containerID\":\"containerd://0123456789abcdef" + i
                + "\",\"state\":{\"running\":{\"startedAt\":\"2026-01-01T00:00:00Z\"}}}]}}";
    }

    private static String owner(String version, String kind, String name) {
        return "\"ownerReferences\":[{\"apiVersion\":\"" + version + "\",\"kind\":\"" + kind + "\",\"name\":\"" + name
                + "\",\"controller\":true}]";
    }

    private static String spec(int i, String more) {
        return "{" + more + "\"serviceAccountName\":\"a" + i
                + "\",\"restartPolicy\":\"Always\",\"dnsPolicy\":\"ClusterFirst\","
                + "\"volumes\":[{\"name\":\"data\",\"emptyDir\":{}},{\"name\":\"config\",\"configMap\":{\"name\":\"c"
                + i + "\"}}],"
                + "\"containers\":[{\"name\":\"app\",\"image\":\"registry.example.com/app:1\",\"env\":[{\"name\":\"A\",\"value\":\"1\"},"
                + "{\"name\":\"B\",\"value\":\"2\"}],\"ports\":[{\"containerPort\":8080}],\"resources\":{\"limits\":{\"memory\":\"64Mi\"}},"
                + "\"volumeMounts\":[{\"name\":\"data\",\"mountPath\":\"/data\"},{\"name\":\"config\",\"mountPath\":\"/config\"}],"
                + "\"livenessProbe\":{\"httpGet\":{\"path\":\"/\",\"port\":8080},\"periodSeconds\":10},"
                + "\"securityContext\":{\"privileged\":" + (i % 50 == 0) + "}},"
                + "{\"name\":\"proxy\",\"image\":\"registry.example.com/proxy:1\"}]}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = body(
                            exchange.getRequestURI().getPath(),
                            String.valueOf(exchange.getRequestURI().getQuery()))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String body(String path, String query) {
        if (path.equals("/version")) {
            return "{\"gitVersion\":\"v1.34.4\"}";
        }
        if (path.endsWith("selfsubjectrulesreviews")) {
            return "{\"status\":{\"resourceRules\":[{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}]}}";
        }
        if (path.endsWith("/configz")) {
            return "{\"kubeletconfig\":{\"seccompDefault\":true,\"authentication\":{\"anonymous\":{\"enabled\":false}},"
                    + "\"authorization\":{\"mode\":\"Webhook\"}}}";
        }
        if (path.equals("/api/v1/secrets")) {
            return "{\"kind\":\"Table\",\"metadata\":{},\"columnDefinitions\":[{\"name\":\"Type\"},{\"name\":\"Data\"}],\"rows\":[]}";
        }
        Kind kind = kinds.getOrDefault(path, new Kind(0, i -> ""));
        int from = number(CONTINUE, query, 0);
        int to = Math.min(kind.size(), from + number(LIMIT, query, kind.size()));
        String next = to < kind.size() ? "\"continue\":\"" + to + "\"" : "";
        return IntStream.range(from, to)
                .mapToObj(kind.object())
                .collect(Collectors.joining(",", "{\"kind\":\"List\",\"metadata\":{" + next + "},\"items\":[", "]}"));
    }

    private static int number(Pattern pattern, String query, int otherwise) {
        Matcher matcher = pattern.matcher(query);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
