package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * How full the file systems under some directories are, files as well as bytes; the document is {@link
 * io.github.plimsoll.fact.host.HostDocuments#SPACE}.
 */
final class SpaceFacts {

    private static final List<String> STAT = List.of("/usr/bin/stat", "/bin/stat");

    private SpaceFacts() {}

    static Document of(HostTree tree, Collection<String> directories) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (String directory : directories) {
            ObjectNode space = document.putObject(directory);
            try {
                look(tree, directory, space);
            } catch (IOException e) {
                space.put("unreadable", "how full " + directory + " is cannot be told: " + e.getMessage());
            }
        }
        return Document.of(document);
    }

    /** Not by Java's own means, which count no files. */
    private static void look(HostTree tree, String directory, ObjectNode space) throws IOException {
        String stat = NetworkNamespace.program(STAT).orElseThrow(() -> new IOException("there is no stat here"));
        String seen = tree.seen(tree.walk(directory).real()).toString();
        String answer = Command.output(List.of(stat, "-f", "-c", "%S %b %a %c %d", seen));
        if (!answer.strip().matches("\\d{1,9}( \\d{1,15}){4}")) {
            throw new IOException("stat answers otherwise than it should");
        }
        String[] numbers = answer.strip().split(" ");
        long size = Long.parseLong(numbers[0]);
        space.put("bytes", size * Long.parseLong(numbers[1]));
        space.put("freeBytes", size * Long.parseLong(numbers[2]));
        space.put("files", Long.parseLong(numbers[3]));
        space.put("freeFiles", Long.parseLong(numbers[4]));
    }
}
