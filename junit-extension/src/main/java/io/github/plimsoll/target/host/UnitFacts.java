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
import java.util.stream.Stream;

/**
 * Units of systemd, read from their files as systemd would merge them, so that it need not run; the document is {@link
 * io.github.plimsoll.fact.host.HostDocuments#UNITS}.
 *
 * @param directories where units are looked for, the strongest first
 */
record UnitFacts(HostTree tree, List<String> directories, Redactor redactor) {

    /** Who may call at a socket that systemd opens, and what it does where the unit does not say. */
    private static final Map<String, String> OF_SOCKETS =
            new TreeMap<>(Map.of("SocketMode", "0666", "SocketUser", "root", "SocketGroup", "root"));

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
        if (isMask(fragment.get())) {
            unit.put("masked", true);
            return;
        }
        unit.putArray("directories");
        for (String directory : directories) {
            for (String place : List.of(directory, directory + "/" + name + ".d")) {
                if (tree.attributes(tree.walk(place).real()).isPresent()) {
                    unit.withArray("directories").add(place);
                }
            }
        }
        unit.putArray("dropIns");
        dropIns(name).forEach(unit.withArray("dropIns")::add);
        settings(text(name), unit);
    }

    /** The command lines of a unit as they are written, those that follow on its start included. */
    List<String> commands(String name) throws IOException {
        UnitText text = text(name);
        return Stream.of("Service.ExecStart", "Service.ExecStartPost")
                .flatMap(key -> text.all(key).stream())
                .toList();
    }

    private UnitText text(String name) throws IOException {
        UnitText text = new UnitText();
        Optional<String> fragment = first(name);
        if (fragment.isPresent() && !isMask(fragment.get())) {
            text.add(tree.text(fragment.get()).orElse(""));
            for (String dropIn : dropIns(name)) {
                text.add(tree.text(dropIn).orElse(""));
            }
        }
        return text;
    }

    private boolean isMask(String path) throws IOException {
        return tree.walk(path).real().equals("/dev/null");
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
        if (!listens.isEmpty()) {
            OF_SOCKETS.forEach((key, usual) -> {
                String given = text.last("Socket." + key);
                unit.put(key, given.isEmpty() ? usual : given);
            });
        }
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
        List<String> dropIns = new ArrayList<>();
        for (String dropIn : byName.values()) {
            if (!isMask(dropIn)) {
                dropIns.add(dropIn);
            }
        }
        return dropIns;
    }
}
