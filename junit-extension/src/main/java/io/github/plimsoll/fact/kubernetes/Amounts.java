package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What containers ask of their node and may take of it. Pods that run have what they were created with; where there are none yet,
 * what LimitRanges will fill in counts.
 */
final class Amounts {

    private Amounts() {}

    /** How much of a resource a container may take at most; zero is as much as the node has. */
    static BigDecimal limit(Workloads.Form form, JsonNode container, String resource, Reading recorded) {
        return effective(form, container, resource, List.of("limits"), recorded);
    }

    /** How much of a resource is kept for a container; what says only how much it may take is kept that much. */
    static BigDecimal request(Workloads.Form form, JsonNode container, String resource, Reading recorded) {
        return effective(form, container, resource, List.of("requests", "limits"), recorded);
    }

    private static BigDecimal effective(
            Workloads.Form form, JsonNode container, String resource, List<String> fields, Reading recorded) {
        String name = container.path("name").asText("");
        Optional<BigDecimal> least = form.pods().stream()
                .map(Reading::raw)
                .filter(pod -> !Pods.isFinished(pod))
                .map(pod -> said(pod.path("spec"), named(pod.path("spec"), name), resource, fields)
                        .orElse(BigDecimal.ZERO))
                .min(Comparator.naturalOrder());
        if (least.isPresent()) {
            return note(recorded, fields, resource + " of pods that run", least.get());
        }
        Optional<BigDecimal> own = said(form.pod().raw().path("spec"), container, resource, fields);
        if (own.isPresent()) {
            return note(recorded, fields, resource, own.get());
        }
        String namespace =
                form.object().raw().path("metadata").path("namespace").asText("");
        LimitRanges ranges = LimitRanges.of(recorded);
        return note(
                recorded,
                fields,
                resource + " by the LimitRanges of " + namespace,
                fields.contains("requests") ? ranges.request(namespace, resource) : ranges.limit(namespace, resource));
    }

    /** What a container says itself, or else its pod for all of its containers together. */
    private static Optional<BigDecimal> said(JsonNode spec, JsonNode container, String resource, List<String> fields) {
        for (JsonNode holder : List.of(container, spec)) {
            for (String field : fields) {
                JsonNode amount = holder.path("resources").path(field).path(resource);
                if (!amount.isMissingNode()) {
                    return Optional.of(Quantity.parse(amount.asText()));
                }
            }
        }
        return Optional.empty();
    }

    static JsonNode named(JsonNode spec, String name) {
        for (String kind : PodForm.CONTAINERS) {
            for (JsonNode container : spec.path(kind)) {
                if (container.path("name").asText("").equals(name)) {
                    return container;
                }
            }
        }
        return spec.path("none");
    }

    /**
     * How much of a resource the containers of a pod may take together: those that run first do so one after the other, beside
     * those of them that stay.
     */
    static BigDecimal limitOf(JsonNode pod, String resource) {
        JsonNode spec = pod.path("spec");
        JsonNode whole = spec.path("resources").path("limits").path(resource);
        if (!whole.isMissingNode()) {
            return Quantity.parse(whole.asText());
        }
        BigDecimal staying = BigDecimal.ZERO;
        BigDecimal most = BigDecimal.ZERO;
        for (JsonNode container : spec.path("initContainers")) {
            BigDecimal limit = own(container, resource);
            most = most.max(staying.add(limit));
            if (container.path("restartPolicy").asText("").equals("Always")) {
                staying = staying.add(limit);
            }
        }
        for (JsonNode container : spec.path("containers")) {
            staying = staying.add(own(container, resource));
        }
        return most.max(staying);
    }

    private static BigDecimal own(JsonNode container, String resource) {
        JsonNode amount = container.path("resources").path("limits").path(resource);
        return amount.isMissingNode() ? BigDecimal.ZERO : Quantity.parse(amount.asText());
    }

    private static BigDecimal note(Reading recorded, List<String> fields, String of, BigDecimal amount) {
        recorded.recordDerived("effective " + fields.get(0) + " " + of, amount.toPlainString());
        return amount;
    }
}
