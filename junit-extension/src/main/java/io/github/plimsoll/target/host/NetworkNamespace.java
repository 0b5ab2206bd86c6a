package io.github.plimsoll.target.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The network of a process, which may be another than ours; the kernel tells most of a network only to those who are in it.
 *
 * @param own whether it is ours too
 * @param file where the kernel keeps it, for example {@code /proc/42/ns/net}
 */
record NetworkNamespace(Procfs proc, boolean own, Path file) {

    private static final List<String> NSENTER = List.of("/usr/bin/nsenter", "/bin/nsenter");

    /** @throws IOException if it cannot be told whether it is ours */
    static NetworkNamespace of(Procfs proc, long pid) throws IOException {
        Path file = proc.of(pid).resolve("ns/net");
        Optional<String> ours = proc.link(proc.root().resolve("self/ns/net"));
        Optional<String> theirs = proc.link(file);
        if (ours.isEmpty() || theirs.isEmpty()) {
            throw new IOException("no permission to see which network the daemon is in");
        }
        return new NetworkNamespace(proc, ours.equals(theirs), file);
    }

    /** What a program that only looks says in this network. */
    String output(List<String> command) throws IOException {
        if (own) {
            return Command.output(command);
        }
        List<String> entering = new ArrayList<>();
        entering.add(program(NSENTER)
                .orElseThrow(
                        () -> new IOException("there is no nsenter here to look into the daemon's own network with")));
        entering.add("--net=" + file);
        entering.addAll(command);
        return Command.output(entering);
    }

    /** A setting of the kernel for this network; empty if there is no such setting. */
    Optional<String> sysctl(String name) throws IOException {
        Path setting = proc.root().resolve("sys").resolve(name.replace('.', '/'));
        if (own) {
            return proc.text(setting).map(String::strip);
        }
        // Not of every network, but of all kernels: what one's own lacks the other has not either.
        return Files.exists(setting)
                ? Optional.of(output(List.of("/bin/cat", setting.toString())).strip())
                : Optional.empty();
    }

    /** The first of those files that is there. */
    static Optional<String> program(List<String> places) {
        return places.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
    }
}
