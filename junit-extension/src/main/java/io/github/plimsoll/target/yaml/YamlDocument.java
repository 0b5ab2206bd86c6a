package io.github.plimsoll.target.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;

/** One document of a YAML text: what it says, aliases and merge keys resolved, and where. Lines are counted from 1. */
public final class YamlDocument {

    private final JsonNode json;
    private final int line;
    private final IdentityHashMap<JsonNode, Integer> lines;

    /** @param lines in which its objects begin */
    YamlDocument(JsonNode json, int line, IdentityHashMap<JsonNode, Integer> lines) {
        this.json = json;
        this.line = line;
        this.lines = lines;
    }

    public JsonNode json() {
        return json;
    }

    /** The line in which an object of this document begins; that of the document if it is none. */
    public int lineOf(JsonNode object) {
        return lines.getOrDefault(object, line);
    }
}
