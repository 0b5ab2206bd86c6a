package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Crew;
import io.github.plimsoll.target.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects the documents of one cluster: a request for each page of each list, whatever the number of namespaces, and one for each
 * node. For one collection.
 */
final class KubernetesCollector {

    private static final int IN_FLIGHT = 4;

    private final ClusterApi api;
    private final ListPages pages;
    private final Set<Right> missing;
    private final Map<String, Document> documents = new ConcurrentHashMap<>();

    /** @param missing the rights that are known to be missing, for which nothing is asked */
    KubernetesCollector(ClusterApi api, Set<Right> missing) {
        this.api = api;
        this.pages = new ListPages(api);
        this.missing = missing;
    }

    Map<String, Document> collect(Progress progress) {
        try (Crew crew = new Crew(IN_FLIGHT, progress)) {
            crew.work(() -> {
                Collected.ALL.forEach(kind -> crew.take(() -> {
                    list(kind);
                    for (JsonNode item : items(kind.list())) {
                        next(kind.list(), item, crew);
                    }
                }));
                crew.take(this::kubescape);
            });
        }
        return documents;
    }

    /** What an object of a list leads on to. */
    private void next(String list, JsonNode item, Crew crew) {
        if (list.equals(KubernetesDocuments.NODES)) {
            String key = KubernetesDocuments.kubeletConfig(
                    item.path("metadata").path("name").asText());
            crew.take(() -> kubelet(key));
        } else if (list.equals(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS)) {
            CustomResources.list(item).ifPresent(key -> crew.take(() -> list(new Collected(key, "", ""))));
        }
    }

    private List<JsonNode> items(String list) {
        Document document = documents.get(list);
        boolean leadsOn =
                list.equals(KubernetesDocuments.NODES) || list.equals(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS);
        if (document == null || !leadsOn || !document.isReadable()) {
            return List.of();
        }
        List<JsonNode> items = new ArrayList<>();
        document.json().path("items").forEach(items::add);
        return items;
    }

    private void list(Collected kind) {
        if (missing.contains(kind.right())) {
            lacking(kind.list(), kind.right());
            return;
        }
        try {
            documents.put(kind.list(), Document.of(pages.read(ListForm.of(kind.list()))));
        } catch (RequestFailed e) {
            if (e.status() == RequestFailed.NOT_FOUND && kind.absence().isPresent()) {
                absent(kind.list(), kind.absence().get());
            } else {
                unreadable(kind.list(), e.reason());
            }
        }
    }

    /** Its API server is one beside the cluster's own, so that no definition tells of it. */
    private void kubescape() {
        String key = KubernetesDocuments.KUBESCAPE_SUMMARIES;
        String group = key.split("/", 4)[2];
        try {
            JsonNode groups = api.get("/apis").path("groups");
            if (groups.isArray() && !groups.findValuesAsText("name").contains(group)) {
                absent(key, "there is no API server of Kubescape");
                return;
            }
        } catch (RequestFailed e) {
            // Then the list itself will show.
        }
        list(new Collected(key, "", ""));
    }

    private void kubelet(String key) {
        if (missing.contains(Collected.KUBELET_CONFIG)) {
            unreadable(key, "not asked, since this user may get neither nodes/proxy nor nodes/configz");
            return;
        }
        try {
            JsonNode answer = api.get(key);
            if (!answer.path("kubeletconfig").isObject()) {
                throw new RequestFailed(RequestFailed.NO_ANSWER, "the answer is JSON, but not what a kubelet answers");
            }
            documents.put(key, Document.of(answer));
        } catch (RequestFailed e) {
            unreadable(key, e.reason());
        }
    }

    private void absent(String key, String why) {
        documents.put(
                key,
                Document.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("absent", why)
                        .set("items", JsonNodeFactory.instance.arrayNode())));
    }

    private void lacking(String key, Right right) {
        unreadable(key, "not asked, since this user may not " + right + " in all namespaces");
    }

    private void unreadable(String key, String reason) {
        documents.put(key, Document.unreadable("GET " + key + ": " + reason));
    }
}
