package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.List;
import java.util.function.Function;

/**
 * What looks at pods on their way in besides Kubernetes itself, so that it could refuse some.
 *
 * @param ofPods at pods that are made; empty if nothing does
 * @param ofDebugging at containers that are put into pods to debug them; empty if nothing does
 */
record PodGuards(String ofPods, String ofDebugging) {

    static PodGuards of(Function<String, JsonNode> list) {
        String ofPods = "";
        String ofDebugging = "";
        for (JsonNode configuration : items(list, KubernetesDocuments.VALIDATING_WEBHOOKS)) {
            for (JsonNode webhook : configuration.path("webhooks")) {
                for (JsonNode rule : webhook.path("rules")) {
                    String guard = "validatingwebhookconfiguration/" + name(configuration);
                    if (sees(rule, "CREATE", "pods", "*", "*/*")) {
                        ofPods = guard;
                    }
                    if (sees(rule, "UPDATE", "pods/ephemeralcontainers", "pods/*", "*/ephemeralcontainers", "*/*")) {
                        ofDebugging = guard;
                    }
                }
            }
        }
        for (JsonNode binding : items(list, KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS)) {
            ofPods = "validatingadmissionpolicybinding/" + name(binding);
            ofDebugging = ofPods;
        }
        return new PodGuards(ofPods, ofDebugging);
    }

    private static boolean sees(JsonNode rule, String operation, String... resources) {
        return hasOneOf(rule.path("apiGroups"), "", "*")
                && hasOneOf(rule.path("resources"), resources)
                && hasOneOf(rule.path("operations"), operation, "*");
    }

    private static boolean hasOneOf(JsonNode list, String... words) {
        for (JsonNode element : list) {
            if (List.of(words).contains(element.asText("?"))) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode items(Function<String, JsonNode> list, String key) {
        return list.apply(key).path("items");
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }
}
