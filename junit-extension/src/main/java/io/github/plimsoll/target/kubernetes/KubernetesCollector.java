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

    private static final Map<String, String> SERVED_BY_OTHERS = Map.of(
            KubernetesDocuments.KUBESCAPE_SUMMARIES, "Kubescape", KubernetesDocuments.OPENSHIFT_ROUTES, "OpenShift");

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
                crew.take(() -> servedByOthers(crew));
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

    /** Their API servers are beside the cluster's own, so that no definition tells of them. */
    private void servedByOthers(Crew crew) {
        Set<String> groups = groups();
        SERVED_BY_OTHERS.forEach((key, whose) -> {
            if (!groups.isEmpty() && !groups.contains(key.split("/", 4)[2])) {
                absent(key, "there is no API server of " + whose);
            } else {
                crew.take(() -> list(new Collected(key, "", "")));
            }
        });
    }

    /** The groups that are served; none where the server does not say, and then each list itself will show. */
    private Set<String> groups() {
        try {
            return Set.copyOf(api.get("/apis").path("groups").findValuesAsText("name"));
        } catch (RequestFailed e) {
            return Set.of();
        }
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
