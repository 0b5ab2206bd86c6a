package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the paths that containers mount lead. An engine reports a path as it was written, and follows its links when it mounts.
 *
 * <p>Links are followed step by step below the root that the daemon sees, since one with an absolute target would lead out of it.
 */
public final class MountSources {

    /** As many as the kernel follows before it takes them for a ring. */
    private static final int MOST_LINKS = 40;

    private final String root;

    MountSources(Path root) {
        this.root = root.toString();
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
                String target = target(path);
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

    private String target(String path) throws IOException {
        Deque<String> ahead = new ArrayDeque<>(List.of(path.split("/")));
        Deque<String> walked = new ArrayDeque<>();
        int followed = 0;
        while (!ahead.isEmpty()) {
            String step = ahead.pop();
            if (step.equals("..")) {
                walked.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                walked.addLast(step);
                String link = link(root + joined(walked));
                if (!link.isEmpty()) {
                    if (++followed > MOST_LINKS) {
                        throw new IOException("too many links");
                    }
                    walked.removeLast();
                    follow(link, walked, ahead);
                }
            }
        }
        return joined(walked);
    }

    private static void follow(String link, Deque<String> walked, Deque<String> ahead) {
        if (link.startsWith("/")) {
            walked.clear();
        }
        List<String> steps = List.of(link.split("/"));
        for (int i = steps.size() - 1; i >= 0; i--) {
            ahead.push(steps.get(i));
        }
    }

    /** What a link says; empty for what is no link or is not there. */
    private static String link(String path) throws IOException {
        try {
            return Files.readSymbolicLink(Path.of(path)).toString();
        } catch (NotLinkException | NoSuchFileException e) {
            return "";
        }
    }

    private static String joined(Deque<String> steps) {
        return "/" + String.join("/", steps);
    }
}
