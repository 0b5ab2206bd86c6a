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
    private final SortedMap<String, Document> documents;

    /** The same, for looking them up: each reading does, and keys are long and begin alike. */
    private final Map<String, Document> byKey;

    private final Map<Class<?>, Derived<?>> derived = new ConcurrentHashMap<>();

    /** @param documents by the request that fetched them ({@code /containers/json}), or by {@code host:...} for facts of the host */
    public Snapshot(SnapshotHeader header, Map<String, Document> documents) {
        this.header = header;
        this.documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
        this.byKey = Map.copyOf(documents);
    }

    public SnapshotHeader header() {
        return header;
    }

    /** The documents by their keys, in the order of the keys. */
    public SortedMap<String, Document> documents() {
        return documents;
    }

    /** The document of that key; one that nobody collected is unreadable, not absent. */
    public Document document(String key) {
        Document document = byKey.get(key);
        return document == null ? Document.unreadable(key + " was not collected") : document;
    }

    /** Whether anybody tried to collect that document. */
    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** What is worked out from these facts, once: they do not change. What throws is tried again. */
    <T> T derived(Class<T> type, Supplier<T> derivation) {
        Derived<?> known = derived.computeIfAbsent(type, key -> new Derived<>(derivation));
        return type.cast(known.get());
    }

    private static final class Derived<T> {

        private final Supplier<T> derivation;
        private @Nullable T value;

        Derived(Supplier<T> derivation) {
            this.derivation = derivation;
        }

        synchronized T get() {
            T known = value;
            if (known == null) {
                known = derivation.get();
                value = known;
            }
            return known;
        }
    }
}
