package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.host.FileRequest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What files are and who may change them, never what is in them; the document is {@link
 * io.github.plimsoll.fact.host.HostDocuments#FILES}.
 */
final class FileFacts {

    /** More files than an honest configuration has. */
    private static final int MOST_ENTRIES = 2000;

    private static final int TYPE = 0170000;
    private static final int STICKY = 01000;
    private static final Map<Integer, String> TYPES = Map.of(
            0100000, "file", 0040000, "directory", 0140000, "socket", 0060000, "block device", 0020000, "device");

    private final HostTree tree;
    private final ObjectNode files = JsonNodeFactory.instance.objectNode();

    private FileFacts(HostTree tree) {
        this.tree = tree;
    }

    static Document of(HostTree tree, Collection<FileRequest> requests) {
        FileFacts facts = new FileFacts(tree);
        for (FileRequest request : requests) {
            ObjectNode file = facts.look(request.path());
            if (request.depth() > 0 && isDirectory(file)) {
                facts.list(request.path(), request.depth(), file);
            }
        }
        return Document.of(facts.files);
    }

    private ObjectNode look(String path) {
        ObjectNode file = entry(path);
        files.set(path, file);
        return file;
    }

    private static boolean isDirectory(ObjectNode file) {
        return file.path("type").asText().equals("directory");
    }

    private void list(String directory, int depth, ObjectNode file) {
        try {
            for (String name : tree.names(directory)) {
                if (files.size() >= MOST_ENTRIES) {
                    throw new IOException("there is more in it than " + MOST_ENTRIES + " files");
                }
                if (name.indexOf('"') >= 0) {
                    throw new IOException("there is a file in it with a quotation mark in its name");
                }
                String path = directory + "/" + name;
                ObjectNode child = look(path);
                if (isDirectory(child) && depth > 1) {
                    list(path, depth - 1, child);
                } else if (isDirectory(child)) {
                    child.put("listed", false).put("unlistable", path + " lies deeper than is looked");
                }
            }
            file.put("listed", true);
        } catch (AccessDeniedException e) {
            file.put("listed", false).put("unlistable", "no permission to list " + directory + "; run as root");
        } catch (IOException e) {
            file.put("listed", false).put("unlistable", "cannot list " + directory + ": " + e.getMessage());
        }
    }

    private ObjectNode entry(String path) {
        ObjectNode file = JsonNodeFactory.instance.objectNode().put("path", path);
        try {
            HostTree.Walk walk = tree.walk(path);
            Optional<Map<String, Object>> attributes = tree.attributes(walk.real());
            file.put("exists", attributes.isPresent());
            if (!walk.real().equals(path)) {
                file.put("real", walk.real());
            }
            if (attributes.isPresent()) {
                describe(file, walk.real(), attributes.get());
                file.put("modifiedAt", String.valueOf(attributes.get().get("lastModifiedTime")));
                way(file.putArray("way"), walk);
            }
        } catch (AccessDeniedException e) {
            file.put(
                    "unreadable",
                    "no permission to look at " + path + ": a directory on the way to it may not be searched ("
                            + tree.root() + "); run as root");
        } catch (IOException e) {
            file.put("unreadable", "cannot look at " + path + ": " + e.getMessage());
        }
        return file;
    }

    private void describe(ObjectNode file, String real, Map<String, Object> attributes) {
        int mode = number(attributes, "mode");
        file.put("type", TYPES.getOrDefault(mode & TYPE, "other"));
        file.put("uid", Integer.toUnsignedLong(number(attributes, "uid")));
        file.put("gid", Integer.toUnsignedLong(number(attributes, "gid")));
        file.put("mode", "%04o".formatted(mode & ~TYPE));
        try {
            ArrayNode acl = JsonNodeFactory.instance.arrayNode();
            PosixAcl.of(tree.seen(real)).forEach(acl::add);
            file.set("acl", acl);
        } catch (IOException e) {
            file.put("aclUnreadable", real + ": " + e.getMessage());
        }
    }

    /** The directories in which names were looked up; in one where anybody may put files it matters whose the file is. */
    private void way(ArrayNode way, HostTree.Walk walk) throws IOException {
        for (HostTree.Step step : walk.steps()) {
            Optional<Map<String, Object>> attributes = tree.attributes(step.directory());
            if (attributes.isPresent()) {
                ObjectNode directory = way.addObject().put("path", step.directory());
                describe(directory, step.directory(), attributes.get());
                if ((number(attributes.get(), "mode") & STICKY) != 0) {
                    tree.attributes(step.entry())
                            .ifPresent(
                                    entry -> directory.put("uidOfEntry", Integer.toUnsignedLong(number(entry, "uid"))));
                }
            }
        }
    }

    private static int number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Integer number ? number : 0;
    }
}
