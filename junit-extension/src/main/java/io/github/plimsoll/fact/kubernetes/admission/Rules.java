package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import java.util.List;

/** Rules that say of which requests a policy or a webhook is asked, written as the API server writes them. */
final class Rules {

    private Rules() {}

    /** Whether the creation of pods is among them. */
    static boolean concernPods(List<Reading> rules) {
        return rules.stream()
                .anyMatch(rule -> has(rule, "resources", "pods", "*", "*/*")
                        && has(rule, "apiGroups", "", "*")
                        && has(rule, "operations", "CREATE", "*"));
    }

    /** Whether a rule is about every Service, when it is created and when it is changed; a list that is not there is not trusted. */
    static boolean coverServices(Reading rule) {
        List<String> operations = rule.value("operations").asTexts();
        return rule.value("resourceNames").asTexts().isEmpty()
                && !rule.value("scope").asText("*").equals("Cluster")
                && names(rule, "resources", "services")
                && names(rule, "apiGroups", "")
                && names(rule, "apiVersions", "v1")
                && (operations.contains("*") || operations.containsAll(List.of("CREATE", "UPDATE")));
    }

    private static boolean names(Reading rule, String field, String name) {
        List<String> listed = rule.value(field).asTexts();
        return listed.contains(name) || listed.contains("*");
    }

    /** A list that is not there leaves nothing out. */
    private static boolean has(Reading rule, String field, String... words) {
        List<String> listed = rule.value(field).asTexts();
        return !rule.value(field).isPresent() || List.of(words).stream().anyMatch(listed::contains);
    }
}
