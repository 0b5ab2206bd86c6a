package io.github.plimsoll.target.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns the nodes of YAML into JSON. No object is ever made of a tag; aliases and merge keys are resolved, and what they make is
 * counted, so that a few lines cannot stand for billions.
 */
public final class YamlReader {

    private static final int DEEPEST = 100;
    private static final int MOST_ALIASES = 10_000;
    private static final int MOST_VALUES = 2_000_000;

    private final IdentityHashMap<JsonNode, Integer> lines = new IdentityHashMap<>();
    private final IdentityHashMap<JsonNode, String> tags = new IdentityHashMap<>();
    private final boolean asWritten;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private YamlReader(boolean asWritten) {
        this.asWritten = asWritten;
    }

    /**
     * All documents of a text, but for those that are empty.
     *
     * @throws BadYaml if it is no YAML, has a key twice, or is too much
     */
    public static List<YamlDocument> read(String text) throws BadYaml {
        return new YamlReader(false).documents(text);
    }

    /**
     * The same, but that every scalar is a text as it is written, save null, and that of each of them the line is known too: for
     * formats in which variables are put in before it is clear what a scalar is.
     *
     * @throws BadYaml if it is no YAML, has a key twice, or is too much
     */
    public static List<YamlDocument> readAsWritten(String text) throws BadYaml {
        return new YamlReader(true).documents(text);
    }

    private List<YamlDocument> documents(String text) throws BadYaml {
        List<YamlDocument> documents = new ArrayList<>();
        try {
            for (Node node : new Yaml(new SafeConstructor(limits())).composeAll(new StringReader(text))) {
                JsonNode json = json(node, 0);
                if (!json.isNull()) {
                    documents.add(new YamlDocument(json, line(node), lines, tags));
                }
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new BadYaml(line, e.getProblem() == null ? "no YAML" : oneLine(e.getProblem()));
        } catch (YAMLException e) {
            throw new BadYaml(1, oneLine(String.valueOf(e.getMessage())));
        }
        return documents;
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        // How long a text may be is decided by whoever reads the file.
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    private JsonNode json(Node node, int depth) throws BadYaml {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw new BadYaml(
                    line(node), "more than anybody means: over " + MOST_VALUES + " values or " + DEEPEST + " levels");
        }
        if (node instanceof ScalarNode scalar) {
            return asWritten && !scalar.getTag().equals(Tag.NULL)
                    ? noted(new TextNode(scalar.getValue()), node)
                    : Scalars.json(scalar.getTag(), scalar.getValue());
        }
        if (!open.add(node)) {
            throw new BadYaml(line(node), "an alias stands in what it refers to");
        }
        JsonNode json =
                node instanceof SequenceNode sequence ? array(sequence, depth) : object((MappingNode) node, depth);
        open.remove(node);
        return asWritten ? noted(json, node) : json;
    }

    private JsonNode noted(JsonNode json, Node node) {
        lines.put(json, line(node));
        if (node.getTag().getValue().startsWith("!")) {
            tags.put(json, node.getTag().getValue());
        }
        return json;
    }

    private ArrayNode array(SequenceNode sequence, int depth) throws BadYaml {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node element : sequence.getValue()) {
            array.add(json(element, depth + 1));
        }
        return array;
    }

    private ObjectNode object(MappingNode mapping, int depth) throws BadYaml {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        lines.put(object, line(mapping));
        Set<String> own = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!isMerge(entry)) {
                String key = key(entry.getKeyNode());
                if (!own.add(key)) {
                    throw new BadYaml(line(entry.getKeyNode()), "the key " + key + " stands here a second time");
                }
                object.set(key, json(entry.getValueNode(), depth + 1));
            }
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (isMerge(entry)) {
                merge(object, entry.getValueNode(), depth);
            }
        }
        return object;
    }

    private static boolean isMerge(NodeTuple entry) {
        return entry.getKeyNode().getTag().equals(Tag.MERGE);
    }

    /** What is merged gives way to what is there, and the later of several to the earlier. */
    private void merge(ObjectNode object, Node merged, int depth) throws BadYaml {
        List<Node> sources = merged instanceof SequenceNode sequence ? sequence.getValue() : List.of(merged);
        for (Node source : sources) {
            if (!(source instanceof MappingNode)) {
                throw new BadYaml(line(source), "what is merged here by << is no mapping");
            }
            for (Map.Entry<String, JsonNode> field : json(source, depth + 1).properties()) {
                object.putIfAbsent(field.getKey(), field.getValue());
            }
        }
    }

    private static String key(Node key) throws BadYaml {
        if (key instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new BadYaml(line(key), "a key is no text");
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("no YAML").strip();
    }
}
