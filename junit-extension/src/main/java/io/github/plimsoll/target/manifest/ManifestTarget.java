package io.github.plimsoll.target.manifest;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TextFile;
import io.github.plimsoll.target.image.HandedInImages;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests of Kubernetes objects, read once. */
final class ManifestTarget implements Target {

    private final String name;
    private final String path;
    private final TargetOptions options;
    private final List<TextFile> files;

    /** @throws io.github.plimsoll.target.TargetUnavailable if there are no such files, or they cannot be read whole */
    ManifestTarget(String name, String path, TargetOptions options) {
        this.name = name;
        this.path = path;
        this.options = options;
        this.files = ManifestFiles.of(path, options.maxDocumentBytes());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Kubernetes manifests in " + (path.equals("-") ? "the standard input" : path) + ", " + files.size()
                + (files.size() == 1 ? " file" : " files");
    }

    @Override
    public Snapshot collect(Progress progress) {
        Instant begin = Instant.now();
        Bundle bundle = Bundle.of(files);
        Map<String, Document> documents = new HashMap<>(bundle.documents());
        HandedInImages.of(options, "kubernetes." + KubernetesDocuments.IMAGE_ARCHIVES)
                .ifPresent(images -> documents.put(KubernetesDocuments.IMAGE_ARCHIVES, images));
        return new Snapshot(
                new SnapshotHeader(
                        name,
                        "kubernetes",
                        path,
                        "files, judged before they are applied",
                        "Kubernetes manifests",
                        "",
                        "",
                        begin,
                        options.collector(),
                        0,
                        bundle.warnings()),
                documents);
    }

    @Override
    public <T> Optional<T> client(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is open: the files were read whole.
    }
}
