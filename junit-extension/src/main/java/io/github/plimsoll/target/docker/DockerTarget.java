package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A Docker engine, and the machine it runs on if that is this one. */
final class DockerTarget implements Target {

    private final String name;
    private final Endpoint endpoint;
    private final TargetOptions options;
    private final ReadOnlyTransport transport;

    DockerTarget(String name, Endpoint endpoint, TargetOptions options) {
        this.name = name;
        this.endpoint = endpoint;
        this.options = options;
        this.transport = new ReadOnlyTransport(new SocketTransport(endpoint, options.timeout()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Docker at " + endpoint.shown() + " (" + endpoint.why() + ")";
    }

    @Override
    public Snapshot collect(Progress progress) {
        Instant begin = Instant.now();
        int before = transport.requests();
        Redactor redactor = new Redactor();
        EngineApi api = new EngineApi(transport, options, redactor);
        Engine engine = greet(api);
        Map<String, Document> documents = new TreeMap<>(
                new DockerCollector(api, engine, options.runningOnly(), new HostOfEngine(endpoint, redactor))
                        .collect(progress));
        new ImageContents(api, engine, redactor).defer(options.images(), documents);
        new ContainerChanges(api, engine).defer(documents);
        JsonNode version = Document.jsonOrMissing(documents, DockerDocuments.VERSION);
        JsonNode info = Document.jsonOrMissing(documents, DockerDocuments.INFO);
        boolean podman = engine.isPodman() || Engine.isPodman(version);
        Snapshot snapshot = new Snapshot(
                new SnapshotHeader(
                        name,
                        "docker",
                        endpoint.shown(),
                        endpoint.why(),
                        podman ? "Podman" : "Docker Engine",
                        version.path("Version")
                                .asText(info.path("ServerVersion").asText("")),
                        info.path("ID").asText(""),
                        begin,
                        options.collector(),
                        transport.requests() - before,
                        warnings(podman, info, documents)),
                documents);
        documents.put(DockerDocuments.CLIENT, new ClientFacts(options, redactor).document());
        documents.putAll(new DockerProbes(options, redactor).of(snapshot));
        return new Snapshot(snapshot.header(), documents);
    }

    private Engine greet(EngineApi api) {
        try {
            return Engine.greet(api);
        } catch (RequestFailed e) {
            throw Unavailable.at(endpoint, e.reason());
        }
    }

    private List<String> warnings(boolean podman, JsonNode info, Map<String, Document> documents) {
        List<String> warnings = new ArrayList<>(endpoint.warnings());
        if (!MountedPaths.of(documents).isEmpty()
                && Document.jsonOrMissing(documents, DockerDocuments.LINKS).isMissingNode()) {
            warnings.add(
                    "links of the host could not be followed, so that a mount is not known to be harmless by its path"
                            + " alone: run the audit on the host as root, or name directories that hold no links in the policy");
        }
        if (podman) {
            warnings.add("Podman answers here. It speaks Docker's language but has defaults of its own and no daemon to"
                    + " configure; read what is said of the daemon with that in mind");
        }
        if (info.path("OSType").asText().equals("windows")) {
            warnings.add("this engine runs Windows containers, for which the benchmark was not written");
        }
        if (info.path("OperatingSystem").asText().equals("Docker Desktop")) {
            warnings.add(
                    "Docker Desktop runs its engine in a virtual machine: what is found holds for that machine, not for"
                            + " this one");
        }
        return warnings;
    }

    @Override
    public <T> Optional<T> client(Class<T> type) {
        if (!type.equals(DockerClient.class)) {
            return Optional.empty();
        }
        // TLS is the transport's affair, so docker-java must not look for certificates of its own.
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(endpoint.uri().toString())
                .withDockerTlsVerify(false)
                .build();
        return Optional.of(type.cast(DockerClientImpl.getInstance(config, transport)));
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
