package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The answer to {@code top}, brought into the form of {@link io.github.plimsoll.fact.docker.DockerDocuments#processes}. */
final class ProcessList {

    /** The engine runs ps on its host with these arguments, and keeps the lines of the container's processes. */
    static final String QUERY = "ps_args=-eo%20pid,uid,comm,args";

    private static final List<String> TITLES = List.of("PID", "UID", "COMMAND", "COMMAND");

    private ProcessList() {}

    static JsonNode normalised(JsonNode top) throws RequestFailed {
        if (!titles(top).equals(TITLES)) {
            throw new RequestFailed(
                    RequestFailed.NO_ANSWER, "the engine lists processes in columns other than those asked for");
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("from", "top");
        ArrayNode processes = document.putArray("processes");
        for (JsonNode row : top.path("Processes")) {
            String pid = row.path(0).asText();
            String uid = row.path(1).asText();
            if (!pid.matches("\\d{1,10}") || !uid.matches("\\d{1,10}")) {
                throw new RequestFailed(
                        RequestFailed.NO_ANSWER, "the engine lists a process without a number or user id");
            }
            processes
                    .addObject()
                    .put("pid", Long.parseLong(pid))
                    .put("uid", Long.parseLong(uid))
                    .put("name", row.path(2).asText())
                    .put("program", row.path(3).asText().split(" ", 2)[0]);
        }
        return document;
    }

    private static List<String> titles(JsonNode top) {
        List<String> titles = new java.util.ArrayList<>();
        top.path("Titles").forEach(title -> titles.add(title.asText()));
        return titles;
    }
}
