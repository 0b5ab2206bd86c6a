package io.github.plimsoll.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a report whole or not at all: to a temporary file beside it, which then takes its name. */
public final class ReportFile {

    private ReportFile() {}

    /** What a report consists of. */
    @FunctionalInterface
    public interface Content {

        void writeTo(Writer out) throws IOException;
    }

    /** Writes a text file as UTF-8, over an earlier one; the directory is made if need be. */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null) {
            throw new IOException(file + " is no file");
        }
        Files.createDirectories(directory);
        // Not a temporary file of the JDK: those only their owner may read, and others collect the reports of a build.
        Path unfinished = directory.resolve("." + target.getFileName() + ".tmp");
        try {
            try (Writer out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
                content.writeTo(out);
            }
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
