package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A project of Compose, by the labels that it puts on containers.
 *
 * @param directory in which it was called; empty if that is not known
 * @param files in which the containers are described
 * @param environmentFiles that were named on its command line
 */
public record ComposeProject(String directory, List<String> files, List<String> environmentFiles) {

    private static final String LABEL = "Labels.\"com.docker.compose.project.%s\"";

    /** Those of all containers, each once; a path is that of the machine on which Compose was called. */
    static List<ComposeProject> of(Reading snapshot) {
        Set<ComposeProject> projects = new LinkedHashSet<>();
        for (Reading container : snapshot.document(DockerDocuments.CONTAINERS).elements("")) {
            ComposeProject project = new ComposeProject(
                    label(container, "working_dir").replaceFirst("(?<=.)/+$", ""),
                    paths(label(container, "config_files")),
                    paths(label(container, "environment_file")));
            if (!project.files().isEmpty()) {
                projects.add(project);
            }
        }
        return List.copyOf(projects);
    }

    private static String label(Reading container, String name) {
        return container.value(LABEL.formatted(name)).asText("");
    }

    /** Paths that begin nowhere are of no use, such as {@code -} for what came through a pipe. */
    private static List<String> paths(String joined) {
        List<String> paths = new ArrayList<>();
        for (String path : joined.split(",")) {
            if (path.startsWith("/")) {
                paths.add(path);
            }
        }
        return paths;
    }
}
