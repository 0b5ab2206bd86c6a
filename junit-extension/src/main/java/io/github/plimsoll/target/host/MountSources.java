package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Where the paths that containers mount lead. An engine reports a path as it was written, and follows its links when it mounts.
 */
public final class MountSources {

    private final HostTree tree;

    MountSources(Path root) {
        this.tree = new HostTree(root);
    }

    /**
     * The links among paths, as {@link io.github.plimsoll.fact.docker.DockerDocuments#LINKS} describes them.
     *
     * @param daemon the document of the daemon's process
     */
    public static Document links(Document daemon, Collection<String> paths) {
        if (!daemon.isReadable()) {
            return Document.unreadable(daemon.reason());
        }
        Path process = Procfs.ofThisMachine().of(daemon.json().path("pid").asLong());
        return new MountSources(process.resolve("root")).links(paths);
    }

    Document links(Collection<String> paths) {
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
