package io.github.plimsoll.toy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Snapshots of toy targets. */
public final class Fleet {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Fleet() {}

    /** @param documents by key; JSON, or {@code !reason} for a document that is out of reach */
    public static Snapshot of(String target, Map<String, String> documents) {
        Map<String, Document> parsed = new TreeMap<>();
        documents.forEach((key, text) -> parsed.put(key, document(text)));
        return new Snapshot(
                new SnapshotHeader(
                        target,
                        "toy",
                        "toy:" + target,
                        "the test says so",
                        "Toy Engine",
                        "1.0",
                        "toy-id",
                        Instant.parse("2026-11-23T00:00:00Z"),
                        "0.1.0",
                        3,
                        List.of()),
                parsed);
    }

    /** Two ships, of which none, one or both carry more than the mark. */
    public static Snapshot loaded(String target, int light, int heavy) {
        return of(
                target,
                Map.of(
                        "/harbour",
                        "{\"Mark\": 100}",
                        "/ships",
                        "[\"light\", \"heavy\"]",
                        "/ships/light",
                        "{\"State\": \"moored\", \"Load\": " + light + "}",
                        "/ships/heavy",
                        "{\"State\": \"sailing\", \"Load\": " + heavy + "}"));
    }

    private static Document document(String text) {
        if (text.startsWith("!")) {
            return Document.unreadable(text.substring(1));
        }
        try {
            return Document.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
