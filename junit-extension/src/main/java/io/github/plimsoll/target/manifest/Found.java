package io.github.plimsoll.target.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.TargetUnavailable;

/**
 * An object in a file.
 *
 * @param place file and line
 */
record Found(ObjectNode object, String place) {

    String kind() {
        return object.path("kind").asText("");
    }

    String apiVersion() {
        return object.path("apiVersion").asText("");
    }

    String name() {
        String name = object.path("metadata").path("name").asText("");
        // The API server makes a name of it that nobody knows yet.
        return name.isEmpty() ? object.path("metadata").path("generateName").asText("") : name;
    }

    String namespace() {
        return object.path("metadata").path("namespace").asText("");
    }

    /** For a person, with its place. */
    @Override
    public String toString() {
        return kind() + " " + name() + " (" + place + ")";
    }

    TargetUnavailable isWrong(String why) {
        return new TargetUnavailable(place + ": " + why);
    }
}
