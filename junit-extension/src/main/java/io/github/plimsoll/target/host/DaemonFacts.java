package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this machine knows of a Docker daemon that the daemon does not tell: how it was started, from which file it was
 * configured, and who listens beside it. Only for a daemon that really runs here.
 */
final class DaemonFacts {

    /** The variables of the daemon that tell where it looks for files. */
    private static final List<String> PLACES =
            List.of("DOCKER_CERT_PATH", "HOME", "PATH", "ROOTLESSKIT_STATE_DIR", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR");

    private static final Pattern SERVICE =
            Pattern.compile("/((?:[A-Za-z0-9_.-]*docker[A-Za-z0-9_.-]*)\\.service)(?:/.*)?$", Pattern.MULTILINE);

    private final Procfs proc;
    private final SocketOwner sockets;
    private final Redactor redactor;

    DaemonFacts(Procfs proc, SocketOwner sockets, Redactor redactor) {
        this.proc = proc;
        this.sockets = sockets;
        this.redactor = redactor;
    }

    /** The facts of the daemon that listens on a UNIX socket. */
    Map<String, Document> ofSocket(Path socket) {
        return of(sockets.listeningOn(real(socket), proc.seenHere(real(socket))), socket.toString());
    }

    /** The facts of the daemon that listens on a port of this machine. */
    Map<String, Document> ofPort(int port) {
        return of(sockets.listeningOn(port), "port " + port);
    }

    /** The facts of a daemon of which nothing can be known here. */
    static Map<String, Document> outOfReach(String reason) {
        Document unreadable = Document.unreadable(reason);
        return Map.of(
                DockerDocuments.DAEMON_PROCESS, unreadable,
                DockerDocuments.DAEMON_CONFIG, unreadable,
                DockerDocuments.LISTENERS, unreadable);
    }

    private Map<String, Document> of(Set<Long> owners, String address) {
        List<Long> daemons = owners.stream()
                .filter(pid -> !isServiceManager(pid))
                .filter(pid -> isThereByItself(pid, owners))
                .toList();
        if (daemons.isEmpty()) {
            return outOfReach(nobodyServes(address, owners));
        }
        if (daemons.size() > 1) {
            return outOfReach("several processes serve " + address + ": "
                    + String.join(", ", daemons.stream().map(this::program).toList()));
        }
        long pid = daemons.get(0);
        String program = program(pid);
        if (!Path.of(program).endsWith("dockerd") && !program.contains("dockerd-")) {
            return outOfReach(address + " is served by " + redactor.redact(program) + " (process " + pid
                    + "), which is not dockerd");
        }
        return Map.of(
                DockerDocuments.DAEMON_PROCESS, process(pid),
                DockerDocuments.DAEMON_CONFIG, new DaemonConfig(proc, pid, redactor).document(),
                DockerDocuments.LISTENERS, listeners(pid));
    }

    /** Systemd opens the socket of a daemon that it starts on demand, and holds it beside the daemon ever after. */
    private boolean isServiceManager(long pid) {
        return pid == 1 || proc.exe(pid).filter(exe -> exe.endsWith("/systemd")).isPresent();
    }

    /**
     * A program that the daemon is about to run is a copy of the daemon for a moment, with all its sockets. It may have ended
     * since it was seen, and then nothing tells any more whose copy it was.
     */
    private boolean isThereByItself(long pid, Set<Long> owners) {
        return proc.status(pid, "PPid")
                .map(Long::parseLong)
                .filter(parent -> !owners.contains(parent) || isServiceManager(parent))
                .isPresent();
    }

    private String nobodyServes(String address, Set<Long> owners) {
        if (owners.stream().anyMatch(this::isServiceManager)) {
            return "systemd holds " + address + " and no daemon has taken it over yet";
        }
        if (!owners.isEmpty()) {
            return "the process that served " + address + " ended while it was looked at";
        }
        return "no process that may be looked at here serves " + address
                + (sockets.missedSome()
                        ? "; run as root, or as the user the daemon runs as, to see which does"
                        : "; the daemon runs in another container or on another machine");
    }

    private String program(long pid) {
        return proc.exe(pid).or(() -> proc.arguments(pid).stream().findFirst()).orElse("process " + pid);
    }

    private Document process(long pid) {
        List<String> arguments = proc.arguments(pid);
        if (arguments.isEmpty()) {
            return Document.unreadable("the command line of process " + pid + ", the daemon, cannot be read");
        }
        ObjectNode process = JsonNodeFactory.instance.objectNode();
        process.put("pid", pid);
        proc.exe(pid).ifPresent(exe -> process.put("exe", exe));
        effectiveId(pid, "Uid").ifPresent(uid -> process.put("uid", uid));
        effectiveId(pid, "Gid").ifPresent(gid -> process.put("gid", gid));
        ObjectNode namespaces = ProcessConfinement.namespaces(proc, pid);
        if (!namespaces.isEmpty()) {
            process.set("namespaces", namespaces);
        }
        ArrayNode words = process.putArray("args");
        redactor.daemonArguments(arguments).forEach(words::add);
        proc.link(proc.of(pid).resolve("cwd")).ifPresent(directory -> process.put("cwd", directory));
        unit(pid).ifPresent(unit -> process.put("unit", unit));
        if (sockets.looksInto(pid)) {
            ArrayNode paths = process.putArray("unixSockets");
            sockets.unixSockets(pid).forEach(paths::add);
        }
        ObjectNode environment = process.putObject("environment");
        for (String name : PLACES) {
            proc.variable(pid, name).ifPresent(value -> environment.put(name, redactor.redact(value)));
        }
        oomScore(pid).ifPresent(score -> process.put("oomScoreAdj", score));
        startedAt(pid).ifPresent(start -> process.put("startedAt", start.toString()));
        return Document.of(process);
    }

    private Optional<Long> oomScore(long pid) {
        return proc.text(pid, "oom_score_adj")
                .map(String::strip)
                .filter(score -> score.matches("-?\\d{1,4}"))
                .map(Long::parseLong);
    }

    private Optional<Long> effectiveId(long pid, String field) {
        return proc.status(pid, field)
                .map(ids -> ids.split("\\s+"))
                .filter(ids -> ids.length == 4)
                .map(ids -> Long.parseLong(ids[1]));
    }

    /** The service whose control group the process is in; a daemon started by hand is in none, or in a user's session. */
    private Optional<String> unit(long pid) {
        Matcher service = SERVICE.matcher(proc.text(pid, "cgroup").orElse(""));
        return service.find() ? Optional.of(service.group(1)) : Optional.empty();
    }

    private static Optional<Instant> startedAt(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
    }

    private Document listeners(long daemon) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode all = document.putArray("listeners");
        Set<String> api = sockets.unixSockets(daemon);
        for (String protocol : Listener.PROTOCOLS) {
            Optional<String> table = proc.text(daemon, "net/" + protocol);
            // A kernel without IPv6 has no tables for it.
            if (table.isEmpty() && !protocol.endsWith("6")) {
                return Document.unreadable(
                        "cannot read " + proc.of(daemon).resolve("net").resolve(protocol));
            }
            for (Listener listener : Listener.parse(protocol, table.orElse(""))) {
                ObjectNode socket = all.addObject()
                        .put("protocol", protocol.replace("6", ""))
                        .put("address", listener.address())
                        .put("port", listener.port());
                Set<Long> holders = sockets.pids(listener.inode());
                holders.forEach(socket.putArray("pids")::add);
                if (!holders.contains(daemon) && holders.stream().anyMatch(pid -> isToldOf(api, pid))) {
                    socket.put("toldOfApi", true);
                }
            }
        }
        document.put("holdersKnown", sockets.looksInto(daemon));
        document.put("sameNetwork", isInThisNetwork(daemon));
        return Document.of(document);
    }

    /** Whether a process was started with a socket of the daemon among its words, as those are that pass it on. */
    private boolean isToldOf(Set<String> api, long pid) {
        String words = String.join(" ", proc.arguments(pid));
        return api.stream().anyMatch(words::contains);
    }

    private boolean isInThisNetwork(long pid) {
        Optional<String> own = proc.link(proc.root().resolve("self/ns/net"));
        return own.isPresent() && own.equals(proc.link(proc.of(pid).resolve("ns/net")));
    }

    private static Path real(Path socket) {
        try {
            return Files.exists(socket) ? socket.toRealPath() : socket;
        } catch (IOException e) {
            return socket;
        }
    }
}
