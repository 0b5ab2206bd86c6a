package io.github.plimsoll.target.compose;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The services of Compose files, read once. */
final class ComposeTarget implements Target {

    private final String name;
    private final TargetOptions options;
    private final List<Path> files;

    /** @throws io.github.plimsoll.target.TargetUnavailable if there are no such files */
    ComposeTarget(String name, String path, TargetOptions options) {
        this.name = name;
        this.options = options;
        this.files = ComposeFiles.of(path);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Compose services in " + String.join(", ", names());
    }

    @Override
    public Snapshot collect(Progress progress) {
        Instant begin = Instant.now();
        Project project = Project.load(files, options);
        Containers containers = new Containers(project);
        return new Snapshot(
                new SnapshotHeader(
                        name,
                        "docker",
                        String.join(", ", names()),
                        "files, judged before they are started",
                        "Compose files",
                        "",
                        "",
                        begin,
                        options.collector(),
                        0,
                        project.warnings()),
                containers.documents());
    }

    private List<String> names() {
        return files.stream().map(ComposeFiles::name).toList();
    }

    @Override
    public <T> Optional<T> client(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is open: files are read whole.
    }
}
