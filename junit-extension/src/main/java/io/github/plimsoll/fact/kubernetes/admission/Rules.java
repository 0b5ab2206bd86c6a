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

    /** A list that is not there leaves nothing out. */
    private static boolean has(Reading rule, String field, String... words) {
        List<String> listed = rule.value(field).asTexts();
        return !rule.value(field).isPresent() || List.of(words).stream().anyMatch(listed::contains);
    }
}
