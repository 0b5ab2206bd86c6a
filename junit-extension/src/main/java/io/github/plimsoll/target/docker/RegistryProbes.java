package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.RegistrySearch;
import io.github.plimsoll.target.probe.EndpointProbe;
import io.github.plimsoll.target.probe.ProbeLimits;
import io.github.plimsoll.target.probe.TrustedAuthorities;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Looks at the registries that images came from, as an engine would that has no password. */
final class RegistryProbes {

    private static final List<String> SYSTEM_BUNDLES =
            List.of("etc/ssl/certs/ca-certificates.crt", "etc/pki/tls/certs/ca-bundle.crt", "etc/ssl/ca-bundle.pem");

    private final Snapshot facts;
    private final EndpointProbe probe;

    RegistryProbes(Snapshot facts, ProbeLimits limits) {
        this.facts = facts;
        this.probe = new EndpointProbe("/v2/", List.of("Docker-Distribution-Api-Version", "Server"), limits);
    }

    /** Adds what is known by now, and what has to be looked at. */
    void add(Map<String, Document> documents, Map<String, Callable<Document>> looks) {
        RegistrySearch search = RegistrySearch.in(facts);
        ObjectNode listing = JsonNodeFactory.instance.objectNode();
        ArrayNode all = listing.putArray("registries");
        Path root = rootOfDaemon();
        boolean known = Files.isReadable(root.resolve("etc")) && Files.isExecutable(root.resolve("etc"));
        for (RegistrySearch.Place place : search.places()) {
            all.addObject()
                    .put("name", place.name())
                    .put("host", place.host())
                    .put("port", place.port())
                    .put("authoritiesKnown", known);
            looks.put(
                    DockerDocuments.probedRegistry(place.name()),
                    () -> probe.look(place.host(), place.port(), place.host(), authorities(root, place.name())));
        }
        if (!search.unseen().isEmpty()) {
            listing.put("unseen", search.unseen());
        }
        documents.put(DockerDocuments.PROBED_REGISTRIES, Document.of(listing));
    }

    /** The file system as the daemon sees it; a directory that is not there for a daemon elsewhere. */
    private Path rootOfDaemon() {
        Document process = facts.document(DockerDocuments.DAEMON_PROCESS);
        return process.isReadable()
                ? Path.of("/proc", process.json().path("pid").asText(), "root")
                : Path.of("/nonexistent");
    }

    private static TrustedAuthorities authorities(Path root, String registry) {
        List<Path> bundles = new ArrayList<>();
        SYSTEM_BUNDLES.forEach(bundle -> bundles.add(root.resolve(bundle)));
        Path own = root.resolve("etc/docker/certs.d").resolve(registry.replace("/", "_"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(own, "*.crt")) {
            files.forEach(bundles::add);
        } catch (IOException | DirectoryIteratorException e) {
            // Most registries have none of their own.
            return TrustedAuthorities.of(bundles);
        }
        return TrustedAuthorities.of(bundles);
    }
}
