package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.host.FileRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** This machine, for audits that are run on the machine they look at: its programs, and its files as one of them sees them. */
public final class Machine {

    /** What the kernel counts the start of processes in, whatever machine it runs on. */
    private static final long TICKS_A_SECOND = 100;

    /** The start of a process behind its name, which may have spaces and brackets in it. */
    private static final int START_BEHIND_NAME = 19;

    private final Procfs proc;

    private Machine(Procfs proc) {
        this.proc = proc;
    }

    public static Machine ofThis() {
        return new Machine(Procfs.ofThisMachine());
    }

    /** A machine whose process file system is mounted elsewhere. */
    public static Machine withProcesses(Path procfs) {
        return new Machine(new Procfs(procfs));
    }

    /**
     * A running program.
     *
     * @param name as the kernel has it, which cuts it after 15 characters
     * @param words its command line, itself first
     * @param contained whether it runs in a container, in which anything may be called anything
     */
    public record Program(long pid, String name, long uid, List<String> words, boolean contained) {}

    /** The programs of that name, lowest first; those that are gone by the time they are looked at are left out. */
    public List<Program> programs(Pattern names) {
        List<Program> programs = new ArrayList<>();
        for (long pid : proc.pids()) {
            String name = proc.text(pid, "comm").orElse("").strip();
            String uid = proc.status(pid, "Uid").orElse("").replaceFirst("\\s.*", "");
            List<String> words = proc.arguments(pid);
            if (names.matcher(name).matches() && uid.matches("\\d{1,10}") && !words.isEmpty()) {
                programs.add(new Program(pid, name, Long.parseLong(uid), words, isContained(pid)));
            }
        }
        return programs;
    }

    /** A process with a number of its own elsewhere runs in a space of its own for processes, as those of containers do. */
    private boolean isContained(long pid) {
        return proc.status(pid, "NSpid").orElse("").split("\\s+").length > 1;
    }

    /** The name of the host. */
    public String hostName() {
        return proc.text(proc.root().resolve("sys/kernel/hostname")).orElse("").strip();
    }

    /** When a process started, to the second; empty if it is gone. */
    public Optional<Instant> started(long pid) {
        Optional<Long> boot = proc.text(proc.root().resolve("stat"))
                .flatMap(stat -> stat.lines()
                        .filter(line -> line.matches("btime \\d{1,12}"))
                        .map(line -> Long.valueOf(line.substring("btime ".length())))
                        .findFirst());
        Optional<Long> ticks = proc.text(pid, "stat")
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "))
                .filter(fields -> fields.length > START_BEHIND_NAME)
                .map(fields -> Long.valueOf(fields[START_BEHIND_NAME]));
        return boot.flatMap(second -> ticks.map(tick -> Instant.ofEpochSecond(second + tick / TICKS_A_SECOND)));
    }

    /** Where a process was started, so that paths that begin nowhere begin there; the root if that may not be known. */
    public String workingDirectory(long pid) {
        return proc.link(proc.of(pid).resolve("cwd")).orElse("/");
    }

    /** The variables of a process whose names begin so; empty if they may not be known. */
    public Optional<Map<String, String>> variables(long pid, String beginning) {
        return proc.variables(pid, beginning);
    }

    /** What a program says of its version; empty if it cannot be asked. */
    public String version(long pid) {
        try {
            return Command.output(List.of(proc.of(pid).resolve("exe").toString(), "--version"))
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** The files of this machine as a process sees them. */
    public View seenBy(long pid) {
        return new View(HostTree.of(proc, pid));
    }

    /** A file system as one process sees it. */
    public static final class View {

        private final HostTree tree;

        private View(HostTree tree) {
            this.tree = tree;
        }

        /** What those files are and who may change them, as {@link io.github.plimsoll.fact.host.HostDocuments#FILES} describes it. */
        public JsonNode files(Collection<FileRequest> requests) {
            return FileFacts.of(tree, requests).json();
        }

        /**
         * The text of a file, wherever it leads; empty if there is none.
         *
         * @throws IOException if it may not be read, or is no regular file
         */
        public Optional<String> text(String path) throws IOException {
            return tree.text(path);
        }
    }
}
