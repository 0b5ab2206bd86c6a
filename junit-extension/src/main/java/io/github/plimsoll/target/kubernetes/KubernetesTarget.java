package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Kubernetes cluster, through its API server. */
final class KubernetesTarget implements Target {

    private final String name;
    private final Connection connection;
    private final TargetOptions options;
    private final ReadOnly readOnly = new ReadOnly();
    private final KubernetesClient client;

    KubernetesTarget(String name, Connection connection, TargetOptions options) {
        this.name = name;
        this.connection = connection;
        this.options = options;
        this.client = new KubernetesClientBuilder()
                .withConfig(limited(connection.config(), options))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("plimsoll", readOnly))
                .build();
    }

    private static Config limited(Config config, TargetOptions options) {
        int milliseconds = Math.toIntExact(options.timeout().toMillis());
        return new ConfigBuilder(config)
                .withTrustCerts(false)
                .withDisableHostnameVerification(false)
                .withConnectionTimeout(milliseconds)
                .withRequestTimeout(milliseconds)
                .withRequestRetryBackoffLimit(0)
                .withUserAgent("plimsoll/" + options.collector())
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Kubernetes at " + connection.server() + ", context " + connection.context() + ", user "
                + connection.user() + " (" + connection.why() + ")";
    }

    @Override
    public Snapshot collect(Progress progress) {
        Instant begin = Instant.now();
        int before = readOnly.requests();
        ClusterApi api = new ClusterApi(
                client.getHttpClient(), connection.server(), options, new ObjectRedactor(new Redactor()));
        JsonNode version = greet(api);
        Map<String, Document> documents = new KubernetesCollector(api).collect(progress);
        documents.put(KubernetesDocuments.VERSION, Document.of(version));
        return new Snapshot(
                new SnapshotHeader(
                        name,
                        "kubernetes",
                        connection.server(),
                        connection.why(),
                        "Kubernetes",
                        version.path("gitVersion").asText(""),
                        connection.context(),
                        begin,
                        options.collector(),
                        readOnly.requests() - before,
                        List.of()),
                documents);
    }

    private JsonNode greet(ClusterApi api) {
        try {
            return api.get(KubernetesDocuments.VERSION);
        } catch (RequestFailed e) {
            throw new TargetUnavailable("no Kubernetes cluster at " + connection.server() + " (" + connection.why()
                    + "): " + e.reason() + "; see whether `kubectl version` answers");
        }
    }

    @Override
    public <T> Optional<T> client(Class<T> type) {
        return type.equals(KubernetesClient.class) ? Optional.of(type.cast(client)) : Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }
}
