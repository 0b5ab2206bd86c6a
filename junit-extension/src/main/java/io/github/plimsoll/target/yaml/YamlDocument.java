package io.github.plimsoll.target.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;

/** One document of a YAML text: what it says, aliases and merge keys resolved, and where. Lines are counted from 1. */
public final class YamlDocument {

    private final JsonNode json;
    private final int line;
    private final IdentityHashMap<JsonNode, Integer> lines;
    private final IdentityHashMap<JsonNode, String> tags;

    /**
     * @param lines in which its objects begin
     * @param tags that stand before parts of it, of those that are none of YAML's own
     */
    YamlDocument(
            JsonNode json, int line, IdentityHashMap<JsonNode, Integer> lines, IdentityHashMap<JsonNode, String> tags) {
        this.json = json;
        this.line = line;
        this.lines = lines;
        this.tags = tags;
    }

    public JsonNode json() {
        return json;
    }

    /** The tag before a part of this document, for example {@code !reset}, if it was read as written; empty if there is none. */
    public String tagOf(JsonNode part) {
        return tags.getOrDefault(part, "");
    }

    /** The line in which an object of this document begins; that of the document if it is none. */
    public int lineOf(JsonNode object) {
        return lines.getOrDefault(object, line);
    }
}
