package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Crew;
import io.github.plimsoll.target.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Collects the documents of one cluster: a request for each page of each list, and one for each node. For one collection. */
final class KubernetesCollector {

    private static final int IN_FLIGHT = 4;

    private final ClusterApi api;
    private final ListPages pages;
    private final Map<String, Document> documents = new ConcurrentHashMap<>();

    KubernetesCollector(ClusterApi api) {
        this.api = api;
        this.pages = new ListPages(api);
    }

    Map<String, Document> collect(Progress progress) {
        try (Crew crew = new Crew(IN_FLIGHT, progress)) {
            crew.work(() -> {
                crew.take(() -> nodes(crew));
                Collected.LISTS.stream()
                        .filter(list -> !list.equals(KubernetesDocuments.NODES))
                        .forEach(list -> crew.take(() -> list(list)));
            });
        }
        return documents;
    }

    private void nodes(Crew crew) {
        list(KubernetesDocuments.NODES);
        Document nodes = documents.get(KubernetesDocuments.NODES);
        if (nodes != null && nodes.isReadable()) {
            for (JsonNode node : nodes.json().path("items")) {
                String key = KubernetesDocuments.kubeletConfig(
                        node.path("metadata").path("name").asText());
                crew.take(() -> ask(key));
            }
        }
    }

    private void list(String key) {
        try {
            ObjectNode list = pages.read(key);
            documents.put(key, Document.of(list));
        } catch (RequestFailed e) {
            unreadable(key, e);
        }
    }

    private void ask(String key) {
        try {
            documents.put(key, Document.of(api.get(key)));
        } catch (RequestFailed e) {
            unreadable(key, e);
        }
    }

    private void unreadable(String key, RequestFailed failure) {
        documents.put(key, Document.unreadable("GET " + key + ": " + failure.reason()));
    }
}
