package io.github.plimsoll.fact;

import java.nio.file.Path;

public final class SnapshotFile {
    private SnapshotFile() {}

    public static void write(Snapshot snapshot, Path file) {
        System.out.println(file + " " + snapshot);
    }
}
