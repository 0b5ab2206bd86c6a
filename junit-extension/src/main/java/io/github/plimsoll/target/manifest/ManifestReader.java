package io.github.plimsoll.target.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TextFile;
import io.github.plimsoll.target.yaml.BadYaml;
import io.github.plimsoll.target.yaml.YamlDocument;
import io.github.plimsoll.target.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** Finds the objects in files, lists taken apart, and notes where each and each of its containers is written. */
final class ManifestReader {

    private static final int DEEPEST_LIST = 5;
    private static final String ACCOUNT = "serviceAccountName";
    private static final String OLDER_ACCOUNT = "serviceAccount";
    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");

    private final List<Found> objects = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /** @throws TargetUnavailable if a file cannot be understood whole */
    ManifestReader(List<TextFile> files) {
        for (TextFile file : files) {
            for (YamlDocument document : documents(file)) {
                add(document.json(), file.name(), document, 0);
            }
        }
    }

    List<Found> objects() {
        return objects;
    }

    /** Where documents begin that are no objects of Kubernetes. */
    List<String> others() {
        return others;
    }

    private static List<YamlDocument> documents(TextFile file) {
        try {
            return YamlReader.read(file.text());
        } catch (BadYaml e) {
            String place = file.name() + ":" + e.line() + ": ";
            throw new TargetUnavailable(
                    file.text().contains("{{") ? place + Unrendered.HINT : place + "not understood: " + e.reason());
        }
    }

    private void add(JsonNode json, String file, YamlDocument document, int depth) {
        String place = file + ":" + document.lineOf(json);
        if (!(json instanceof ObjectNode object)
                || !object.path("kind").isTextual()
                || !object.path("apiVersion").isTextual()) {
            others.add(place);
            return;
        }
        String kind = object.path("kind").asText();
        if (kind.endsWith("List") && object.path("items").isArray()) {
            if (depth > DEEPEST_LIST) {
                throw new TargetUnavailable(place + ": lists within lists within lists");
            }
            for (JsonNode item : object.path("items")) {
                if (item instanceof ObjectNode entry && !kind.equals("List")) {
                    // The entries of a list of one kind need not repeat it.
                    entry.putIfAbsent("kind", entry.textNode(kind.substring(0, kind.length() - "List".length())));
                    entry.putIfAbsent("apiVersion", object.path("apiVersion"));
                }
                add(item, file, document, depth + 1);
            }
            return;
        }
        Unrendered.refuse(object, place);
        // An alias may have made one object of two.
        ObjectNode own = object.deepCopy();
        own.put(Reading.PLACE, place);
        place(object, own, file, document);
        nameAccounts(own);
        objects.add(new Found(own, place));
    }

    /** The older name of the field stands for the newer one where that is not written. */
    private static void nameAccounts(JsonNode object) {
        for (JsonNode parent : object.findParents(OLDER_ACCOUNT)) {
            if (parent instanceof ObjectNode pod
                    && pod.path("containers").isArray()
                    && pod.path(ACCOUNT).asText("").isEmpty()) {
                pod.set(ACCOUNT, pod.get(OLDER_ACCOUNT));
            }
        }
    }

    private static void place(JsonNode written, JsonNode copy, String file, YamlDocument document) {
        if (written instanceof ArrayNode) {
            for (int i = 0; i < written.size(); i++) {
                place(written.get(i), copy.get(i), file, document);
            }
        }
        for (var field : written.properties()) {
            JsonNode of = copy.path(field.getKey());
            if (CONTAINERS.contains(field.getKey()) && field.getValue().isArray()) {
                for (int i = 0; i < of.size(); i++) {
                    if (of.get(i) instanceof ObjectNode container) {
                        container.put(
                                Reading.PLACE,
                                file + ":" + document.lineOf(field.getValue().get(i)));
                    }
                }
            } else if (field.getValue().isContainerNode()) {
                place(field.getValue(), of, file, document);
            }
        }
    }
}
