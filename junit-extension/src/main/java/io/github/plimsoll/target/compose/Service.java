package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.plimsoll.fact.Redaction;
import io.github.plimsoll.target.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One service of a project. */
final class Service {

    private final Project project;
    private final String name;
    private final Fields fields;
    private final List<Unset> unset = new ArrayList<>();

    private Service(Project project, String name, Fields fields) {
        this.project = project;
        this.name = name;
        this.fields = fields;
    }

    static Service of(Project project, String name, JsonNode written) {
        if (!(written instanceof ObjectNode service)) {
            throw project.places().wrong(written, "the service " + name + " is no mapping");
        }
        return new Service(project, name, new Fields(service, project.places()));
    }

    String name() {
        return name;
    }

    Fields fields() {
        return fields;
    }

    Project project() {
        return project;
    }

    String place() {
        return project.places().of(fields.object());
    }

    /** Whether something outside of the engine provides it. */
    boolean isNoContainer() {
        return fields.has("provider");
    }

    String image() {
        if (fields.has("image")) {
            return fields.text("image");
        }
        if (fields.has("build")) {
            return project.name() + "-" + name;
        }
        throw project.places().wrong(fields.object(), "the service " + name + " has neither an image nor a build");
    }

    /** The names of the networks that it is attached to, as the engine knows them. */
    List<String> networks() {
        return fields.has("networks") && !fields.entries("networks").isEmpty()
                ? fields.entries("networks").keySet().stream()
                        .map(network -> networkName(project, network))
                        .toList()
                : List.of(networkName(project, "default"));
    }

    static String networkName(Project project, String network) {
        JsonNode written = project.section("networks").getOrDefault(network, new TextNode(""));
        if (written instanceof ObjectNode mapping) {
            Fields fields = new Fields(mapping, project.places());
            if (fields.has("name")) {
                return fields.text("name");
            }
            if (fields.has("external") && !fields.text("external").equals("false")) {
                return network;
            }
        }
        return project.name() + "_" + network;
    }

    /** Its variables, those of its files below its own; where one is not known that is noted. */
    List<String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode written : fields.list("env_file")) {
            addFile(environment, "Env", Path.of(fields.mappingOf(written).text("path")));
        }
        add(environment, fields, "environment");
        List<String> all = new ArrayList<>(texts(environment));
        for (Fields hook : hooks()) {
            all.addAll(texts(add(new LinkedHashMap<>(), hook, "environment")));
        }
        if (fields.get("build").isObject()) {
            // What is told to a build stays in the history of the image, under the same names.
            all.addAll(texts(add(new LinkedHashMap<>(), fields.mapping("build"), "args")));
        }
        return all;
    }

    private Map<String, String> add(Map<String, String> pairs, Fields from, String key) {
        from.entries(key).forEach((variable, written) -> {
            Optional<String> around = project.variables().value(variable);
            boolean known = !written.isNull() || around.isPresent();
            String value = written.isNull() ? around.orElse("") : from.anyTextOf(written);
            if (!known || !project.places().place(written).unset().isEmpty()) {
                unset.add(new Unset("Env", variable, ""));
            }
            pairs.put(variable, value);
        });
        return pairs;
    }

    private static List<String> texts(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    /** What Compose runs in its container besides, once that is started and before it is stopped. */
    private List<Fields> hooks() {
        return Stream.of("post_start", "pre_stop")
                .flatMap(key -> fields.list(key).stream())
                .map(fields::mappingOf)
                .toList();
    }

    /** Whether a program in its container has every capability, the first one or one that is run besides. */
    boolean isPrivileged() {
        return fields.flag("privileged") || hooks().stream().anyMatch(hook -> hook.flag("privileged"));
    }

    /** As whom its programs run; if one is root of those that are run besides, as that. */
    String user() {
        return hooks().stream()
                .map(hook -> hook.text("user"))
                .filter(user -> user.matches("(?:root|0+)(?::.*)?"))
                .findFirst()
                .orElseGet(() -> fields.text("user"));
    }

    private void addFile(Map<String, String> pairs, String field, Path path) {
        if (!Files.isRegularFile(path)) {
            unset.add(new Unset(field, "", "the file " + path.getFileName() + " is not here"));
            return;
        }
        pairs.putAll(EnvironmentFile.parse(
                TextFile.read(path, ComposeFiles.name(path), project.options().maxDocumentBytes()),
                project.variables()));
    }

    /** Its labels, those of its files below its own. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String written : fields.texts("label_file")) {
            addFile(labels, "Labels", Path.of(written));
        }
        fields.entries("labels").forEach((label, written) -> {
            if (!project.places().place(written).unset().isEmpty()) {
                unset.add(new Unset("Labels", label, ""));
            }
            labels.put(label, fields.anyTextOf(written));
        });
        return labels;
    }

    /** The words of its command or entry point. */
    List<String> words(String key) {
        if (!fields.has(key)) {
            return List.of();
        }
        List<JsonNode> written = fields.get(key).isTextual() ? List.of(fields.get(key)) : fields.list(key);
        List<String> words = new ArrayList<>();
        for (JsonNode word : written) {
            if (!project.places().place(word).unset().isEmpty()) {
                unset.add(new Unset(key.equals("command") ? "Cmd" : "Entrypoint", "", ""));
            }
            String text = fields.anyTextOf(word);
            words.addAll(fields.get(key).isTextual() ? List.of(text.strip().split("\\s+")) : List.of(text));
        }
        return words;
    }

    /** What of its settings depends on variables that are not set here. */
    List<Unset> unsetVariables() {
        return unset;
    }

    /**
     * A text that is known in part, or not at all.
     *
     * @param field of the container's configuration
     * @param name of the variable or label; empty for a word, or if it is not even known which there are
     * @param why empty if a variable of the file is not set
     */
    record Unset(String field, String name, String why) {

        /** Notes it where secrets are looked for, once everything known has been hidden. */
        void addTo(ObjectNode container) {
            JsonNode config = container.path("Config").path(field);
            if (config instanceof ObjectNode texts) {
                texts.put(name, texts.path(name).asText() + Redaction.UNSET);
                return;
            }
            ArrayNode words = (ArrayNode) config;
            for (int i = 0; i < words.size() && !name.isEmpty(); i++) {
                if (words.get(i).asText().startsWith(name + "=")) {
                    words.set(i, new TextNode(words.get(i).asText() + Redaction.UNSET));
                    return;
                }
            }
            words.add(why.isEmpty() ? Redaction.UNSET.toString() : why + "=" + Redaction.UNSET);
        }
    }
}
