package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Where on the host paths of a project lead. What lies in its directory goes with it to wherever it runs, and is looked at here;
 * what lies outside only that host knows.
 */
final class HostPaths {

    /** Stands for the directory of the project, wherever that will be. */
    private static final String PROJECT = "/project";

    private final Project project;
    private final ArrayNode links = JsonNodeFactory.instance.arrayNode();
    private final Set<String> seen = new HashSet<>();

    HostPaths(Project project) {
        this.project = project;
    }

    /** The source of a bind mount as the engine would report it. */
    String source(String written) {
        String path = written.startsWith("~") ? project.options().home() + written.substring(1) : written;
        if (!path.startsWith("/")) {
            return noted(path, false);
        }
        Path absolute = Path.of(path).normalize();
        if (!absolute.startsWith(project.directory())) {
            return noted(path, false);
        }
        String rest = project.directory().relativize(absolute).toString();
        String source = rest.isEmpty() ? PROJECT : PROJECT + "/" + rest;
        Path target = target(absolute);
        if (target.startsWith(project.directory())) {
            return source;
        }
        if (seen.add(source)) {
            links.addObject().put("path", source).put("target", target.toString());
        }
        return source;
    }

    /** Where a path of the project leads; itself if nothing is there yet. */
    private Path target(Path path) {
        try {
            Path root = project.directory().toRealPath();
            Path real = Files.exists(path) ? path.toRealPath() : path;
            return real.startsWith(root) ? path : real;
        } catch (IOException e) {
            return path;
        }
    }

    private String noted(String path, boolean known) {
        if (!known && seen.add(path)) {
            links.addObject().put("path", path).put("unreadable", "only the host on which it will run can tell");
        }
        return path;
    }

    ObjectNode links() {
        return JsonNodeFactory.instance.objectNode().set("links", links);
    }
}
