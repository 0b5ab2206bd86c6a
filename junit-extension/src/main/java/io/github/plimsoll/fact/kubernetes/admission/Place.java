package io.github.plimsoll.fact.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.Patterns;
import io.github.plimsoll.fact.kubernetes.network.LabelSelector;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.List;
import java.util.Map;

/**
 * A namespace in which a pod would be created, as selectors of policies see it.
 *
 * @param labels with the name, which the API server puts there itself
 */
record Place(String namespace, Map<String, String> labels) {

    static Place of(JsonNode namespace) {
        String name = namespace.path("metadata").path("name").asText("");
        Map<String, String> labels = Pods.labels(namespace);
        labels.put("kubernetes.io/metadata.name", name);
        return new Place(name, labels);
    }

    /** Whether a selector of namespaces chooses it; one that is not there chooses all. */
    boolean isChosenBy(Reading policy, String field) {
        return !policy.value(field).isPresent()
                || LabelSelector.of(policy.part(field).raw(), policy.subject()).matches(labels);
    }

    /** Whether a list of names, in which {@code *} stands for anything, holds it. */
    boolean isIn(List<String> names) {
        return Patterns.anyMatches(names, namespace);
    }
}
