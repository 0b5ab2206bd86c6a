package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.host.UnitDirectories;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel records of changes: the rules it has now, and those it gets at the next start. The documents are {@link
 * io.github.plimsoll.fact.host.HostDocuments#AUDIT_LIVE} and {@link io.github.plimsoll.fact.host.HostDocuments#AUDIT_RULES}.
 *
 * @param tree the files of the host, among them those that rules watch
 */
record AuditFacts(HostTree tree, Redactor redactor) {

    private static final List<String> PLACES = List.of("/usr/sbin/auditctl", "/sbin/auditctl");
    private static final String DIRECTORY = "/etc/audit/rules.d";
    private static final String FILE = "/etc/audit/audit.rules";

    /** The units that load the rules when the host starts, by their age. */
    private static final List<String> LOADERS = List.of("audit-rules.service", "auditd.service");

    /** How the program is run; a test answers in its place. */
    interface Auditctl {

        String answer(String option) throws IOException;
    }

    Document live() {
        Optional<String> auditctl =
                PLACES.stream().filter(place -> Files.exists(Path.of(place))).findFirst();
        return auditctl.isPresent()
                ? live(option -> Command.output(List.of(auditctl.get(), option)))
                : Document.unreadable("the kernel's audit rules cannot be read, since there is no auditctl here");
    }

    Document live(Auditctl auditctl) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        String asked = "-s";
        try {
            String status = auditctl.answer(asked);
            Optional<String> enabled = status.lines()
                    .map(String::strip)
                    .filter(line -> line.matches("enabled \\d"))
                    .findFirst();
            if (enabled.isEmpty()) {
                return Document.unreadable("auditctl -s does not tell whether auditing is on");
            }
            document.put("enabled", Integer.parseInt(enabled.get().substring("enabled ".length())));
            asked = "-l";
            List<JsonNode> rules = new ArrayList<>();
            add(rules, auditctl.answer(asked), "");
            document.putArray("rules").addAll(rules);
            return Document.of(document);
        } catch (IOException e) {
            return Document.unreadable("the kernel's audit rules cannot be read (auditctl " + asked + ": "
                    + redactor.redact(String.valueOf(e.getMessage())) + "); run as root, outside of any container");
        }
    }

    Document persisted() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode files = document.putArray("files");
        List<JsonNode> rules = new ArrayList<>();
        try {
            for (String path : loaded()) {
                Optional<String> text = tree.text(path);
                if (text.isPresent()) {
                    files.add(path);
                    add(rules, text.get(), path);
                    AuditRuleParser.enabled(text.get()).ifPresent(enabled -> document.put("enabledAtStart", enabled));
                }
            }
            document.putArray("rules").addAll(rules);
            return Document.of(document);
        } catch (AccessDeniedException e) {
            return Document.unreadable("no permission to read " + DIRECTORY + " and " + FILE + "; run as root");
        } catch (IOException e) {
            return Document.unreadable("cannot read the audit rules in " + DIRECTORY + " and " + FILE + ": "
                    + redactor.redact(String.valueOf(e.getMessage())));
        }
    }

    /** {@code augenrules} writes the file anew from what is in the directory, unless that is nothing or a unit goes past it. */
    private List<String> loaded() throws IOException {
        List<String> paths = new ArrayList<>();
        for (String name : tree.names(DIRECTORY)) {
            String path = DIRECTORY + "/" + name;
            if (name.endsWith(".rules") && !tree.text(path).orElse("").isEmpty()) {
                paths.add(path);
            }
        }
        return paths.isEmpty() || isFileLoadedAsItIs() ? List.of(FILE) : paths;
    }

    private boolean isFileLoadedAsItIs() throws IOException {
        UnitFacts units = new UnitFacts(tree, UnitDirectories.OF_SYSTEM, redactor);
        for (String name : LOADERS) {
            if (units.commands(name).stream().anyMatch(command -> command.matches(".*auditctl\\s+-R.*"))) {
                return true;
            }
        }
        return false;
    }

    private void add(List<JsonNode> rules, String text, String source) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        List<JsonNode> first = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (AuditRuleParser.deletesAll(line)) {
                found.clear();
                first.clear();
            }
            Optional<ObjectNode> parsed = AuditRuleParser.parse(line);
            if (parsed.isPresent()) {
                ObjectNode rule = parsed.get();
                putReal(rule);
                if (!source.isEmpty()) {
                    rule.put("source", source + ":" + number);
                }
                if (AuditRuleParser.goesFirst(line)) {
                    first.add(0, redactor.redact(rule));
                } else {
                    found.add(redactor.redact(rule));
                }
            }
        }
        rules.addAll(0, first);
        rules.addAll(found);
    }

    /** The kernel follows links to the directory that a name is watched in, and takes the name itself for what it is. */
    private void putReal(ObjectNode rule) throws IOException {
        for (String kind : List.of("watch", "dir", "path")) {
            String place = rule.path(kind).asText();
            int slash = place.lastIndexOf('/');
            if (slash > 0) {
                String real = tree.walk(place.substring(0, slash)).real() + place.substring(slash);
                if (!real.equals(place)) {
                    rule.put("real", real);
                }
            }
        }
    }
}
