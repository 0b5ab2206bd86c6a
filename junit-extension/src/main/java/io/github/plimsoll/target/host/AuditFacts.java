package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
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
 */
record AuditFacts(Redactor redactor) {

    private static final List<String> PLACES = List.of("/usr/sbin/auditctl", "/sbin/auditctl");
    private static final String DIRECTORY = "/etc/audit/rules.d";
    private static final String FILE = "/etc/audit/audit.rules";

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
            add(document.putArray("rules"), auditctl.answer(asked), "");
            return Document.of(document);
        } catch (IOException e) {
            return Document.unreadable("the kernel's audit rules cannot be read (auditctl " + asked + ": "
                    + redactor.redact(String.valueOf(e.getMessage())) + "); run as root, outside of any container");
        }
    }

    Document persisted(HostTree tree) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode files = document.putArray("files");
        ArrayNode rules = document.putArray("rules");
        try {
            List<String> paths = new ArrayList<>();
            for (String name : tree.names(DIRECTORY)) {
                if (name.endsWith(".rules")) {
                    paths.add(DIRECTORY + "/" + name);
                }
            }
            paths.add(FILE);
            for (String path : paths) {
                Optional<String> text = tree.text(path);
                if (text.isPresent()) {
                    files.add(path);
                    add(rules, text.get(), path);
                }
            }
            return Document.of(document);
        } catch (AccessDeniedException e) {
            return Document.unreadable("no permission to read " + DIRECTORY + " and " + FILE + "; run as root");
        } catch (IOException e) {
            return Document.unreadable("cannot read the audit rules in " + DIRECTORY + " and " + FILE + ": "
                    + redactor.redact(String.valueOf(e.getMessage())));
        }
    }

    private void add(ArrayNode rules, String text, String source) {
        List<ObjectNode> found = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (AuditRuleParser.deletesAll(line)) {
                found.clear();
            }
            int at = number;
            AuditRuleParser.parse(line)
                    .ifPresent(rule -> found.add(source.isEmpty() ? rule : rule.put("source", source + ":" + at)));
        }
        found.forEach(rule -> rules.add(redactor.redact(rule)));
    }
}
