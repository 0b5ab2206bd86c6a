package io.github.plimsoll.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.docker.DockerDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A Docker host, hardened until something is changed. */
public final class DockerFixture implements Fixture {

    private final Map<String, Json> objects;
    private final Map<String, List<Json>> lists;
    private final Map<String, String> overrides;

    private DockerFixture(Map<String, Json> objects, Map<String, List<Json>> lists, Map<String, String> overrides) {
        this.objects = objects;
        this.lists = lists;
        this.overrides = overrides;
    }

    /** A hardened host with no containers. */
    public static DockerFixture host() {
        Map<String, Json> objects = new LinkedHashMap<>();
        objects.put(DockerDocuments.INFO, HardenedDocker.info());
        objects.put(DockerDocuments.VERSION, HardenedDocker.version());
        Map<String, List<Json>> lists = new LinkedHashMap<>();
        lists.put(DockerDocuments.CONTAINERS, List.of());
        return new DockerFixture(objects, lists, Map.of());
    }

    /** Adds a hardened, running container. */
    public DockerFixture container(String name) {
        return container(name, UnaryOperator.identity());
    }

    /** Adds a hardened, running container after a change. */
    public DockerFixture container(String name, UnaryOperator<Json> change) {
        return listed(DockerDocuments.CONTAINERS, Json.parse("{Id: '" + name + "', Names: ['/" + name + "']}"))
                .object(DockerDocuments.container(name), change.apply(HardenedDocker.container(name)));
    }

    /** Changes what {@code GET /info} says. */
    public DockerFixture info(UnaryOperator<Json> change) {
        return changed(DockerDocuments.INFO, change);
    }

    /** Changes a document that is there. */
    public DockerFixture changed(String key, UnaryOperator<Json> change) {
        Json old = objects.get(key);
        if (old == null) {
            throw new IllegalArgumentException("no document " + key);
        }
        return object(key, change.apply(old));
    }

    /** Makes a document one that could not be collected. */
    public DockerFixture unreadable(String key, String reason) {
        Map<String, String> changed = new LinkedHashMap<>(overrides);
        changed.put(key, reason);
        return new DockerFixture(objects, lists, changed);
    }

    DockerFixture object(String key, Json object) {
        Map<String, Json> changed = new LinkedHashMap<>(objects);
        changed.put(key, object);
        return new DockerFixture(changed, lists, overrides);
    }

    DockerFixture listed(String key, Json entry) {
        Map<String, List<Json>> changed = new LinkedHashMap<>(lists);
        List<Json> entries = new ArrayList<>(changed.getOrDefault(key, List.of()));
        entries.add(entry);
        changed.put(key, List.copyOf(entries));
        return new DockerFixture(objects, changed, overrides);
    }

    @Override
    public Snapshot snapshot() {
        Map<String, Document> documents = new TreeMap<>();
        objects.forEach((key, json) -> documents.put(key, Document.of(json.node())));
        lists.forEach((key, entries) -> {
            ArrayNode array = Json.array();
            for (Json entry : entries) {
                ObjectNode node = entry.node();
                array.add(node);
            }
            documents.put(key, Document.of(array));
        });
        overrides.forEach((key, reason) -> documents.put(key, Document.unreadable(reason)));
        return new Snapshot(
                new SnapshotHeader(
                        "fixture",
                        "docker",
                        "unix:///var/run/docker.sock",
                        "made up for a proof",
                        "Docker Engine",
                        "28.3.0",
                        "fixture",
                        Instant.EPOCH,
                        "proof",
                        0,
                        List.of()),
                documents);
    }
}
