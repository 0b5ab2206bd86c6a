package io.github.plimsoll.target.host;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            facts.unseen("which files containers were made from is not known: " + e.reason());
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
        Set<String> composed = new LinkedHashSet<>();
        // Paths in all files of a project begin at its directory, those in files that lie elsewhere too.
        project.files()
                .forEach(path ->
                        compose(path, project.directory().isEmpty() ? directory(path) : project.directory(), composed));
        environment.forEach(path -> add(path, "environment"));
        composed.forEach(this::copiesOf);
        environment.forEach(this::copiesOf);
    }

    /**
     * Notes a file, those that are a part of it, and what it names that has secrets for its containers.
     *
     * @param base where its paths begin
     */
    private void compose(String path, String base, Set<String> composed) {
        composed.add(path);
        Optional<String> text = add(path, "compose");
        if (text.isEmpty()) {
            return;
        }
        try {
            for (YamlDocument yaml : YamlReader.read(text.get())) {
                ComposeReferences named = ComposeReferences.in(yaml.json(), base);
                named.environments().forEach(file -> add(file, "environment"));
                named.secrets().forEach(file -> add(file, "secret"));
                named.composed().forEach(file -> compose(file.path(), file.base(), composed));
                if (!named.unknown().isEmpty()) {
                    unseen("which files " + path + " names by " + redactor.redact(String.join(", ", named.unknown()))
                            + " is not known");
                }
            }
        } catch (BadYaml e) {
            String reason = path + " is no YAML, so that which files it names is not known";
            files.computeIfPresent(path, (any, file) -> file.put("unreadable", reason));
        }
    }

    private void unseen(String why) {
        String before = document.path("unseen").asText();
        document.put("unseen", before.isEmpty() ? why : before + "; " + why);
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
            unseen("which copies lie in " + directory(path) + " cannot be told: "
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
