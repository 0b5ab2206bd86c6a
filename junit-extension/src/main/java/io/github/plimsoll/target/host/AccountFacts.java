package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The users and groups of a host; the document is {@link io.github.plimsoll.fact.host.HostDocuments#ACCOUNTS}. */
final class AccountFacts {

    /** Sources that say nothing of people beyond the files; a bracket begins what to do next. */
    private static final Set<String> LOCAL = Set.of("files", "compat", "systemd", "mymachines", "myhostname");

    private AccountFacts() {}

    static Document of(HostTree tree) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode users = document.putArray("users");
        ArrayNode groups = document.putArray("groups");
        try {
            for (List<String> fields : entries(tree, "/etc/passwd", 4)) {
                users.addObject()
                        .put("name", fields.get(0))
                        .put("uid", Long.parseLong(fields.get(2)))
                        .put("gid", Long.parseLong(fields.get(3)));
            }
            for (List<String> fields : entries(tree, "/etc/group", 3)) {
                ArrayNode members = groups.addObject()
                        .put("name", fields.get(0))
                        .put("gid", Long.parseLong(fields.get(2)))
                        .putArray("members");
                if (fields.size() > 3) {
                    Arrays.stream(fields.get(3).split(","))
                            .map(String::strip)
                            .filter(member -> !member.isEmpty())
                            .forEach(members::add);
                }
            }
            ranges(tree, "/etc/subuid", document.putArray("subordinateUsers"));
            ranges(tree, "/etc/subgid", document.putArray("subordinateGroups"));
            ArrayNode others = document.putArray("otherSources");
            otherSources(tree.text("/etc/nsswitch.conf").orElse("")).forEach(others::add);
        } catch (IOException e) {
            return Document.unreadable("cannot read the accounts of the host (" + e.getMessage()
                    + "); run as root, or as the user the daemon runs as");
        }
        return Document.of(document);
    }

    private static List<List<String>> entries(HostTree tree, String file, int fields) throws IOException {
        Optional<String> text = tree.text(file);
        if (text.isEmpty()) {
            throw new IOException("there is no " + file);
        }
        return text.get()
                .lines()
                .map(line -> List.of(line.strip().split(":", -1)))
                .filter(entry -> entry.size() >= fields
                        && entry.subList(2, fields).stream().allMatch(number -> number.matches("\\d{1,10}")))
                .toList();
    }

    /** Not every host gives out subordinate ids. */
    private static void ranges(HostTree tree, String file, ArrayNode ranges) throws IOException {
        for (String line : tree.text(file).orElse("").lines().toList()) {
            String[] fields = line.strip().split(":", -1);
            if (fields.length == 3 && fields[1].matches("\\d{1,10}") && fields[2].matches("\\d{1,10}")) {
                ranges.addObject()
                        .put("owner", fields[0])
                        .put("first", Long.parseLong(fields[1]))
                        .put("count", Long.parseLong(fields[2]));
            }
        }
    }

    private static Set<String> otherSources(String nsswitch) {
        Set<String> others = new TreeSet<>();
        nsswitch.lines()
                .map(line -> line.replaceFirst("#.*", "")
                        .replaceAll("\\[[^]]*]", " ")
                        .strip())
                .filter(line -> line.matches("(passwd|group|initgroups)\\s*:.*"))
                .flatMap(line -> Arrays.stream(
                        line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                .filter(source -> !source.isEmpty() && !LOCAL.contains(source))
                .forEach(others::add);
        return others;
    }
}
