package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A FlowSchema: how far forward in the queue of the API server requests of somebody are put. */
public final class FlowSchema extends KubernetesObject {

    private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");
    private static final String MASTERS = "Group system:masters";

    FlowSchema(Reading schema) {
        super(schema);
    }

    /**
     * Whose requests it lets past the queue, so that nothing holds them back however many they are; administrators, and questions
     * for the server's health, are not counted.
     */
    public List<String> exempts() {
        String level = read("spec.priorityLevelConfiguration.name").requiredText();
        boolean isExempt = Objects.of(reading().unrecorded(), KubernetesDocuments.PRIORITY_LEVELS, "level").stream()
                .anyMatch(candidate -> candidate
                                .value("metadata.name")
                                .asText("")
                                .equals(level)
                        && candidate.value("spec.type").asText("Limited").equals("Exempt"));
        reading().recordDerived("priority level " + level + " is exempt", String.valueOf(isExempt));
        List<String> subjects = new ArrayList<>();
        if (isExempt) {
            for (JsonNode rule : reading().raw().path("spec").path("rules")) {
                if (!asksForHealthOnly(rule)) {
                    rule.path("subjects").forEach(subject -> subjects.add(text(subject)));
                }
            }
        }
        subjects.remove(MASTERS);
        return subjects;
    }

    private static boolean asksForHealthOnly(JsonNode rule) {
        for (JsonNode paths : rule.path("nonResourceRules")) {
            for (JsonNode path : paths.path("nonResourceURLs")) {
                if (!HEALTH.contains(path.asText(""))) {
                    return false;
                }
            }
        }
        return rule.path("resourceRules").isEmpty();
    }

    private static String text(JsonNode subject) {
        String kind = subject.path("kind").asText("");
        JsonNode named = subject.path(
                kind.equals("ServiceAccount") ? "serviceAccount" : kind.toLowerCase(java.util.Locale.ROOT));
        String namespace = named.path("namespace").asText("");
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/")
                + named.path("name").asText("");
    }
}
