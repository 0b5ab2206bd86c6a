package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The groups, users and subordinate ids of the host that a daemon runs on, from its files.
 *
 * @param root the root directory that the daemon sees
 */
record Accounts(Path root) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    Document document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        try {
            ids(document.putArray("groups"), "etc/group", "gid");
            ids(document.putArray("users"), "etc/passwd", "uid");
            ranges(document.putArray("subordinateUsers"), "etc/subuid");
            ranges(document.putArray("subordinateGroups"), "etc/subgid");
            return Document.of(document);
        } catch (IOException e) {
            return Document.unreadable("cannot read the accounts of the host: " + e.getMessage()
                    + "; run as root, or as the user the daemon runs as");
        }
    }

    /** The first and the third field of each line: name and number. */
    private void ids(ArrayNode entries, String file, String number) throws IOException {
        for (String line : Procfs.read(root.resolve(file)).lines().toList()) {
            String[] fields = line.split(":", -1);
            if (fields.length > 2 && NUMBER.matcher(fields[2]).matches()) {
                entries.addObject().put("name", fields[0]).put(number, Long.parseLong(fields[2]));
            }
        }
    }

    private void ranges(ArrayNode entries, String file) throws IOException {
        for (String line : textOf(file).lines().toList()) {
            String[] fields = line.strip().split(":", -1);
            if (fields.length == 3
                    && NUMBER.matcher(fields[1]).matches()
                    && NUMBER.matcher(fields[2]).matches()) {
                entries.addObject()
                        .put("owner", fields[0])
                        .put("first", Long.parseLong(fields[1]))
                        .put("count", Long.parseLong(fields[2]));
            }
        }
    }

    /** Not every host gives out subordinate ids. */
    private String textOf(String file) throws IOException {
        Path path = root.resolve(file);
        try {
            return Files.notExists(path) ? "" : Procfs.read(path);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
