package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What LimitRanges fill into the containers of pods that are yet to come where these say nothing themselves. */
final class LimitRanges {

    private final Map<String, List<JsonNode>> ofContainers = new HashMap<>();

    private LimitRanges(Reading snapshot) {
        for (JsonNode range :
                snapshot.document(KubernetesDocuments.LIMIT_RANGES).raw().path("items")) {
            for (JsonNode limit : range.path("spec").path("limits")) {
                if (limit.path("type").asText("").equals("Container")) {
                    ofContainers
                            .computeIfAbsent(
                                    range.path("metadata").path("namespace").asText(""), key -> new ArrayList<>())
                            .add(limit);
                }
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static LimitRanges of(Reading snapshot) {
        return snapshot.derived(LimitRanges.class, LimitRanges::new);
    }

    /** The limit that a container gets; zero is none. */
    BigDecimal limit(String namespace, String resource) {
        return first(namespace, resource, List.of("default", "max"));
    }

    /** What is asked for a container of its node; zero is nothing. */
    BigDecimal request(String namespace, String resource) {
        return first(namespace, resource, List.of("defaultRequest", "default", "max", "min"));
    }

    private BigDecimal first(String namespace, String resource, List<String> fields) {
        for (JsonNode limit : ofContainers.getOrDefault(namespace, List.of())) {
            for (String field : fields) {
                JsonNode amount = limit.path(field).path(resource);
                if (!amount.isMissingNode()) {
                    return Quantity.parse(amount.asText());
                }
            }
        }
        return BigDecimal.ZERO;
    }
}
