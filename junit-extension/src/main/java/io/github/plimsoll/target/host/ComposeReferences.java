package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The files that a compose file names: those it is put together from, and those that hold what its containers are given. */
final class ComposeReferences {

    private final String base;
    private final List<Composed> composed = new ArrayList<>();
    private final List<String> environments = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    /** @param base the directory from which paths in it begin */
    record Composed(String path, String base) {}

    private ComposeReferences(String base) {
        this.base = base;
    }

    /** @param base the directory from which its paths begin */
    static ComposeReferences in(JsonNode compose, String base) {
        ComposeReferences references = new ComposeReferences(base);
        references.included(compose.path("include"));
        for (JsonNode service : compose.path("services")) {
            references.extended(service.path("extends").path("file").asText());
            for (JsonNode file : listed(service.path("env_file"))) {
                references.add(text(file, "path"), references.environments);
            }
        }
        for (JsonNode secret : compose.path("secrets")) {
            references.add(secret.path("file").asText(), references.secrets);
        }
        return references;
    }

    /** Other compose files that are a part of it. */
    List<Composed> composed() {
        return composed;
    }

    List<String> environments() {
        return environments;
    }

    List<String> secrets() {
        return secrets;
    }

    /** What it names by words that stand for something else where Compose is called. */
    List<String> unknown() {
        return unknown;
    }

    /** Each is a project of its own, laid over a directory of its own. */
    private void included(JsonNode include) {
        for (JsonNode entry : listed(include)) {
            List<String> paths = new ArrayList<>();
            for (JsonNode path : listed(entry.isObject() ? entry.path("path") : entry)) {
                add(path.asText(), paths);
            }
            if (!paths.isEmpty()) {
                List<String> directories = new ArrayList<>();
                add(entry.path("project_directory").asText(), directories);
                String directory = directories.isEmpty() ? directory(paths.get(0)) : directories.get(0);
                paths.forEach(path -> composed.add(new Composed(path, directory)));
                environments.add(directory + "/.env");
                for (JsonNode file : listed(entry.path("env_file"))) {
                    add(file.asText(), environments);
                }
            }
        }
    }

    private void extended(String file) {
        List<String> paths = new ArrayList<>();
        add(file, paths);
        paths.forEach(path -> composed.add(new Composed(path, directory(path))));
    }

    private void add(String path, List<String> into) {
        // A variable and a home are those of whoever called Compose; of what lies elsewhere it keeps a copy without a
        // name.
        if (path.contains("$") || path.startsWith("~") || path.contains("://") || path.startsWith("git@")) {
            unknown.add(path);
        } else if (!path.isEmpty()) {
            into.add(clean(path.startsWith("/") ? path : base + "/" + path));
        }
    }

    /** Compose leaves out what leads back by the text of a path alone, links or no links. */
    private static String clean(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/+")) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }

    private static String text(JsonNode node, String field) {
        return node.isObject() ? node.path(field).asText() : node.asText();
    }

    private static Iterable<JsonNode> listed(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }
}
