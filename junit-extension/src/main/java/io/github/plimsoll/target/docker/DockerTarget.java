package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Begun;
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
        HostOfEngine host = new HostOfEngine(endpoint, redactor);
        Map<String, Document> told =
                new DockerCollector(api, engine, options.runningOnly(), host::lookAround).collect(progress);
        new ImageContents(api, engine, redactor).defer(options.images(), told);
        new ContainerChanges(api, engine).defer(told);
        SnapshotHeader header = header(engine, told, begin, transport.requests() - before);
        // Whatever needs none of this is judged meanwhile.
        return new Snapshot(header, told, Begun.of(() -> {
            Map<String, Document> seen = host.all(told);
            seen.put(DockerDocuments.CLIENT, new ClientFacts(options, redactor).document());
            seen.putAll(new DockerProbes(options, redactor).of(new Snapshot(header, told, () -> seen)));
            return seen;
        }));
    }

    private SnapshotHeader header(Engine engine, Map<String, Document> told, Instant begin, int requests) {
        JsonNode version = Document.jsonOrMissing(told, DockerDocuments.VERSION);
        JsonNode info = Document.jsonOrMissing(told, DockerDocuments.INFO);
        boolean podman = engine.isPodman() || Engine.isPodman(version);
        return new SnapshotHeader(
                name,
                "docker",
                endpoint.shown(),
                endpoint.why(),
                podman ? "Podman" : "Docker Engine",
                version.path("Version").asText(info.path("ServerVersion").asText("")),
                info.path("ID").asText(""),
                begin,
                options.collector(),
                requests,
                warnings(podman, info));
    }

    private Engine greet(EngineApi api) {
        try {
            return Engine.greet(api);
        } catch (RequestFailed e) {
            throw Unavailable.at(endpoint, e.reason());
        }
    }

    private List<String> warnings(boolean podman, JsonNode info) {
        List<String> warnings = new ArrayList<>(endpoint.warnings());
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
