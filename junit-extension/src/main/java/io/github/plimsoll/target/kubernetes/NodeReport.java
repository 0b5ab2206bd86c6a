package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pod says of its node, as documents: {@code node-facts.sh} writes it a line a fact. */
final class NodeReport {

    private static final int MOST_ENTRIES = 2000;
    private static final String ADDRESSES = "/var/lib/cni/networks/";
    private static final int TYPE = 0170000;
    private static final Map<Integer, String> TYPES = Map.of(
            0100000, "file", 0040000, "directory", 0140000, "socket", 0060000, "block device", 0020000, "device");
    private static final String REFUSED = "no permission to read it as root without capabilities";

    private final NodeContents contents;
    private final ObjectNode files = JsonNodeFactory.instance.objectNode();
    private final ObjectNode settings = JsonNodeFactory.instance.objectNode();
    private final ObjectNode certificates = JsonNodeFactory.instance.objectNode();
    private final List<NodeContents.Program> processes = new ArrayList<>();
    private boolean complete;

    private NodeReport(ObjectRedactor redactor) {
        this.contents = new NodeContents(redactor);
    }

    static NodeReport read(String log, ObjectRedactor redactor) {
        NodeReport report = new NodeReport(redactor);
        List<String[]> lines = log.lines().map(line -> line.split("\t", 4)).toList();
        int next = 0;
        while (next < lines.size()) {
            int end = next + 1;
            while (end < lines.size() && belongs(lines.get(end)[0])) {
                end++;
            }
            report.take(lines.get(next), lines.subList(next + 1, end));
            next = end;
        }
        return report;
    }

    /** Lines that go on what a line before them began. */
    private static boolean belongs(String word) {
        return word.equals("argument")
                || word.equals("line")
                || word.equals("pem")
                || word.equals("refused")
                || word.isEmpty();
    }

    private void take(String[] line, List<String[]> more) {
        switch (line[0]) {
            case "process" ->
                process(rest(line), more.stream().map(NodeReport::rest).toList());
            case "file" -> file(line);
            case "none" -> files.putObject(rest(line)).put("path", rest(line)).put("exists", false);
            case "unreadable" ->
                files.putObject(word(line, 1)).put("path", word(line, 1)).put("unreadable", word(line, 2));
            case "listed" -> listed(line);
            case "settings" -> settings.set(rest(line), setting(more));
            case "unit" -> settings.set(rest(line), unit(more));
            case "certificates" -> certificates.set(rest(line), certificates(more));
            case "end" -> complete = true;
            default -> {
                // A name of a file with a line break in it; what is said of it cannot be told apart from what is not.
            }
        }
    }

    /** Whether the pod said all that it had to say. */
    boolean isComplete() {
        return complete;
    }

    /** The command lines of the cluster's programs. */
    List<List<String>> processes() {
        return processes.stream().map(NodeContents.Program::words).toList();
    }

    /** What its configuration files say, by their paths. */
    JsonNode settings() {
        return settings;
    }

    /**
     * The documents of the node.
     *
     * @param absent paths that are known not to be there, with all below them
     */
    Map<String, Document> documents(String node, Collection<String> absent, Collection<String> ownAddresses) {
        ownAddresses.forEach(this::leaveOut);
        absent.forEach(path -> files.putObject(path).put("path", path).put("exists", false));
        Map<String, Document> documents = new LinkedHashMap<>();
        documents.put(KubernetesDocuments.ofNode(node, KubernetesDocuments.FILES), Document.of(files));
        documents.put(KubernetesDocuments.ofNode(node, KubernetesDocuments.SETTINGS), Document.of(settings));
        documents.put(KubernetesDocuments.ofNode(node, KubernetesDocuments.CERTIFICATES), Document.of(certificates));
        documents.put(
                KubernetesDocuments.ofNode(node, KubernetesDocuments.PROCESSES),
                Document.of(contents.processes(processes)));
        return documents;
    }

    /** The file by which the network plugin notes that an address is taken. */
    private void leaveOut(String address) {
        List<String> notes = new ArrayList<>();
        files.fieldNames().forEachRemaining(path -> {
            if (path.startsWith(ADDRESSES) && path.endsWith("/" + address)) {
                notes.add(path);
            }
        });
        files.remove(notes);
    }

    private void process(String uid, List<String> words) {
        if (!words.isEmpty() && uid.matches("\\d{1,10}")) {
            processes.add(new NodeContents.Program(Long.parseLong(uid), words, Optional.empty()));
        }
    }

    private void file(String[] line) {
        String[] numbers = word(line, 1).split(" ", -1);
        String path = word(line, 3);
        ObjectNode file = files.putObject(path).put("path", path);
        try {
            int mode = Integer.parseInt(numbers[0], 16);
            file.put("exists", true);
            if (!word(line, 2).equals(path)) {
                file.put("real", word(line, 2));
            }
            file.put("type", TYPES.getOrDefault(mode & TYPE, "other"))
                    .put("uid", Long.parseLong(numbers[1]))
                    .put("gid", Long.parseLong(numbers[2]))
                    .put("mode", "%04o".formatted(mode & ~TYPE))
                    .put(
                            "modifiedAt",
                            Instant.ofEpochSecond(Long.parseLong(numbers[3])).toString())
                    .put("aclUnreadable", path + " was not looked at");
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            file.removeAll();
            file.put("path", path).put("unreadable", "what the node says of " + path + " is not understood");
        }
    }

    private void listed(String[] line) {
        String path = word(line, 2);
        ObjectNode directory = files.withObjectProperty(path);
        if (!word(line, 1).matches("\\d{1,4}") || Integer.parseInt(word(line, 1)) > MOST_ENTRIES) {
            directory.put("listed", false).put("unlistable", path + " has more files than " + MOST_ENTRIES);
        } else {
            directory.put("listed", true);
        }
    }

    private ObjectNode setting(List<String[]> lines) {
        return isRefused(lines) ? NodeContents.unreadable(REFUSED) : contents.setting(text(lines));
    }

    private static ObjectNode unit(List<String[]> lines) {
        return isRefused(lines) ? NodeContents.unreadable(REFUSED) : NodeContents.unit(text(lines));
    }

    private static ObjectNode certificates(List<String[]> lines) {
        return isRefused(lines) ? NodeContents.unreadable(REFUSED) : NodeContents.certificates(text(lines));
    }

    private static String text(List<String[]> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(rest(line)).append('\n'));
        return text.toString();
    }

    private static boolean isRefused(List<String[]> lines) {
        return !lines.isEmpty() && lines.get(0)[0].equals("refused");
    }

    private static String word(String[] line, int number) {
        return number < line.length ? line[number] : "";
    }

    /** All behind the first word, with the tabs it may hold. */
    private static String rest(String[] line) {
        return String.join("\t", List.of(line).subList(1, line.length));
    }
}
