package io.github.plimsoll.target.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process file system made of ordinary files. */
final class FakeProc {

    private final Path root;

    FakeProc(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("self/net"));
    }

    Procfs procfs() {
        return new Procfs(root);
    }

    /** Adds a process, its arguments separated by spaces. */
    FakeProc process(long pid, String exe, String arguments) throws IOException {
        Path process = Files.createDirectories(root.resolve(Long.toString(pid)));
        Files.createDirectories(process.resolve("fd"));
        Files.createDirectories(process.resolve("ns"));
        Files.createDirectories(process.resolve("net"));
        Files.createDirectories(process.resolve("root"));
        Files.createSymbolicLink(process.resolve("exe"), Path.of(exe));
        Files.createSymbolicLink(process.resolve("cwd"), Path.of("/started/here"));
        Files.createSymbolicLink(process.resolve("ns/net"), Path.of("net:[" + pid + "]"));
        return file(pid, "cmdline", arguments.replace(' ', '\0') + "\0")
                .file(pid, "status", "Name:\tapp\nPPid:\t1\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n")
                .file(pid, "cgroup", "0::/init.scope\n")
                .file(pid, "uid_map", "0 0 4294967295\n")
                .file(pid, "environ", "")
                .file(pid, "net/unix", "Num RefCount Protocol Flags Type St Inode Path\n")
                .file(pid, "net/tcp", "sl local rem\n")
                .file(pid, "net/udp", "sl local rem\n");
    }

    FakeProc file(long pid, String name, String text) throws IOException {
        Path file = root.resolve(Long.toString(pid)).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** Lets a process hold a socket. */
    FakeProc socket(long pid, int descriptor, long inode) throws IOException {
        Files.createSymbolicLink(root.resolve(pid + "/fd/" + descriptor), Path.of("socket:[" + inode + "]"));
        return this;
    }
}
