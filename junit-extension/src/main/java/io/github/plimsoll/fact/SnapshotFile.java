package io.github.plimsoll.fact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A snapshot as one compressed file: the same facts give the same bytes, and a recorded target the same verdicts. */
public final class SnapshotFile {

    private static final int FORMAT = 1;

    /**
     * Far beyond any honest snapshot (some kilobytes a container), and small enough to fit into memory: a compressed file of a
     * few kilobytes can hold more than memory does.
     */
    private static final long MAX_BYTES = 512L << 20;

    private static final long MAX_TOKENS = 16L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private SnapshotFile() {}

    public static void write(Snapshot snapshot, OutputStream out) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("plimsoll-snapshot", FORMAT);
        root.set("header", MAPPER.valueToTree(snapshot.header()));
        ObjectNode documents = root.putObject("documents");
        snapshot.documents().forEach((key, document) -> {
            ObjectNode entry = documents.putObject(key);
            if (document.isReadable()) {
                entry.set("json", document.json());
            } else {
                entry.put("unreadable", document.reason());
            }
        });
        try (GZIPOutputStream compressed = new GZIPOutputStream(out)) {
            MAPPER.writeValue(compressed, root);
        }
    }

    /** @throws IOException if it is not a snapshot, is of a format of another time, or is larger than any honest one */
    public static Snapshot read(InputStream in) throws IOException {
        JsonNode root = parse(in);
        if (root == null || root.path("plimsoll-snapshot").asInt() != FORMAT) {
            throw new IOException("is not a snapshot of format " + FORMAT);
        }
        SortedMap<String, Document> documents = new TreeMap<>();
        root.path("documents").properties().forEach(entry -> documents.put(entry.getKey(), document(entry.getValue())));
        return new Snapshot(MAPPER.treeToValue(root.path("header"), SnapshotHeader.class), documents);
    }

    private static JsonNode parse(InputStream in) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(in)) {
            return MAPPER.readTree(new LimitedStream(plain, MAX_BYTES));
        } catch (JsonProcessingException e) {
            throw new IOException("is not a snapshot: " + e.getOriginalMessage(), e);
        }
    }

    private static Document document(JsonNode entry) {
        return entry.has("json")
                ? Document.of(entry.get("json"))
                : Document.unreadable(entry.path("unreadable").asText("the snapshot does not say why"));
    }
}
