package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.DockerPaths;
import io.github.plimsoll.fact.host.FileRequest;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.target.Redactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the machine tells beside the daemon: files, mounts, accounts, units and audit rules, as the daemon sees them. */
public final class HostFacts {

    private static final List<String> KEYS = List.of(
            HostDocuments.ACCOUNTS,
            HostDocuments.AUDIT_LIVE,
            HostDocuments.AUDIT_RULES,
            HostDocuments.FILES,
            HostDocuments.MOUNTS,
            HostDocuments.SYSTEM,
            HostDocuments.UNITS,
            DockerDocuments.CONTAINERD);

    private HostFacts() {}

    /**
     * The facts of the machine on which a Docker daemon runs.
     *
     * @param documents what is known so far, the daemon's process and configuration among it
     */
    public static Map<String, Document> of(Map<String, Document> documents, Redactor redactor) {
        return of(documents, redactor, Procfs.ofThisMachine());
    }

    static Map<String, Document> of(Map<String, Document> documents, Redactor redactor, Procfs proc) {
        Document daemon = documents.getOrDefault(
                DockerDocuments.DAEMON_PROCESS, Document.unreadable("the daemon was not looked for"));
        Map<String, Document> facts = new HashMap<>();
        if (!daemon.isReadable()) {
            KEYS.forEach(key -> facts.put(key, Document.unreadable(daemon.reason())));
            return facts;
        }
        long pid = daemon.json().path("pid").asLong();
        HostTree tree = HostTree.of(proc, pid);
        facts.put(HostDocuments.ACCOUNTS, AccountFacts.of(tree));
        facts.put(HostDocuments.SYSTEM, SystemFacts.of(proc, tree));
        AuditFacts audit = new AuditFacts(redactor);
        facts.put(HostDocuments.AUDIT_LIVE, audit.live());
        facts.put(HostDocuments.AUDIT_RULES, audit.persisted(tree));

        Map<String, Document> known = new HashMap<>(documents);
        DockerPaths paths = DockerPaths.of(known);
        List<String> directories = paths.userHome().map(UnitFacts::ofUser).orElse(UnitFacts.OF_SYSTEM);
        facts.put(HostDocuments.UNITS, new UnitFacts(tree, directories, redactor).document(paths.units()));
        facts.put(DockerDocuments.CONTAINERD, new ContainerdFacts(proc, new SocketOwner(proc), pid).document(paths));
        known.putAll(facts);
        List<FileRequest> requests = DockerPaths.of(known).all();
        Document files = FileFacts.of(tree, requests);
        facts.put(HostDocuments.FILES, files);
        facts.put(HostDocuments.MOUNTS, MountTable.of(proc, pid, places(files)));
        return facts;
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
