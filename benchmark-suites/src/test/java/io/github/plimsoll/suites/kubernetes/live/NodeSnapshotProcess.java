package io.github.plimsoll.suites.kubernetes.live;

import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.target.Targets;
import java.io.IOException;

/** Writes what a node tells of itself to the standard output, as a snapshot; what a live test runs within nodes. */
final class NodeSnapshotProcess {

    private NodeSnapshotProcess() {}

    public static void main(String[] arguments) throws IOException {
        SnapshotFile.write(Targets.snapshot("node"), System.out);
    }
}
