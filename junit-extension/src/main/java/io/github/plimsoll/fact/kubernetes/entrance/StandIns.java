package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Services of type ExternalName that stand for another Service of the cluster, of whatever namespace. */
final class StandIns {

    /** Of each Service, those that stand for it. */
    private final Map<String, List<String>> byService = new HashMap<>();

    private StandIns(Reading snapshot) {
        for (Reading service : Objects.of(snapshot, KubernetesDocuments.SERVICES, "service")) {
            JsonNode spec = service.raw().path("spec");
            String name = spec.path("externalName").asText("");
            if (spec.path("type").asText("").equals("ExternalName") && name.contains(".svc")) {
                Backend.named(name, Opening.namespaceOf(service), Guard.NONE)
                        .ifPresent(backend -> byService
                                .computeIfAbsent(backend.key(), key -> new ArrayList<>())
                                .add(Opening.keyOf(service)));
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static StandIns of(Reading snapshot) {
        return snapshot.derived(StandIns.class, StandIns::new);
    }

    /** @param service with its namespace, {@code shop/web} */
    List<String> of(String service) {
        return byService.getOrDefault(service, List.of());
    }
}
