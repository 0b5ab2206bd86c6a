package io.github.plimsoll.target.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file a running daemon was configured from, as that daemon sees the file system.
 *
 * @param pid the daemon
 */
record DaemonConfig(Procfs proc, long pid, Redactor redactor) {

    private static final String FLAG = "--config-file";
    private static final ObjectMapper MAPPER =
            new ObjectMapper(new JsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Document document() {
        Path path = path();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("path", path.toString());
        HostTree tree = HostTree.of(proc, pid);
        Path seen = tree.seen(path.toString());
        try {
            HostTree.Walk walk = tree.walk(path.toString());
            seen = tree.seen(walk.real());
            String text = read(seen);
            document.put("exists", true);
            document.put("modifiedAt", tree.changedAt(walk).toString());
            JsonNode content = MAPPER.readTree(text);
            if (!content.isObject()) {
                return Document.unreadable(path + " is not a JSON object, as a daemon needs it");
            }
            document.set("content", redactor.redact(content));
            ArrayNode twice = document.putArray("duplicateKeys");
            DuplicateKeys.of(text).forEach(key -> twice.add(redactor.redact(key)));
            return Document.of(document);
        } catch (NoSuchFileException e) {
            return absent(document.put("exists", false), seen.resolveSibling("."));
        } catch (AccessDeniedException e) {
            return Document.unreadable("no permission to read " + path + " as the daemon sees it (" + seen
                    + "); run as root, or as the user the daemon runs as");
        } catch (JsonProcessingException e) {
            return Document.unreadable(path + " is not JSON, near line " + line(e)
                    + "; the daemon runs with what the file was when it started");
        } catch (IOException e) {
            return Document.unreadable("cannot read " + path + ": " + redactor.redact(String.valueOf(e.getMessage())));
        }
    }

    /** When something was last put into the directory or taken out of it tells whether the file may have been there. */
    private static Document absent(ObjectNode document, Path directory) {
        try {
            document.put(
                    "directoryModifiedAt",
                    Files.getLastModifiedTime(directory).toInstant().toString());
        } catch (NoSuchFileException e) {
            return Document.of(document);
        } catch (IOException e) {
            return Document.unreadable(
                    "cannot tell whether there was a " + document.path("path").asText() + " when the daemon started: "
                            + directory + " cannot be looked at");
        }
        return Document.of(document);
    }

    private static String read(Path file) throws IOException {
        // A device or a pipe could keep the reader waiting for ever.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        return Procfs.read(file);
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    Path path() {
        return flag().or(this::rootlessDefault).orElse(Path.of("/etc/docker/daemon.json"));
    }

    private Optional<Path> flag() {
        List<String> arguments = proc.arguments(pid);
        Optional<Path> path = Optional.empty();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(FLAG + "=")) {
                path = Optional.of(Path.of(argument.substring(FLAG.length() + 1)));
            } else if (argument.equals(FLAG) && i + 1 < arguments.size()) {
                path = Optional.of(Path.of(arguments.get(i + 1)));
            }
        }
        // A relative path is relative to where the daemon was started.
        return path.map(given -> proc.link(proc.of(pid).resolve("cwd"))
                .map(Path::of)
                .orElse(Path.of("/"))
                .resolve(given)
                .normalize());
    }

    /** Under rootlesskit the daemon looks in its user's home, as that daemon knows it. */
    private Optional<Path> rootlessDefault() {
        if (proc.variable(pid, "ROOTLESSKIT_STATE_DIR").isEmpty()) {
            return Optional.empty();
        }
        return proc.variable(pid, "XDG_CONFIG_HOME")
                .or(() -> proc.variable(pid, "HOME").map(home -> home + "/.config"))
                .map(config -> Path.of(config).resolve("docker/daemon.json"));
    }
}
