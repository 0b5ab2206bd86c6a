package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Crew;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.host.ContainerProcesses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Collects the documents of one engine: a constant number of requests, one more for each container and exec, two for each
 * image. For one collection.
 */
final class DockerCollector {

    private static final int IN_FLIGHT = 4;

    private static final List<String> SWARM = List.of(
            DockerDocuments.SWARM,
            DockerDocuments.NODES,
            DockerDocuments.SERVICES,
            DockerDocuments.TASKS,
            DockerDocuments.SECRETS,
            DockerDocuments.CONFIGS);

    private final EngineApi api;
    private final Engine engine;
    private final boolean runningOnly;
    private final Map<String, Document> documents = new ConcurrentHashMap<>();
    private final Set<String> images = ConcurrentHashMap.newKeySet();
    /** The keys of what was listed but had gone when it was asked for. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /** Those that tell where else to look. */
    private final AtomicInteger untilListed = new AtomicInteger(2);

    private final Consumer<Map<String, Document>> listed;

    /** @param listed takes what the engine says of itself and its list of containers, as soon as they are there */
    DockerCollector(EngineApi api, Engine engine, boolean runningOnly, Consumer<Map<String, Document>> listed) {
        this.api = api;
        this.engine = engine;
        this.runningOnly = runningOnly;
        this.listed = listed;
    }

    /** All but what the host tells better: processes of containers that are seen here. */
    Map<String, Document> collect(Progress progress) {
        try (Crew crew = new Crew(IN_FLIGHT, progress)) {
            crew.work(() -> askForEverything(crew));
        }
        if (collected(DockerDocuments.INFO).isMissingNode()) {
            SWARM.forEach(key -> unreadable(key, "not asked, since it is not known whether there is a swarm"));
        }
        forgetWhatIsGone();
        try (Crew crew = new Crew(IN_FLIGHT, Progress.silent())) {
            crew.work(
                    () -> RunningContainers.of(documents).forEach(container -> crew.take(() -> processes(container))));
        }
        return documents;
    }

    /** What takes longest comes first, so that the rest runs beside it. */
    private void askForEverything(Crew crew) {
        crew.take(() -> ask(DockerDocuments.DISK_USAGE));
        crew.take(() -> thenListed(() -> ask(
                DockerDocuments.CONTAINERS,
                DockerDocuments.CONTAINERS + (runningOnly ? "" : "?all=1"),
                list -> containers(list, crew))));
        crew.take(() -> thenListed(() -> ask(DockerDocuments.INFO, DockerDocuments.INFO, info -> swarm(info, crew))));
        crew.take(() -> ask(
                DockerDocuments.IMAGES,
                DockerDocuments.IMAGES,
                list -> list.forEach(image -> image(image.path("Id").asText(), crew))));
        engine.version()
                .ifPresentOrElse(
                        version -> documents.put(DockerDocuments.VERSION, Document.of(version)),
                        () -> crew.take(() -> ask(DockerDocuments.VERSION)));
        for (String key : List.of(DockerDocuments.NETWORKS, DockerDocuments.VOLUMES, DockerDocuments.PLUGINS)) {
            crew.take(() -> ask(key));
        }
    }

    private void thenListed(Runnable job) {
        job.run();
        if (untilListed.decrementAndGet() == 0) {
            listed.accept(Map.copyOf(documents));
        }
    }

    private void containers(JsonNode list, Crew crew) {
        for (JsonNode container : list) {
            String id = container.path("Id").asText();
            if (!id.isEmpty()) {
                crew.take(() -> askIfThere(
                        DockerDocuments.container(id),
                        inspected -> inspected.path("ExecIDs").forEach(exec -> exec(exec.asText(), crew))));
            }
            image(container.path("ImageID").asText(), crew);
        }
    }

    private void exec(String id, Crew crew) {
        crew.take(() -> askIfThere(DockerDocuments.exec(id), exec -> {}));
    }

    private void image(String id, Crew crew) {
        if (!id.isEmpty() && images.add(id)) {
            crew.take(() -> askIfThere(DockerDocuments.image(id), image -> {}));
            crew.take(() -> ask(DockerDocuments.history(id)));
        }
    }

    private void swarm(JsonNode info, Crew crew) {
        JsonNode swarm = info.path("Swarm");
        String state = swarm.path("LocalNodeState").asText("");
        if (state.isEmpty() || state.equals("inactive")) {
            return;
        }
        if (!state.equals("active")) {
            SWARM.forEach(key -> unreadable(key, "this node's part in the swarm is '" + state + "'"));
        } else if (!swarm.path("ControlAvailable").asBoolean(false)) {
            SWARM.forEach(key -> unreadable(key, "only a manager of the swarm answers, and this node is a worker"));
        } else {
            SWARM.forEach(key -> crew.take(() -> ask(key)));
        }
    }

    private void processes(JsonNode container) {
        String id = container.path("Id").asText();
        String key = DockerDocuments.processes(id);
        if (ContainerProcesses.isHere(id, RunningContainers.pid(container))) {
            return;
        }
        if (engine.isPodman()) {
            unreadable(key, "not asked, since Podman may run ps inside the container to answer");
        } else if (engine.isWindows()) {
            unreadable(key, "not asked, since Windows containers have no user ids");
        } else {
            ask(key, key + "?" + ProcessList.QUERY, list -> {});
        }
    }

    private void ask(String key) {
        ask(key, key, document -> {});
    }

    private void ask(String key, String path, Consumer<JsonNode> next) {
        try {
            JsonNode document = Shape.checked(key, api.get(path));
            documents.put(key, Document.of(document));
            next.accept(document);
        } catch (RequestFailed e) {
            unreadable(key, e.reason());
        }
    }

    /** Asks for one of what was listed. */
    private void askIfThere(String key, Consumer<JsonNode> next) {
        try {
            JsonNode document = Shape.checked(key, api.get(key));
            documents.put(key, Document.of(document));
            next.accept(document);
        } catch (RequestFailed e) {
            if (e.isGone()) {
                gone.add(key);
            }
            unreadable(key, e.reason());
        }
    }

    private void unreadable(String key, String reason) {
        documents.put(key, Document.unreadable("GET " + key + ": " + reason));
    }

    /** What vanished between list and look is none of the target's any more: no document, and no place in a list. */
    private void forgetWhatIsGone() {
        JsonNode containers = collected(DockerDocuments.CONTAINERS);
        forget(
                containers,
                container -> DockerDocuments.container(container.path("Id").asText()));
        // Of an image that a container still runs from it has to be said that it cannot be looked at.
        containers.forEach(container ->
                gone.remove(DockerDocuments.image(container.path("ImageID").asText())));
        forget(
                collected(DockerDocuments.IMAGES),
                image -> DockerDocuments.image(image.path("Id").asText()));
        RunningContainers.of(documents)
                .forEach(container -> forget(container.path("ExecIDs"), exec -> DockerDocuments.exec(exec.asText())));
        gone.forEach(documents::remove);
    }

    private JsonNode collected(String key) {
        return Document.jsonOrMissing(documents, key);
    }

    private void forget(JsonNode list, Function<JsonNode, String> key) {
        if (list instanceof ArrayNode array) {
            array.removeIf(entry -> gone.contains(key.apply(entry)));
        }
    }
}
