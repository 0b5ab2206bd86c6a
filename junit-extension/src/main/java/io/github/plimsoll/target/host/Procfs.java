package io.github.plimsoll.target.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The process file system.
 *
 * @param root where it is mounted
 */
record Procfs(Path root) {

    /** No file in /proc that is read here is larger on an honest machine. */
    private static final int LARGEST = 8 << 20;

    private static final Pattern PID = Pattern.compile("[1-9]\\d{0,9}");

    static Procfs ofThisMachine() {
        return new Procfs(Path.of("/proc"));
    }

    Path of(long pid) {
        return root.resolve(Long.toString(pid));
    }

    /** A file as this process sees it. */
    Path seenHere(Path file) {
        return new HostTree(root.resolve("self/root")).seen(file.toString());
    }

    /** The processes there are, lowest first. */
    List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (PID.matcher(name).matches()) {
                    pids.add(Long.parseLong(name));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Not Linux, or /proc is hidden: then no process can be seen, which is what the empty list says.
            return List.of();
        }
        pids.sort(null);
        return pids;
    }

    /** The text of a file of a process; empty if the process has gone or may not be looked at. */
    Optional<String> text(long pid, String file) {
        return text(of(pid).resolve(file));
    }

    Optional<String> text(Path file) {
        try {
            return Optional.of(read(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads a file of unknown length, since those in /proc all say that they are empty. */
    static String read(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 12);
            while (channel.read(buffer) >= 0) {
                if (!buffer.hasRemaining()) {
                    if (buffer.capacity() >= LARGEST) {
                        throw new IOException("larger than " + (LARGEST >> 20) + " MiB");
                    }
                    buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer.flip());
                }
            }
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        }
    }

    /** The program a process runs; empty if that may not be known. */
    Optional<String> exe(long pid) {
        return link(of(pid).resolve("exe"))
                // The kernel says so when the file was replaced under the running process, as an upgrade does.
                .map(exe -> exe.endsWith(" (deleted)") ? exe.substring(0, exe.length() - " (deleted)".length()) : exe);
    }

    /** The command line of a process, word by word; empty if it has none. */
    List<String> arguments(long pid) {
        return nulSeparated(text(pid, "cmdline").orElse(""));
    }

    /** A variable of a process's environment; empty if it is not set or may not be read. */
    Optional<String> variable(long pid, String name) {
        return nulSeparated(text(pid, "environ").orElse("")).stream()
                .filter(entry -> entry.startsWith(name + "="))
                .map(entry -> entry.substring(name.length() + 1))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The variables of a process whose names begin so; empty if they may not be read. */
    Optional<Map<String, String>> variables(long pid, String beginning) {
        return text(pid, "environ").map(environment -> {
            Map<String, String> variables = new LinkedHashMap<>();
            for (String entry : nulSeparated(environment)) {
                int equals = entry.indexOf('=');
                if (equals > 0 && entry.startsWith(beginning)) {
                    variables.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            return variables;
        });
    }

    /** A line of the status file, for example {@code Uid}; empty if it is not there. */
    Optional<String> status(long pid, String field) {
        return text(pid, "status").flatMap(status -> field(status, field));
    }

    static Optional<String> field(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .findFirst();
    }

    Optional<String> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> nulSeparated(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String trimmed = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
        return List.of(trimmed.split("\0", -1));
    }
}
