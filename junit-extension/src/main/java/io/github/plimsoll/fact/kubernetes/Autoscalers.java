package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many pods autoscalers leave of each workload when it has little to do. */
final class Autoscalers {

    private final Map<String, Long> least = new HashMap<>();

    private Autoscalers(Reading snapshot) {
        for (JsonNode scaler : snapshot.document(KubernetesDocuments.HORIZONTAL_POD_AUTOSCALERS)
                .raw()
                .path("items")) {
            JsonNode target = scaler.path("spec").path("scaleTargetRef");
            least.put(
                    Objects.subject(
                            target.path("kind").asText(""),
                            scaler.path("metadata").path("namespace").asText(""),
                            target.path("name").asText("")),
                    scaler.path("spec").path("minReplicas").asLong(1));
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static Autoscalers of(Reading snapshot) {
        return snapshot.derived(Autoscalers.class, Autoscalers::new);
    }

    /** @param workload by the name of its subject */
    Optional<Long> leastOf(String workload) {
        return Optional.ofNullable(least.get(workload));
    }
}
