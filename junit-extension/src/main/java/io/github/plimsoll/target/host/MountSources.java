package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Where the paths that containers mount lead. An engine reports a path as it was written, and follows its links when it mounts.
 */
final class MountSources {

    private MountSources() {}

    /** The links among paths, as {@link io.github.plimsoll.fact.docker.DockerDocuments#LINKS} describes them. */
    static Document links(HostTree tree, Collection<String> paths) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode links = document.putArray("links");
        for (String path : new TreeSet<>(paths)) {
            try {
                String target = tree.walk(path).real();
                if (!target.equals(path)) {
                    links.addObject().put("path", path).put("target", target);
                }
            } catch (AccessDeniedException e) {
                links.addObject().put("path", path).put("unreadable", "no permission");
            } catch (IOException e) {
                links.addObject().put("path", path).put("unreadable", String.valueOf(e.getMessage()));
            }
        }
        return Document.of(document);
    }
}
