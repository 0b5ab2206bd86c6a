package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Units of systemd, read from their files as systemd would merge them, so that it need not run; the document is {@link
 * io.github.plimsoll.fact.host.HostDocuments#UNITS}.
 *
 * @param directories where units are looked for, the strongest first
 */
record UnitFacts(HostTree tree, List<String> directories, Redactor redactor) {

    Document document(Collection<String> names) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            ObjectNode unit = document.putObject(name);
            try {
                describe(name, unit);
            } catch (AccessDeniedException e) {
                unit.removeAll();
                unit.put("unreadable", "no permission to read " + name + " below " + tree.root() + "; run as root");
            } catch (IOException e) {
                unit.removeAll();
                unit.put("unreadable", "cannot read " + name + ": " + redactor.redact(String.valueOf(e.getMessage())));
            }
        }
        return Document.of(document);
    }

    private void describe(String name, ObjectNode unit) throws IOException {
        Optional<String> fragment = first(name);
        unit.put("found", fragment.isPresent());
        if (fragment.isEmpty()) {
            return;
        }
        unit.put("fragment", fragment.get());
        if (tree.walk(fragment.get()).real().equals("/dev/null")) {
            unit.put("masked", true);
            return;
        }
        UnitText text = new UnitText();
        text.add(tree.text(fragment.get()).orElse(""));
        ArrayNode dropIns = unit.putArray("dropIns");
        for (String dropIn : dropIns(name)) {
            if (!tree.walk(dropIn).real().equals("/dev/null")) {
                dropIns.add(dropIn);
                text.add(tree.text(dropIn).orElse(""));
            }
        }
        settings(text, unit);
    }

    private void settings(UnitText text, ObjectNode unit) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : text.all("Service.Environment")) {
            UnitCommand.split(line).forEach(pair -> put(pair, variables));
        }
        ArrayNode files = unit.putArray("environmentFiles");
        for (String line : text.all("Service.EnvironmentFile")) {
            String path = line.replaceFirst("^-", "");
            files.add(path);
            tree.text(path).orElse("").lines().map(String::strip).forEach(pair -> {
                if (!pair.startsWith("#") && !pair.startsWith(";")) {
                    put(pair, variables);
                }
            });
        }
        ArrayNode commands = unit.putArray("commands");
        for (String line : text.all("Service.ExecStart")) {
            ArrayNode words = commands.addArray();
            redactor.daemonArguments(UnitCommand.words(line, variables)).forEach(words::add);
        }
        ArrayNode listens = unit.putArray("listens");
        text.all("Socket.ListenStream").forEach(listens::add);
    }

    private static void put(String pair, Map<String, String> variables) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            variables.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip().replaceAll("^([\"'])(.*)\\1$", "$2"));
        }
    }

    private Optional<String> first(String name) throws IOException {
        for (String directory : directories) {
            String path = directory + "/" + name;
            if (tree.attributes(tree.walk(path).real()).isPresent()) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** Those of this unit and those for all of its kind, in the order of their names; of one name the strongest. */
    private List<String> dropIns(String name) throws IOException {
        Map<String, String> byName = new TreeMap<>();
        for (String owner : List.of(name, name.substring(name.lastIndexOf('.') + 1))) {
            for (String directory : directories) {
                String place = directory + "/" + owner + ".d";
                for (String file : tree.names(place)) {
                    if (file.endsWith(".conf")) {
                        byName.putIfAbsent(file, place + "/" + file);
                    }
                }
            }
        }
        return new ArrayList<>(byName.values());
    }
}
