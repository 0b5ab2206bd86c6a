package io.github.plimsoll.target.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.TargetUnavailable;

/** Knows templates of Helm, which are no manifests yet. */
final class Unrendered {

    static final String HINT = "a template that nobody has rendered; render it (helm template CHART > rendered.yaml)"
            + " and name what comes out";

    private Unrendered() {}

    /** @throws TargetUnavailable if what names things has braces of a template in it */
    static void refuse(ObjectNode object, String place) {
        JsonNode metadata = object.path("metadata");
        boolean template = isTemplate(object.path("kind"))
                || isTemplate(metadata.path("name"))
                || isTemplate(metadata.path("namespace"))
                || object.findValues("image").stream().anyMatch(Unrendered::isTemplate);
        if (template) {
            throw new TargetUnavailable(place + ": " + HINT);
        }
    }

    private static boolean isTemplate(JsonNode text) {
        return text.asText("").contains("{{");
    }
}
