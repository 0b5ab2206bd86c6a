package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.ListenerSearch;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.probe.EndpointProbe;
import io.github.plimsoll.target.probe.ProbeLimits;
import io.github.plimsoll.target.probe.Prober;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Connects to what an engine listens on, as a stranger would, unless that is switched off. */
final class DockerProbes {

    private static final String SWITCHED_OFF =
            "not looked, since -Dprobes=off; -Dprobes=on connects to what the engine listens on and to the registries of its images";

    private final TargetOptions options;
    private final Redactor redactor;
    private final EndpointProbe api;

    DockerProbes(TargetOptions options, Redactor redactor) {
        this.options = options;
        this.redactor = redactor;
        this.api = new EndpointProbe(
                "/_ping",
                List.of("Server", "Api-Version", "Libpod-Api-Version"),
                ProbeLimits.usual().within(options.timeout()));
    }

    /** @param facts all that was collected before */
    Map<String, Document> of(Snapshot facts) {
        Map<String, Document> documents = new LinkedHashMap<>();
        if (!options.probes()) {
            documents.put(DockerDocuments.PROBED_LISTENERS, Document.unreadable(SWITCHED_OFF));
            documents.put(DockerDocuments.PROBED_REGISTRIES, Document.unreadable(SWITCHED_OFF));
            return documents;
        }
        Map<String, Callable<Document>> looks = new LinkedHashMap<>();
        ListenerSearch listeners = ListenerSearch.in(facts);
        documents.put(DockerDocuments.PROBED_LISTENERS, listing(listeners, facts));
        for (ListenerSearch.Place place : listeners.places()) {
            String key = DockerDocuments.probe(place.address(), place.port());
            if (place.outOfReach().isEmpty()) {
                looks.put(key, () -> api.look(place.connectTo(), place.port(), place.address()));
            } else {
                documents.put(key, Document.unreadable(place.outOfReach()));
            }
        }
        new RegistryProbes(facts, api.limits()).add(documents, looks);
        Prober.all(looks, api.limits().total()).forEach((key, look) -> documents.put(key, redacted(look)));
        return documents;
    }

    private static Document listing(ListenerSearch listeners, Snapshot facts) {
        ObjectNode listing = JsonNodeFactory.instance.objectNode();
        ArrayNode all = listing.putArray("listeners");
        for (ListenerSearch.Place place : listeners.places()) {
            all.addObject()
                    .put("address", place.address())
                    .put("port", place.port())
                    .put("owner", place.owner());
        }
        if (!listeners.unseen().isEmpty()) {
            listing.put("unseen", listeners.unseen());
        }
        Set<String> names = new TreeSet<>(listeners.hostNames());
        if (facts.document(DockerDocuments.LISTENERS).isReadable()) {
            names.addAll(ownAddresses());
        }
        ArrayNode hostNames = listing.putArray("hostNames");
        names.forEach(hostNames::add);
        return Document.of(listing);
    }

    /** The addresses of this machine that others can reach. */
    private static Set<String> ownAddresses() {
        Set<String> addresses = new TreeSet<>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
                        addresses.add(address.getHostAddress().replaceFirst("%.*", ""));
                    }
                }
            }
        } catch (IOException e) {
            // Then a certificate has to name the host in another way.
            return addresses;
        }
        return addresses;
    }

    private Document redacted(Document look) {
        return look.isReadable() ? Document.of(redactor.redact(look.json())) : look;
    }
}
