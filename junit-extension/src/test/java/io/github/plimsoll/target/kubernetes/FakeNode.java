package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.target.host.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;

/** A machine made of ordinary files, on which a kubelet seems to run. */
final class FakeNode {

    /** When the kubelet was started; what is written is older. */
    static final Instant STARTED = Instant.parse("2026-01-02T00:00:00Z");

    static final long KUBELET = 100;

    private final Path proc;
    private final Path root;

    FakeNode(Path directory) throws IOException {
        this.proc = Files.createDirectories(directory.resolve("proc"));
        this.root = Files.createDirectories(directory.resolve("root"));
        Files.createDirectories(proc.resolve("sys/kernel"));
        Files.writeString(proc.resolve("sys/kernel/hostname"), "Worker-1\n");
        Files.writeString(proc.resolve("stat"), "cpu 1 2 3\nbtime " + (STARTED.getEpochSecond() - 10) + "\n");
    }

    Machine machine() {
        return Machine.withProcesses(proc);
    }

    /** The kubelet with its flags. */
    FakeNode kubelet(String... flags) throws IOException {
        String[] words = new String[flags.length + 1];
        words[0] = "/usr/bin/kubelet";
        System.arraycopy(flags, 0, words, 1, flags.length);
        return process(KUBELET, "kubelet", "0", String.valueOf(KUBELET), words);
    }

    /**
     * A process.
     *
     * @param ids its number here, and in the container it runs in
     */
    FakeNode process(long pid, String name, String uid, String ids, String... words) throws IOException {
        Path process = Files.createDirectories(proc.resolve(String.valueOf(pid)));
        Files.writeString(process.resolve("comm"), name + "\n");
        Files.writeString(process.resolve("cmdline"), String.join("\0", words) + "\0");
        Files.writeString(
                process.resolve("status"), "Name:\t%s\nUid:\t%s\t0\t0\t0\nNSpid:\t%s\n".formatted(name, uid, ids));
        Files.writeString(
                process.resolve("stat"), pid + " (a (b) c) S 1 1 1 0 -1 4194560 1 1 1 1 1 1 1 1 20 0 1 0 1000 1 1\n");
        if (!Files.exists(process.resolve("root"))) {
            Files.createSymbolicLink(process.resolve("root"), root);
            Files.createSymbolicLink(process.resolve("cwd"), Path.of("/started/here"));
        }
        return this;
    }

    /** What a process was started with beside its command line. */
    FakeNode environment(long pid, String... variables) throws IOException {
        Files.writeString(proc.resolve(pid + "/environ"), String.join("\0", variables) + "\0");
        return this;
    }

    /** A file from before the start of the kubelet. */
    FakeNode file(String path, String text) throws IOException {
        return file(path, text, "rw-------", STARTED.minusSeconds(3600));
    }

    FakeNode file(String path, String text, String mode, Instant modified) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        Files.setLastModifiedTime(file, FileTime.from(modified));
        try (Stream<Path> all = Files.walk(root)) {
            for (Path directory : all.filter(Files::isDirectory).toList()) {
                Files.setLastModifiedTime(directory, FileTime.from(STARTED.minusSeconds(3600)));
            }
        }
        return this;
    }

    /** A pipe, which nobody may be made to wait for. */
    FakeNode pipe(String path) throws IOException, InterruptedException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
            throw new IOException("mkfifo failed");
        }
        return this;
    }
}
