package io.github.plimsoll.target.manifest;

import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TextFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the files that may hold manifests. What is hidden is left out, and no link is followed to a directory. */
final class ManifestFiles {

    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 512L << 20;

    private ManifestFiles() {}

    /** @throws TargetUnavailable if there are none, or one cannot be read whole */
    static List<TextFile> of(String path, long maxBytes) {
        if (path.equals("-")) {
            return List.of(standardInput(maxBytes));
        }
        Path root = Path.of(path);
        if (!Files.isDirectory(root)) {
            return List.of(TextFile.read(root, name(root), maxBytes));
        }
        List<TextFile> files = new ArrayList<>();
        long left = MOST_BYTES;
        for (Path file : within(root)) {
            TextFile read = TextFile.read(file, name(file), Math.min(maxBytes, left));
            left -= read.text().length();
            files.add(read);
        }
        if (files.isEmpty()) {
            throw new TargetUnavailable(path + ": no file in it is named *.yaml, *.yml or *.json");
        }
        return files;
    }

    private static List<Path> within(Path root) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.equals(root) || !isHidden(directory)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isHidden(file) && hasTheName(file) && Files.isRegularFile(file)) {
                        found.add(file);
                    }
                    return found.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new TargetUnavailable(root + ": cannot be looked through: " + e.getMessage());
        }
        if (found.size() > MOST_FILES) {
            throw new TargetUnavailable(
                    root + ": holds more than " + MOST_FILES + " files; name a directory within it");
        }
        found.sort(Path::compareTo);
        return found;
    }

    private static boolean isHidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    private static boolean hasTheName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    private static String name(Path file) {
        return file.normalize().toString().replace('\\', '/');
    }

    /** Surefire speaks to the process that runs tests by its standard input, so there nothing else can come that way. */
    private static TextFile standardInput(long maxBytes) {
        if (System.getProperty("surefire.real.class.path") != null) {
            throw new TargetUnavailable(
                    "manifests:-: Maven's tests run in a process of their own, which the standard input does"
                            + " not reach; add -DforkCount=0, or write it to a file and name that");
        }
        return TextFile.read(System.in, "stdin", maxBytes);
    }
}
