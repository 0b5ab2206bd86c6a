package io.github.plimsoll.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One raw document of a snapshot: either there, or known to be out of reach. Never empty for "could not look". */
public final class Document {

    private final Supplier<Content> content;

    private Document(Supplier<Content> content) {
        this.content = content;
    }

    public static Document of(JsonNode json) {
        Content content = new Content(json, "");
        return new Document(() -> content);
    }

    /**
     * A document that is out of reach.
     *
     * @param reason what was asked and how it failed, as one line for a person
     */
    public static Document unreadable(String reason) {
        Content content = new Content(null, reason);
        return new Document(() -> content);
    }

    /**
     * A document that takes so long to collect that it is collected only once somebody reads it. From then on it stays as it is.
     */
    public static Document deferred(Supplier<Document> collection) {
        return new Document(new Once<>(() -> collection.get().content.get()));
    }

    /** The raw document of that key among others; missing if nobody collected it, or could. */
    public static JsonNode jsonOrMissing(Map<String, Document> documents, String key) {
        Document document = documents.get(key);
        return document != null && document.isReadable() ? document.json() : MissingNode.getInstance();
    }

    public boolean isReadable() {
        return content.get().json() != null;
    }

    /**
     * The raw document.
     *
     * @throws Unreadable if it could not be collected
     */
    public JsonNode json() {
        JsonNode json = content.get().json();
        if (json == null) {
            throw new Unreadable(reason());
        }
        return json;
    }

    /** Why the document could not be collected; empty if it could. */
    public String reason() {
        return content.get().reason();
    }

    private record Content(@Nullable JsonNode json, String reason) {}
}
