package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.docker.ComposeProject;
import io.github.plimsoll.fact.docker.DockerPaths;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.yaml.BadYaml;
import io.github.plimsoll.target.yaml.YamlDocument;
import io.github.plimsoll.target.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files from which Compose made containers, and copies that somebody left beside them or beside the daemon's own; the document
 * is {@link io.github.plimsoll.fact.docker.DockerDocuments#DEPLOYMENT_FILES}.
 */
final class DeploymentFiles {

    private static final int MOST_FILES = 500;
    private static final String COPY = "copy";

    private final HostTree tree;
    private final Redactor redactor;
    private final Map<String, ObjectNode> files = new LinkedHashMap<>();
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private DeploymentFiles(HostTree tree, Redactor redactor) {
        this.tree = tree;
        this.redactor = redactor;
    }

    static Document of(HostTree tree, DockerPaths paths, Redactor redactor) {
        DeploymentFiles facts = new DeploymentFiles(tree, redactor);
        try {
            paths.composeProjects().forEach(facts::project);
        } catch (Unreadable e) {
            facts.document.put("unseen", "which files containers were made from is not known: " + e.reason());
        }
        paths.filesWithCopies().forEach(facts::copiesOf);
        ArrayNode all = facts.document.putArray("files");
        facts.files.values().forEach(all::add);
        return Document.of(facts.document);
    }

    private void project(ComposeProject project) {
        List<String> environment = new ArrayList<>(project.environmentFiles());
        if (!project.directory().isEmpty()) {
            environment.add(project.directory() + "/.env");
        }
        for (String path : project.files()) {
            add(path, "compose").ifPresent(text -> references(path, text));
        }
        environment.forEach(path -> add(path, "environment"));
        project.files().forEach(this::copiesOf);
        environment.forEach(this::copiesOf);
    }

    /** What a file names that has secrets for its containers. */
    private void references(String path, String text) {
        String directory = directory(path);
        try {
            for (YamlDocument yaml : YamlReader.read(text)) {
                for (JsonNode service : yaml.json().path("services")) {
                    for (JsonNode file : listed(service.path("env_file"))) {
                        add(absolute(directory, file.path("path").asText(file.asText())), "environment");
                    }
                }
                for (JsonNode secret : yaml.json().path("secrets")) {
                    add(absolute(directory, secret.path("file").asText()), "secret");
                }
            }
        } catch (BadYaml e) {
            String reason = path + " is no YAML, so that which files it names is not known";
            files.computeIfPresent(path, (any, file) -> file.put("unreadable", reason));
        }
    }

    private static Iterable<JsonNode> listed(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private static String absolute(String directory, String path) {
        return path.isEmpty() || path.startsWith("/") ? path : directory + "/" + path.replaceFirst("^(\\./+)+", "");
    }

    private void copiesOf(String path) {
        Pattern copies = copies(name(path));
        try {
            for (String name : tree.names(directory(path))) {
                if (copies.matcher(name).matches()) {
                    add(directory(path) + "/" + name, COPY);
                }
            }
        } catch (IOException e) {
            document.put(
                    "unseen",
                    "which copies lie in " + directory(path) + " cannot be told: "
                            + e.getClass().getSimpleName() + "; run as root");
        }
    }

    /** The names that editors, package managers and people give to what was there before. */
    private static Pattern copies(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String end = dot > 0 ? name.substring(dot) : "";
        return Pattern.compile("\\Q" + name + "\\E(~|[._-].+)|\\.\\Q" + name + "\\E\\.sw[a-p]|#\\Q" + name + "\\E#|\\Q"
                + stem + "\\E[ ._-]*(?i:bak|old|orig|save|backup|copy|prev|\\d{4}).*\\Q" + end + "\\E");
    }

    /** The text of a file that is there, once it is noted what it sets. */
    private Optional<String> add(String path, String kind) {
        if (!path.startsWith("/") || files.containsKey(path) || files.size() >= MOST_FILES) {
            return Optional.empty();
        }
        ObjectNode file =
                JsonNodeFactory.instance.objectNode().put("path", path).put("kind", kind);
        try {
            String real = tree.walk(path).real();
            Optional<Map<String, Object>> attributes = tree.attributes(real);
            if (attributes.isEmpty() || Boolean.TRUE.equals(attributes.get().get("isDirectory"))) {
                return Optional.empty();
            }
            files.put(path, file);
            String text = tree.text(path).orElse("");
            ArrayNode settings = file.putArray("settings");
            if (kind.equals("secret")) {
                settings.add("secret=" + redactor.hidden(text.strip(), "file"));
            } else {
                Settings.in(text)
                        .forEach((name, value) -> settings.add(name + "=" + redactor.hidden(value, "setting")));
            }
            return Optional.of(text);
        } catch (IOException e) {
            files.put(
                    path,
                    file.put(
                            "unreadable",
                            "cannot read " + path + ": " + e.getClass().getSimpleName() + "; run as root"));
            return Optional.empty();
        }
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
