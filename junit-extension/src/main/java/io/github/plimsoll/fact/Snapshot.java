package io.github.plimsoll.fact;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All facts of one target at one time; immutable.
 *
 * @param documents by the request that fetched them ({@code /containers/json}), or by {@code host:...} for facts of the host
 */
public record Snapshot(SnapshotHeader header, SortedMap<String, Document> documents) {

    public Snapshot {
        documents = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }

    public Snapshot(SnapshotHeader header, Map<String, Document> documents) {
        this(header, new TreeMap<>(documents));
    }

    /** The document of that key; one that nobody collected is unreadable, not absent. */
    public Document document(String key) {
        Document document = documents.get(key);
        return document == null ? Document.unreadable(key + " was not collected") : document;
    }

    /** Whether anybody tried to collect that document. */
    public boolean has(String key) {
        return documents.containsKey(key);
    }
}
