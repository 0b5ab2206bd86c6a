package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.MountedPaths;
import io.github.plimsoll.target.Begun;
import io.github.plimsoll.target.Crew;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.host.ContainerProcesses;
import io.github.plimsoll.target.host.HostFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells whether an engine runs on this machine, and what this machine knows of it if so. For one collection, beside whose requests it
 * looks.
 */
final class HostOfEngine {

    /** Most looks wait for programs. */
    private static final int AT_ONCE = 4;

    private final Endpoint endpoint;
    private final HostFacts machine;
    private final Begun<Map<String, Document>> daemon;
    private final Begun<Map<String, Document>> apart;
    private final CompletableFuture<Begun<Map<String, Document>>> around = new CompletableFuture<>();

    /** Begins with what can be seen without asking the engine anything. */
    HostOfEngine(Endpoint endpoint, Redactor redactor) {
        this.endpoint = endpoint;
        this.machine = HostFacts.ofThisMachine(redactor);
        this.daemon = Begun.of(this::daemon);
        this.apart = Begun.of(this::apart);
    }

    /**
     * Begins with what the engine tells where to look for.
     *
     * @param told what the engine says of itself, and its list of containers
     */
    void lookAround(Map<String, Document> told) {
        around.complete(Begun.of(() -> machine.around(with(daemon.get(), told))));
    }

    /**
     * Waits for all that was begun with, and looks at the containers.
     *
     * @param told all that the engine told
     */
    Map<String, Document> all(Map<String, Document> told) {
        Map<String, Document> documents = with(daemon.get(), apart.get());
        documents.putAll(around.join().get());
        documents.put(DockerDocuments.LINKS, machine.links(documents, MountedPaths.of(told)));
        documents.putAll(processes(told));
        return documents;
    }

    private static Map<String, Document> with(Map<String, Document> some, Map<String, Document> others) {
        Map<String, Document> documents = new HashMap<>(some);
        documents.putAll(others);
        return documents;
    }

    private Map<String, Document> apart() {
        Map<String, Document> documents = new ConcurrentHashMap<>();
        try (Crew crew = new Crew(AT_ONCE, Progress.silent())) {
            crew.work(() -> machine.apart(daemon.get())
                    .forEach((key, look) -> crew.take(() -> documents.put(key, look.get()))));
        }
        return documents;
    }

    private Map<String, Document> daemon() {
        if (endpoint.isUnix()) {
            return machine.daemonAt(Path.of(endpoint.uri().getPath()));
        }
        return isThisMachine(endpoint.host())
                ? machine.daemonAt(endpoint.uri().getPort())
                : HostFacts.outOfReach("the daemon is on another machine, " + endpoint.host()
                        + "; run the audit there to see how it was started and configured");
    }

    /** Of the containers whose processes the engine was not asked for. */
    private static Map<String, Document> processes(Map<String, Document> told) {
        Map<String, Long> containers = RunningContainers.of(told).stream()
                .filter(container -> !told.containsKey(DockerDocuments.processes(id(container))))
                .collect(Collectors.toMap(HostOfEngine::id, RunningContainers::pid));
        ContainerProcesses seen = ContainerProcesses.of(containers.keySet());
        Map<String, Document> documents = new HashMap<>();
        containers.forEach((id, pid) -> {
            Optional<JsonNode> processes = seen.of(id, pid);
            documents.put(
                    DockerDocuments.processes(id),
                    processes
                            .map(Document::of)
                            .orElseGet(
                                    () -> Document.unreadable("the container ended before its processes were seen")));
        });
        return documents;
    }

    private static String id(JsonNode container) {
        return container.path("Id").asText();
    }

    private static boolean isThisMachine(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
