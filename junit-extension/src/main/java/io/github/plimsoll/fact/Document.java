package io.github.plimsoll.fact;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One raw document of a snapshot: either there, or known to be out of reach. Never empty for "could not look". */
public final class Document {

    private final @Nullable JsonNode json;
    private final @Nullable String reason;

    private Document(@Nullable JsonNode json, @Nullable String reason) {
        this.json = json;
        this.reason = reason;
    }

    public static Document of(JsonNode json) {
        return new Document(json, null);
    }

    /**
     * A document that is out of reach.
     *
     * @param reason what was asked and how it failed, as one line for a person
     */
    public static Document unreadable(String reason) {
        return new Document(null, reason);
    }

    public boolean isReadable() {
        return json != null;
    }

    /**
     * The raw document.
     *
     * @throws Unreadable if it could not be collected
     */
    public JsonNode json() {
        if (json == null) {
            throw new Unreadable(reason());
        }
        return json;
    }

    /** Why the document could not be collected; empty if it could. */
    public String reason() {
        return reason == null ? "" : reason;
    }
}
