package io.github.plimsoll.target.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file system as one process sees it. Links are followed step by step below that process's root, since one with an absolute
 * target would lead out of it.
 *
 * @param root the root of the process, for example {@code /proc/42/root}
 */
record HostTree(Path root) {

    /** As many as the kernel follows before it takes them for a ring. */
    private static final int MOST_LINKS = 40;

    /** The tree that a process sees. */
    static HostTree of(Procfs proc, long pid) {
        return new HostTree(proc.of(pid).resolve("root"));
    }

    /**
     * Where a path leads.
     *
     * @param real the path without links, {@code ..} and {@code //}; what does not exist is taken for no link
     * @param steps the names looked up on the way, in order, each in the directory it was looked up in
     */
    record Walk(String real, Set<Step> steps) {}

    /** A name looked up in a directory; both without links. */
    record Step(String directory, String entry) {}

    /** @throws AccessDeniedException if a directory on the way may not be searched */
    Walk walk(String path) throws IOException {
        // A label, for example, may say so; no file is called so.
        if (path.indexOf(0) >= 0) {
            throw new IOException("no path has a zero byte in it");
        }
        Deque<String> ahead = new ArrayDeque<>(List.of(path.split("/")));
        Deque<String> walked = new ArrayDeque<>();
        Set<Step> steps = new LinkedHashSet<>();
        int followed = 0;
        while (!ahead.isEmpty()) {
            String step = ahead.pop();
            if (step.equals("..")) {
                walked.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                String directory = joined(walked);
                walked.addLast(step);
                steps.add(new Step(directory, joined(walked)));
                String link = link(joined(walked));
                if (!link.isEmpty()) {
                    if (++followed > MOST_LINKS) {
                        throw new IOException("too many links");
                    }
                    walked.removeLast();
                    follow(link, walked, ahead);
                }
            }
        }
        return new Walk(joined(walked), steps);
    }

    /**
     * When something else may last have been found at the end of a way: the file was written, moved there or written over by a copy that
     * keeps its age, or a link on the way was put there. What is moved or copied is as old as anybody likes by its own account; the
     * kernel's own notes that too, and a new owner or mode as well, which nothing tells from the rest.
     */
    Instant changedAt(Walk walk) throws IOException {
        Instant changed = later(time(walk.real(), "lastModifiedTime"), time(walk.real(), "ctime"));
        for (Step step : walk.steps()) {
            if (Files.isSymbolicLink(seen(step.entry()))) {
                changed = later(changed, time(step.entry(), "ctime"));
            }
        }
        return changed;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant time(String path, String which) throws IOException {
        return attributes(path).orElse(Map.of()).get(which) instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
    }

    /** Where this process finds what the other sees at a path without links. */
    Path seen(String real) {
        // The root of a process is itself a link, which a dot behind it follows.
        return Path.of(root + (real.equals("/") ? "/." : real));
    }

    /** What the kernel tells of a file, links not followed; empty if there is none. */
    Optional<Map<String, Object>> attributes(String real) throws IOException {
        try {
            return Optional.of(Files.readAttributes(
                    seen(real),
                    "unix:uid,gid,mode,lastModifiedTime,ctime,isRegularFile,isDirectory",
                    java.nio.file.LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.file.FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The text of a file, wherever it leads; empty if there is none. */
    Optional<String> text(String path) throws IOException {
        String real = walk(path).real();
        Optional<Map<String, Object>> attributes = attributes(real);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        // A device or a pipe could keep the reader waiting for ever.
        if (!Boolean.TRUE.equals(attributes.get().get("isRegularFile"))) {
            throw new IOException("it is not a regular file");
        }
        return Optional.of(Procfs.read(seen(real)));
    }

    /** The names in a directory, in order; none if there is no such directory. */
    List<String> names(String directory) throws IOException {
        Path seen = seen(walk(directory).real());
        List<String> names = new ArrayList<>();
        try (java.nio.file.DirectoryStream<Path> entries = Files.newDirectoryStream(seen)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
            return List.of();
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return names;
    }

    private static void follow(String link, Deque<String> walked, Deque<String> ahead) {
        if (link.startsWith("/")) {
            walked.clear();
        }
        List<String> steps = List.of(link.split("/"));
        for (int i = steps.size() - 1; i >= 0; i--) {
            ahead.push(steps.get(i));
        }
    }

    /** What a link says; empty for what is no link or is not there. */
    private String link(String path) throws IOException {
        try {
            return Files.readSymbolicLink(seen(path)).toString();
        } catch (NotLinkException | NoSuchFileException e) {
            return "";
        } catch (java.nio.file.FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                return "";
            }
            throw e;
        }
    }

    private static String joined(Deque<String> steps) {
        return "/" + String.join("/", steps);
    }
}
