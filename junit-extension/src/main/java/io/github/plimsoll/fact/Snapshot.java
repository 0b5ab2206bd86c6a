package io.github.plimsoll.fact;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All facts of one target at one time; immutable. Safe for use by several threads. */
public final class Snapshot {

    /** The key of the document that lists the files from which everything else was worked out, if no target was asked. */
    public static final String FILES = "files";

    private final SnapshotHeader header;
    private final Map<String, Document> known;
    private final Supplier<Map<String, Document>> underWay;
    private final Map<Class<?>, Once<?>> derived = new ConcurrentHashMap<>();

    /** @param documents by the request that fetched them ({@code /containers/json}), or by {@code host:...} for facts of the host */
    public Snapshot(SnapshotHeader header, Map<String, Document> documents) {
        this(header, documents, Map::of);
    }

    /**
     * A snapshot of which a part is still being collected, so that what is known can be judged meanwhile.
     *
     * @param underWay waits for the other documents; asked by whoever wants one that is not known
     */
    public Snapshot(SnapshotHeader header, Map<String, Document> known, Supplier<Map<String, Document>> underWay) {
        this.header = header;
        this.known = Map.copyOf(known);
        this.underWay = new Once<>(() -> Map.copyOf(underWay.get()));
    }

    public SnapshotHeader header() {
        return header;
    }

    /** The documents by their keys, in the order of the keys. */
    public SortedMap<String, Document> documents() {
        SortedMap<String, Document> all = new TreeMap<>(known);
        all.putAll(underWay.get());
        return Collections.unmodifiableSortedMap(all);
    }

    /** The document of that key; one that nobody collected is unreadable, not absent. */
    public Document document(String key) {
        Document document = found(key);
        return document == null ? Document.unreadable(key + " was not collected") : document;
    }

    /** Whether anybody tried to collect that document. */
    public boolean has(String key) {
        return found(key) != null;
    }

    private @Nullable Document found(String key) {
        Document document = known.get(key);
        return document == null ? underWay.get().get(key) : document;
    }

    /** What is worked out from these facts, once: they do not change. What throws is tried again. */
    <T> T derived(Class<T> type, Supplier<T> derivation) {
        return type.cast(
                derived.computeIfAbsent(type, key -> new Once<>(derivation)).get());
    }
}
