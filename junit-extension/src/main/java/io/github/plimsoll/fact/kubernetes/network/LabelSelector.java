package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Chooses objects by their labels; one that says nothing chooses all. */
public final class LabelSelector {

    private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();

    private LabelSelector() {}

    /** @throws Unreadable if it makes no sense */
    public static LabelSelector of(JsonNode selector, String place) {
        LabelSelector parsed = new LabelSelector();
        selector.path("matchLabels")
                .properties()
                .forEach(label -> parsed.requirements.add(labels -> Objects.equals(
                        labels.get(label.getKey()), label.getValue().asText())));
        for (JsonNode expression : selector.path("matchExpressions")) {
            parsed.requirements.add(requirement(expression, place));
        }
        return parsed;
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.test(labels));
    }

    boolean choosesAll() {
        return requirements.isEmpty();
    }

    private static Predicate<Map<String, String>> requirement(JsonNode expression, String place) {
        String key = expression.path("key").asText("");
        List<String> values = new ArrayList<>();
        expression.path("values").forEach(value -> values.add(value.asText()));
        return switch (expression.path("operator").asText("")) {
            case "In" -> labels -> labels.containsKey(key) && values.contains(labels.get(key));
            // An object without the label is not in the list either.
            case "NotIn" -> labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
            case "Exists" -> labels -> labels.containsKey(key);
            case "DoesNotExist" -> labels -> !labels.containsKey(key);
            default ->
                throw new Unreadable("a selector of " + place + " has the operator '"
                        + expression.path("operator").asText("") + "'");
        };
    }
}
