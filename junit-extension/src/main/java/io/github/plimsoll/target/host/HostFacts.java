package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.DockerPaths;
import io.github.plimsoll.fact.host.FileRequest;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.fact.host.UnitDirectories;
import io.github.plimsoll.target.Redactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the machine tells beside the daemon: files, mounts, accounts, units and audit rules, as the daemon sees them. */
public final class HostFacts {

    private static final List<String> KEYS = List.of(
            HostDocuments.FILES,
            HostDocuments.MOUNTS,
            HostDocuments.SPACE,
            HostDocuments.UNITS,
            DockerDocuments.CONTAINERD,
            DockerDocuments.SECCOMP_PROFILE,
            DockerDocuments.REGISTRY_FILES,
            DockerDocuments.DEPLOYMENT_FILES);

    private static final List<String> APART = List.of(
            HostDocuments.ACCOUNTS,
            HostDocuments.AUDIT_LIVE,
            HostDocuments.AUDIT_RULES,
            HostDocuments.NETWORK,
            HostDocuments.PACKET_FILTER,
            HostDocuments.SYSTEM);

    private final Procfs proc;
    private final Redactor redactor;

    /** Whoever listens is looked for once: that takes longer than all the rest. */
    private final SocketOwner sockets;

    private HostFacts(Procfs proc, Redactor redactor) {
        this.proc = proc;
        this.redactor = redactor;
        this.sockets = new SocketOwner(proc);
    }

    /** This machine, for one collection. */
    public static HostFacts ofThisMachine(Redactor redactor) {
        return of(Procfs.ofThisMachine(), redactor);
    }

    static HostFacts of(Procfs proc, Redactor redactor) {
        return new HostFacts(proc, redactor);
    }

    /** The facts of the daemon that listens on a UNIX socket. */
    public Map<String, Document> daemonAt(Path socket) {
        return daemon().ofSocket(socket);
    }

    /** The facts of the daemon that listens on a port of this machine. */
    public Map<String, Document> daemonAt(int port) {
        return daemon().ofPort(port);
    }

    private DaemonFacts daemon() {
        return new DaemonFacts(proc, sockets, redactor);
    }

    /** The facts of a daemon of which nothing can be known here. */
    public static Map<String, Document> outOfReach(String reason) {
        return DaemonFacts.outOfReach(reason);
    }

    /**
     * Looks at the machine on which a Docker daemon runs that need nothing of each other, so that they can be taken at once: most
     * of them wait for programs.
     *
     * @param documents the daemon's process
     */
    public Map<String, Supplier<Document>> apart(Map<String, Document> documents) {
        Document daemon = process(documents);
        if (!daemon.isReadable()) {
            Document unreadable = Document.unreadable(daemon.reason());
            return APART.stream().collect(Collectors.toMap(key -> key, key -> () -> unreadable));
        }
        long pid = daemon.json().path("pid").asLong();
        HostTree tree = HostTree.of(proc, pid);
        AuditFacts audit = new AuditFacts(tree, redactor);
        return Map.of(
                HostDocuments.ACCOUNTS,
                () -> AccountFacts.of(tree),
                HostDocuments.AUDIT_LIVE,
                audit::live,
                HostDocuments.AUDIT_RULES,
                audit::persisted,
                HostDocuments.NETWORK,
                () -> NetworkFacts.of(proc, pid),
                HostDocuments.PACKET_FILTER,
                new PacketFilterFacts(proc, pid, redactor)::document,
                HostDocuments.SYSTEM,
                () -> SystemFacts.of(proc, tree));
    }

    /**
     * The files of the machine on which a Docker daemon runs, and where they lie.
     *
     * @param documents the daemon's process and configuration, what the engine says of itself, and its list of containers
     */
    public Map<String, Document> around(Map<String, Document> documents) {
        Document daemon = process(documents);
        Map<String, Document> facts = new HashMap<>();
        if (!daemon.isReadable()) {
            KEYS.forEach(key -> facts.put(key, Document.unreadable(daemon.reason())));
            return facts;
        }
        long pid = daemon.json().path("pid").asLong();
        HostTree tree = HostTree.of(proc, pid);
        Map<String, Document> known = new HashMap<>(documents);
        DockerPaths paths = DockerPaths.of(known);
        List<String> directories = paths.userHome().map(UnitDirectories::ofUser).orElse(UnitDirectories.OF_SYSTEM);
        facts.put(
                HostDocuments.UNITS,
                new UnitFacts(tree, directories, redactor)
                        .document(paths.units().names()));
        Document containerd = new ContainerdFacts(proc, sockets, pid).document(paths);
        facts.put(DockerDocuments.CONTAINERD, containerd);
        facts.put(DockerDocuments.SECCOMP_PROFILE, SeccompFile.of(tree, paths, redactor));
        facts.put(DockerDocuments.REGISTRY_FILES, RegistryFiles.of(tree, paths, containerd, redactor));
        facts.put(DockerDocuments.DEPLOYMENT_FILES, DeploymentFiles.of(tree, paths, redactor));
        known.putAll(facts);
        DockerPaths all = DockerPaths.of(known);
        List<FileRequest> requests = all.all();
        Document files = FileFacts.of(tree, requests);
        facts.put(HostDocuments.FILES, files);
        facts.put(HostDocuments.SPACE, SpaceFacts.of(tree, all.knownDataRoots()));
        facts.put(HostDocuments.MOUNTS, MountTable.of(proc, pid, places(files)));
        return facts;
    }

    /**
     * Where the paths that containers mount lead.
     *
     * @param documents the daemon's process
     */
    public Document links(Map<String, Document> documents, Collection<String> paths) {
        Document daemon = process(documents);
        return daemon.isReadable()
                ? MountSources.links(HostTree.of(proc, daemon.json().path("pid").asLong()), paths)
                : Document.unreadable(daemon.reason());
    }

    private static Document process(Map<String, Document> documents) {
        return documents.getOrDefault(
                DockerDocuments.DAEMON_PROCESS, Document.unreadable("the daemon was not looked for"));
    }

    /** Where the files that were looked at are, links followed. */
    private static List<String> places(Document files) {
        List<String> places = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file : files.json().properties()) {
            places.add(file.getValue().path("real").asText(file.getKey()));
        }
        return places;
    }
}
