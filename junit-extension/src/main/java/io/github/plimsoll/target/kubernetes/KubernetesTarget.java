package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.kubernetes.Distribution;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Begun;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.image.HandedInImages;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Kubernetes cluster, through its API server. */
final class KubernetesTarget implements Target {

    private static final int FORBIDDEN = 403;

    private final String name;
    private final Connection connection;
    private final TargetOptions options;
    private final ReadOnly readOnly;
    private final ClusterProbes probes;
    private final ApiClients clients;
    private final ClusterApi api;
    private final Document version;

    private KubernetesTarget(
            String name,
            Connection connection,
            TargetOptions options,
            ReadOnly readOnly,
            ClusterProbes probes,
            ApiClients clients) {
        this.name = name;
        this.connection = connection;
        this.options = options;
        this.readOnly = readOnly;
        this.probes = probes;
        this.clients = clients;
        this.api = new ClusterApi(clients, connection.server(), options, new ObjectRedactor(new Redactor()));
        this.version = greet();
    }

    /** @throws TargetUnavailable if it does not answer, or not to this user */
    static KubernetesTarget open(String name, Connection connection, TargetOptions options) {
        ReadOnly readOnly = new ReadOnly(options.probe());
        ClusterProbes probes = new ClusterProbes(connection.server(), options);
        ApiClients clients = clients(connection, options, readOnly);
        try {
            return new KubernetesTarget(name, connection, options, readOnly, probes, clients);
        } catch (RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    private static ApiClients clients(Connection connection, TargetOptions options, ReadOnly readOnly) {
        return new ApiClients(
                ConnectionResolver.limited(connection.config(), options),
                config -> client(config, connection, readOnly));
    }

    private static LibraryClient client(Config config, Connection connection, ReadOnly readOnly) {
        try {
            return LibraryClient.of(config, readOnly);
        } catch (IOException | GeneralSecurityException | KubernetesClientException | IllegalArgumentException e) {
            throw new TargetUnavailable("the cluster at " + connection.shown() + " (" + connection.why()
                    + ") cannot be asked: " + Failures.describe(e) + "; mend the kubeconfig");
        }
    }

    private Document greet() {
        try {
            JsonNode answer = api.get(KubernetesDocuments.VERSION);
            if (!answer.path("gitVersion").isTextual()) {
                throw new RequestFailed(RequestFailed.NO_ANSWER, "what answers is no API server");
            }
            return Document.of(answer);
        } catch (RequestFailed e) {
            if (e.status() == FORBIDDEN) {
                return Document.unreadable("GET " + KubernetesDocuments.VERSION + ": " + e.reason());
            }
            throw Unavailable.at(connection, e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Kubernetes " + (version.isReadable() ? gitVersion() : "of a version that it keeps to itself") + " at "
                + connection.shown()
                + (connection.context().isEmpty() ? "" : ", context " + connection.context())
                + (connection.user().isEmpty() ? ", as nobody" : ", as " + connection.user())
                + " (" + connection.why() + ")";
    }

    private String gitVersion() {
        return version.isReadable() ? version.json().path("gitVersion").asText() : "";
    }

    @Override
    public Snapshot collect(Progress progress) {
        Instant begin = Instant.now();
        Preflight preflight = new Preflight(api);
        Set<Right> missing = preflight.missing(Auditor.rights());
        DirectKubelets kubelets = new DirectKubelets(connection.config(), options, api.redactor());
        Map<String, Document> documents = new KubernetesCollector(api, missing).collect(progress);
        if (missing.contains(Collected.KUBELET_CONFIG)) {
            missing.addAll(preflight.missing(List.of(Collected.KUBELET_ITSELF)));
        }
        List<String> warnings = new ArrayList<>(connection.warnings());
        if (missing.contains(Collected.KUBELET_CONFIG) && !missing.contains(Collected.KUBELET_ITSELF)) {
            // The way by the API server is not needed then.
            missing.remove(Collected.KUBELET_CONFIG);
            documents.putAll(kubelets.ask(items(documents, KubernetesDocuments.NODES), warnings));
        }
        warnings.addAll(Preflight.told(missing, connection.user()));
        documents.put(KubernetesDocuments.VERSION, version);
        HandedInImages.of(options, "kubernetes." + KubernetesDocuments.IMAGE_ARCHIVES)
                .ifPresent(images -> documents.put(KubernetesDocuments.IMAGE_ARCHIVES, images));
        documents.putAll(new NodeFacts(documents, api).look(options.probe(), progress, warnings));
        return new Snapshot(
                new SnapshotHeader(
                        name,
                        "kubernetes",
                        connection.shown(),
                        connection.why(),
                        product(documents),
                        gitVersion(),
                        clusterId(documents),
                        begin,
                        options.collector(),
                        readOnly.requests() + kubelets.requests(),
                        warnings),
                documents,
                // Whatever tells nothing of ports is judged meanwhile.
                Begun.of(() -> probes.look(documents)));
    }

    private String product(Map<String, Document> documents) {
        return Distribution.of(
                        gitVersion(),
                        items(documents, KubernetesDocuments.NODES),
                        items(documents, KubernetesDocuments.CONFIG_MAPS))
                .map(distribution -> "Kubernetes (" + distribution.words() + ")")
                .orElse("Kubernetes");
    }

    /** A cluster gives itself no id; the namespace of the system has one and lives as long as the cluster. */
    private static String clusterId(Map<String, Document> documents) {
        for (JsonNode namespace : items(documents, KubernetesDocuments.NAMESPACES)) {
            if (namespace.path("metadata").path("name").asText().equals("kube-system")) {
                return namespace.path("metadata").path("uid").asText("");
            }
        }
        return "";
    }

    private static Iterable<JsonNode> items(Map<String, Document> documents, String list) {
        return Document.jsonOrMissing(documents, list).path("items");
    }

    @Override
    public <T> Optional<T> client(Class<T> type) {
        return type.equals(KubernetesClient.class)
                ? Optional.of(type.cast(clients.client().typed()))
                : Optional.empty();
    }

    @Override
    public void close() {
        clients.close();
    }
}
