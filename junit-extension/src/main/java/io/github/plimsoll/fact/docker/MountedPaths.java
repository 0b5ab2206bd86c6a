package io.github.plimsoll.fact.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The paths of the host that containers mount, as the engine reports them. */
public final class MountedPaths {

    private MountedPaths() {}

    public static Set<String> of(Map<String, Document> documents) {
        Set<String> paths = new TreeSet<>();
        documents.forEach((key, document) -> {
            // Others of these documents are collected only once they are read.
            if (key.startsWith("/containers/") && key.endsWith("/json") && document.isReadable()) {
                document.json().path("Mounts").forEach(mount -> add(mount.path("Source"), paths));
            }
        });
        Document.jsonOrMissing(documents, DockerDocuments.VOLUMES)
                .path("Volumes")
                .forEach(volume -> paths.addAll(Mount.boundByVolume(
                        volume.path("Options").path("device").asText(),
                        volume.path("Options").path("o").asText())));
        return paths;
    }

    private static void add(JsonNode path, Set<String> paths) {
        if (path.asText().startsWith("/")) {
            paths.add(path.asText());
        }
    }
}
