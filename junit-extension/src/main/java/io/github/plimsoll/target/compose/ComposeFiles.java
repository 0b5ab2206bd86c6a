package io.github.plimsoll.target.compose;

import io.github.plimsoll.target.TargetUnavailable;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the files of a project as {@code docker compose} does. */
final class ComposeFiles {

    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final List<String> OVERRIDES = List.of(
            "compose.override.yml",
            "compose.override.yaml",
            "docker-compose.override.yml",
            "docker-compose.override.yaml");

    private ComposeFiles() {}

    /**
     * @param path a directory, or files, separated as in {@code COMPOSE_FILE}
     * @throws TargetUnavailable if there are none
     */
    static List<Path> of(String path) {
        Path whole = Path.of(path);
        if (Files.isDirectory(whole)) {
            return ofDirectory(whole);
        }
        if (Files.exists(whole)) {
            return List.of(whole);
        }
        List<Path> files =
                Arrays.stream(path.split(File.pathSeparator)).map(Path::of).toList();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new TargetUnavailable(name(file) + ": there is no such file");
            }
        }
        return files;
    }

    private static List<Path> ofDirectory(Path directory) {
        List<Path> files = new ArrayList<>();
        first(directory, NAMES).ifPresent(files::add);
        if (files.isEmpty()) {
            throw new TargetUnavailable(name(directory) + ": no file in it is named " + String.join(", ", NAMES));
        }
        first(directory, OVERRIDES).ifPresent(files::add);
        return files;
    }

    private static Optional<Path> first(Path directory, List<String> names) {
        return names.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** As a file is called in messages and reports. */
    static String name(Path file) {
        return file.normalize().toString().replace('\\', '/');
    }
}
