package io.github.plimsoll.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.plimsoll.fact.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes secrets out of documents before they enter a snapshot: by the place where they stand, by the name they bear, and by
 * {@link Detector shape} everywhere else. Safe for use by several threads.
 */
public final class Redactor {

    /** Longer than any text a control reads; searching it for secrets would take longer than it is worth. */
    private static final int LONGEST_TEXT = 1 << 16;

    private static final Set<String> DROPPED = Set.of("JoinTokens", "UnlockKey", "SigningCAKey");

    /** The arrays of a command line whose first word is the program. */
    private static final Set<String> COMMANDS = Set.of("Cmd", "Entrypoint", "Command", "entrypoint", "Test");

    private static final Set<String> ARGUMENTS = Set.of("Args", "arguments");

    /** Names which sound secret but hold a reference to one. */
    private static final Set<String> REFERENCES = Set.of("SecretName", "SecretID", "CredentialSpec");

    private static final Set<String> PLAIN_ENVIRONMENT = Set.of(
            "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TERM", "DOCKER_HOST", "DOCKER_TLS_VERIFY", "DOCKER_CONTENT_TRUST");

    private static final Set<String> LABELS = Set.of("Labels", "labels", "Annotations", "annotations");

    private static final List<String> PLAIN_LABELS =
            List.of("com.docker.compose.", "com.docker.stack.", "com.docker.swarm.", "org.opencontainers.image.");

    /** Containers resemble each other, so most names and short texts come by again and again. */
    private static final int MOST_REMEMBERED = 1 << 14;

    private static final int SHORT_TEXT = 100;

    private final Marker marker = new Marker();
    private final Map<String, Boolean> secretNames = new ConcurrentHashMap<>();
    private final Set<String> harmless = ConcurrentHashMap.newKeySet();

    /** The document without its secrets; what was passed is changed. */
    public JsonNode redact(JsonNode document) {
        return redacted("", document);
    }

    /** A text without whatever in it has the shape of a secret. */
    public String redact(String text) {
        if (text.length() > LONGEST_TEXT) {
            return marker.replace(text, Redaction.UNSEARCHED);
        }
        if (harmless.contains(text)) {
            return text;
        }
        String clean = Detector.clean(text, marker);
        if (text.length() <= SHORT_TEXT && harmless.size() < MOST_REMEMBERED && clean.equals(text)) {
            harmless.add(text);
        }
        return clean;
    }

    /** What stands in the place of a text that is secret, or may be, for the place where it was found. */
    public String hidden(String text, String place) {
        if (text.isEmpty() || Redaction.isAt(text) || Redaction.isSwitch(text)) {
            return text;
        }
        Set<String> kinds = new LinkedHashSet<>(Set.of(place));
        kinds.addAll(text.length() > LONGEST_TEXT ? Set.of(Redaction.UNSEARCHED) : Detector.labels(text, marker));
        return marker.replace(text, String.join(", ", kinds));
    }

    /** A flag of a program whose flags name files and settings: what is called a password there is the name of a file. */
    public String flag(String text) {
        return text.length() > LONGEST_TEXT
                ? marker.replace(text, Redaction.UNSEARCHED)
                : Detector.cleanOfKnownShapes(text, marker);
    }

    /** Whether whatever is called so is likely to be secret. */
    public boolean isSecretName(String name) {
        if (secretNames.size() >= MOST_REMEMBERED) {
            return Detector.isSecretName(name);
        }
        return secretNames.computeIfAbsent(name, Detector::isSecretName);
    }

    /** The arguments of a daemon: flags and values stay, for controls judge them, but for those that hold secrets. */
    public List<String> daemonArguments(List<String> arguments) {
        List<String> redacted = new ArrayList<>(arguments.size());
        String flag = "";
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (flag.equals("label")) {
                redacted.add(label(argument));
            } else if (Detector.isSecretName(flag)) {
                redacted.add(marker.replace(argument, "password"));
            } else if (argument.startsWith("--label=")) {
                redacted.add("--label=" + label(argument.substring(equals + 1)));
            } else {
                redacted.add(redact(argument));
            }
            flag = argument.startsWith("-") && equals < 0 ? argument.replaceFirst("^-{1,2}", "") : "";
        }
        return redacted;
    }

    private JsonNode redacted(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return redactedObject(name, object);
        }
        if (node instanceof ArrayNode array) {
            return redactedArray(name, array);
        }
        return node.isTextual() ? redactedText(name, node) : node;
    }

    private JsonNode redactedObject(String name, ObjectNode object) {
        boolean labels = isLabels(name);
        object.remove(DROPPED);
        if (object.path("Data").isTextual()) {
            object.put("Data", hidden(EncodedData.text(object.path("Data").textValue()), "data"));
        }
        if (ARGUMENTS.contains(name) && object.path("Value") instanceof ArrayNode value) {
            object.set("Value", arguments(value));
        }
        // The arguments of an entry point hold no program whose name could stay.
        if (object.path("Entrypoint").size() > 0 && object.path("Cmd") instanceof ArrayNode command) {
            object.set("Cmd", arguments(command));
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (labels && value.isTextual()) {
                field.setValue(TextNode.valueOf(labelValue(field.getKey(), value.textValue())));
            } else {
                field.setValue(redacted(field.getKey(), value));
            }
        }
        return object;
    }

    private JsonNode redactedArray(String name, ArrayNode array) {
        if (COMMANDS.contains(name)) {
            return command(array);
        }
        if (ARGUMENTS.contains(name) && isTexts(array)) {
            return arguments(array);
        }
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            if (name.equals("Env")) {
                array.set(i, environment(element));
            } else if (isLabels(name) && element.isTextual()) {
                array.set(i, TextNode.valueOf(label(element.textValue())));
            } else {
                array.set(i, redacted("", element));
            }
        }
        return array;
    }

    private JsonNode redactedText(String name, JsonNode node) {
        String text = node.textValue();
        String redacted;
        if (name.equals("CreatedBy") && text.length() <= LONGEST_TEXT) {
            redacted = BuildHistory.redact(text, marker);
        } else if (name.equals("Command")) {
            redacted = commandLine(text);
        } else if (name.equals("Output")) {
            redacted = marker.replace(text, "output");
        } else if (isSecretName(name) && !REFERENCES.contains(name)) {
            redacted = marker.replace(text, "named like a secret");
        } else {
            redacted = redact(text);
        }
        return redacted.equals(text) ? node : TextNode.valueOf(redacted);
    }

    private JsonNode environment(JsonNode element) {
        if (element instanceof ObjectNode setting && setting.path("Value").isTextual()) {
            return setting.put("Value", hidden(setting.path("Value").textValue(), "env"));
        }
        if (!element.isTextual()) {
            return element;
        }
        String text = element.textValue();
        int equals = text.indexOf('=');
        if (equals < 0) {
            return element;
        }
        String name = text.substring(0, equals);
        String value = text.substring(equals + 1);
        String redacted = PLAIN_ENVIRONMENT.contains(name) ? redact(value) : hidden(value, "env");
        return TextNode.valueOf(name + "=" + redacted);
    }

    private String label(String label) {
        int equals = label.indexOf('=');
        return equals < 0
                ? label
                : label.substring(0, equals + 1) + labelValue(label.substring(0, equals), label.substring(equals + 1));
    }

    private String labelValue(String name, String value) {
        return PLAIN_LABELS.stream().anyMatch(name::startsWith) ? redact(value) : hidden(value, "label");
    }

    private ArrayNode command(ArrayNode words) {
        if (words.isEmpty() || !isTexts(words)) {
            return words;
        }
        ArrayNode redacted = words.arrayNode().add(program(words.get(0).textValue()));
        if (words.size() > 1) {
            redacted.add(hidden(joined(words, 1), "command line"));
        }
        return redacted;
    }

    private ArrayNode arguments(ArrayNode words) {
        return words.isEmpty() ? words : words.arrayNode().add(hidden(joined(words, 0), "command line"));
    }

    private String commandLine(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? program(text)
                : program(text.substring(0, space)) + " " + hidden(text.substring(space + 1), "command line");
    }

    /** The first word of a command line, unless it is none that a program would be called. */
    private String program(String word) {
        return word.startsWith("-") || word.indexOf('=') >= 0 || word.indexOf(' ') >= 0
                ? hidden(word, "command line")
                : redact(word);
    }

    private static String joined(ArrayNode words, int from) {
        StringBuilder joined = new StringBuilder();
        for (int i = from; i < words.size(); i++) {
            joined.append(i > from ? " " : "").append(words.get(i).textValue());
        }
        return joined.toString();
    }

    private static boolean isTexts(ArrayNode array) {
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabels(String name) {
        return LABELS.contains(name);
    }
}
