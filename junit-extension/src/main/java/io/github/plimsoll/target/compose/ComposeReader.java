package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TextFile;
import io.github.plimsoll.target.compose.Places.Place;
import io.github.plimsoll.target.compose.Variables.BadVariable;
import io.github.plimsoll.target.compose.Variables.Filled;
import io.github.plimsoll.target.yaml.BadYaml;
import io.github.plimsoll.target.yaml.YamlDocument;
import io.github.plimsoll.target.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads one Compose file: its variables are put in, and of every part of it is noted where it is written. */
final class ComposeReader {

    private final Places places;
    private final long maxBytes;

    ComposeReader(Places places, long maxBytes) {
        this.places = places;
        this.maxBytes = maxBytes;
    }

    /**
     * The documents of a file as one, with every service in the long forms.
     *
     * @param directory from which its relative paths lead
     * @throws TargetUnavailable if it cannot be understood
     */
    ObjectNode read(Path file, Path directory, Variables variables) {
        String name = ComposeFiles.name(file);
        TextFile text = TextFile.read(file, name, maxBytes);
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        places.put(whole, new Place(name + ":1", "", ""));
        for (YamlDocument document : documents(text)) {
            if (!(document.json() instanceof ObjectNode written)) {
                throw new TargetUnavailable(name + ":" + document.lineOf(document.json()) + ": no mapping");
            }
            ObjectNode own = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> section : written.properties()) {
                if (!section.getKey().startsWith("x-")) {
                    own.set(section.getKey(), copy(section.getValue(), name, document, variables));
                }
            }
            new LongForms(places, directory).complete(own);
            if (whole.isEmpty()) {
                // What asks to take something away is meant for the file below.
                whole.setAll(own);
            } else {
                new Merge(places).into(whole, own);
            }
        }
        return whole;
    }

    private static List<YamlDocument> documents(TextFile file) {
        try {
            return YamlReader.readAsWritten(file.text());
        } catch (BadYaml e) {
            throw new TargetUnavailable(file.name() + ":" + e.line() + ": not understood: " + e.reason());
        }
    }

    private JsonNode copy(JsonNode written, String file, YamlDocument document, Variables variables) {
        String at = file + ":" + document.lineOf(written);
        String tag = document.tagOf(written);
        JsonNode copy = written;
        String unset = "";
        if (written instanceof ObjectNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.properties()
                    .forEach(field -> object.set(field.getKey(), copy(field.getValue(), file, document, variables)));
            copy = object;
        } else if (written instanceof ArrayNode list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> array.add(copy(element, file, document, variables)));
            copy = array;
        } else if (written.isTextual()) {
            try {
                Filled filled = variables.fill(written.textValue());
                unset = filled.unset();
                copy = new TextNode(filled.text());
            } catch (BadVariable e) {
                throw new TargetUnavailable(at + ": " + e.reason());
            }
        }
        if (!copy.isNull()) {
            places.put(copy, new Place(at, tag, unset));
        }
        return copy;
    }
}
