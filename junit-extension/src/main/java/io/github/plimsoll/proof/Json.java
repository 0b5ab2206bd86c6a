package io.github.plimsoll.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.Redactor;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One document of a fixture: a JSON object with fields set and taken away; immutable. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode node;

    private Json(ObjectNode node) {
        this.node = node;
    }

    /** An object with no fields. */
    public static Json empty() {
        return parse("{}");
    }

    /** Parses an object; unquoted names and single quotes are allowed, so that Java text stays readable. */
    static Json parse(String text) {
        try {
            return new Json((ObjectNode) MAPPER.readerFor(ObjectNode.class)
                    .with(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_SINGLE_QUOTES.mappedFeature())
                    .with(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES.mappedFeature())
                    .readTree(text));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /**
     * Sets the field at a dotted path; a segment in double quotes may hold dots itself. Objects on the way are made; of an array
     * an element is named by its number, {@code containers[0].image}.
     *
     * @param value a number, text, boolean, list or map; null sets JSON null
     */
    public Json with(String path, @Nullable Object value) {
        return change(path, parent -> parent.set(last(path), MAPPER.valueToTree(value)));
    }

    /** As {@link #with}, the value given as JSON text in which single quotes may stand for double ones. */
    public Json withJson(String path, String json) {
        JsonNode wrapped = parse("{value: " + json + "}").node.get("value");
        return with(path, wrapped);
    }

    /** Adds an element, a text or another document, to the array at a dotted path. */
    public Json plus(String path, Object element) {
        Object plain = element instanceof Json json ? json.node : element;
        return change(path, parent -> parent.withArray(last(path)).add(MAPPER.valueToTree(plain)));
    }

    /** As {@link #plus}, before all other elements. */
    Json first(String path, Object element) {
        Object plain = element instanceof Json json ? json.node : element;
        return change(path, parent -> parent.withArray(last(path)).insert(0, MAPPER.<JsonNode>valueToTree(plain)));
    }

    /** Takes the elements of an array away that have a text in a field. */
    Json withoutElement(String path, String field, String text) {
        return change(path, parent -> {
            ArrayNode kept = array();
            parent.withArray(last(path)).forEach(element -> {
                if (!element.path(field).asText().equals(text)) {
                    kept.add(element);
                }
            });
            parent.set(last(path), kept);
        });
    }

    /** The object in a field; empty if there is none. */
    Optional<Json> at(String field) {
        return node.get(last(field)) instanceof ObjectNode object
                ? Optional.of(new Json(object.deepCopy()))
                : Optional.empty();
    }

    /** Changes one of the objects in the array at a dotted path. */
    public Json element(String path, int index, UnaryOperator<Json> edit) {
        return change(path, parent -> {
            ArrayNode array = parent.withArray(last(path));
            array.set(index, edit.apply(new Json((ObjectNode) array.get(index))).node);
        });
    }

    /** Takes the field at a dotted path away. */
    public Json without(String path) {
        return change(path, parent -> parent.remove(last(path)));
    }

    /** As it would enter a snapshot: secrets taken out. */
    public Json collected() {
        return new Json((ObjectNode) new Redactor().redact(node()));
    }

    boolean isNamed(String name) {
        return node.path("Name").asText().equals(name);
    }

    boolean isObject(String namespace, String name) {
        JsonNode metadata = node.path("metadata");
        return metadata.path("name").asText().equals(name)
                && metadata.path("namespace").asText("").equals(namespace);
    }

    Json part(String field) {
        return new Json((ObjectNode) node.get(field));
    }

    ObjectNode node() {
        return node.deepCopy();
    }

    private Json change(String path, Consumer<ObjectNode> edit) {
        ObjectNode copy = node.deepCopy();
        ObjectNode parent = copy;
        String[] steps = steps(path);
        for (int i = 0; i < steps.length - 1; i++) {
            parent = child(parent, steps[i]);
        }
        edit.accept(parent);
        return new Json(copy);
    }

    /** The object of a name, made if it is not there, or the element of an array that is there: {@code containers[0]}. */
    private static ObjectNode child(ObjectNode parent, String step) {
        int bracket = step.endsWith("]") ? step.indexOf('[') : -1;
        if (bracket > 0) {
            int index = Integer.parseInt(step.substring(bracket + 1, step.length() - 1));
            return (ObjectNode) parent.withArray(step.substring(0, bracket)).required(index);
        }
        return parent.get(step) instanceof ObjectNode object ? object : parent.putObject(step);
    }

    private static String last(String path) {
        String[] steps = steps(path);
        return steps[steps.length - 1];
    }

    private static String[] steps(String path) {
        String[] steps = path.split("\\.(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
        for (int i = 0; i < steps.length; i++) {
            steps[i] = steps[i].replace("\"", "");
        }
        return steps;
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }
}
