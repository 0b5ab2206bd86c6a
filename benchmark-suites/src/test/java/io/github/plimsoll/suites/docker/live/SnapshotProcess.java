package io.github.plimsoll.suites.docker.live;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.target.Targets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes what a target tells to the standard output, as a snapshot: what a live test runs in the network of a daemon. */
final class SnapshotProcess {

    private SnapshotProcess() {}

    public static void main(String[] arguments) throws IOException {
        SnapshotFile.write(Targets.snapshot(arguments[0]), System.out);
    }

    /** A daemon as it is seen by whoever is in its own network. */
    static Snapshot inNetworkOf(ScratchDaemon daemon) throws IOException {
        String own = System.getProperty("java.class.path");
        String classPath = System.getProperty("surefire.test.class.path", own);
        Process process = new ProcessBuilder(List.of(
                        "nsenter",
                        "--target",
                        Long.toString(daemon.pid()),
                        "--net",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        SnapshotProcess.class.getName(),
                        daemon.address()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        return SnapshotFile.read(
                new ByteArrayInputStream(process.getInputStream().readAllBytes()));
    }
}
