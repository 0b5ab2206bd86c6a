package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The mounts that a process sees on the way to some paths; a host has one for each container besides. The document is {@link
 * io.github.plimsoll.fact.host.HostDocuments#MOUNTS}.
 */
final class MountTable {

    private MountTable() {}

    static Document of(Procfs proc, long pid, Collection<String> paths) {
        Optional<String> table = proc.text(pid, "mountinfo");
        if (table.isEmpty()) {
            return Document.unreadable("no permission to read " + proc.of(pid).resolve("mountinfo") + "; run as root");
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode mounts = document.putArray("mounts");
        for (String line : table.get().lines().toList()) {
            List<String> columns = List.of(line.split(" "));
            int separator = columns.indexOf("-");
            if (separator >= 6 && columns.size() >= separator + 3) {
                String at = unescaped(columns.get(4));
                if (paths.stream().anyMatch(path -> isOnWay(at, path))) {
                    ObjectNode mount = mounts.addObject()
                            .put("at", at)
                            .put("device", columns.get(2))
                            .put("root", unescaped(columns.get(3)))
                            .put("type", columns.get(separator + 1))
                            .put("source", unescaped(columns.get(separator + 2)))
                            .put("options", columns.get(5));
                    Arrays.stream(columns.get(columns.size() - 1).split(","))
                            .filter(option -> option.startsWith("subvol="))
                            .forEach(option -> mount.put("subvolume", option.substring("subvol=".length())));
                }
            }
        }
        return Document.of(document);
    }

    private static boolean isOnWay(String at, String path) {
        return at.equals("/") || path.equals(at) || path.startsWith(at + "/");
    }

    /** The kernel writes blanks and backslashes as three octal digits. */
    private static String unescaped(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
