package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What refuses pods in all namespaces beside Pod Security admission: policies of the server itself and of engines added to it. */
final class AdmissionPolicies {

    private AdmissionPolicies() {}

    /**
     * The policies that refuse some pods, by their names as subjects.
     *
     * @throws Unreadable if it cannot be told whether an engine refuses anything
     */
    static List<String> ofPods(Reading snapshot) {
        List<String> policies = new ArrayList<>(ofTheServer(snapshot));
        for (Reading policy : CustomResources.of(snapshot, "clusterpolicies.kyverno.io", "clusterpolicy")) {
            if (refuses(policy)) {
                policies.add(policy.subject());
            }
        }
        for (Reading policy : CustomResources.of(
                snapshot, "clusteradmissionpolicies.policies.kubewarden.io", "clusteradmissionpolicy")) {
            if (policy.value("spec.mode").asText("protect").equals("protect")) {
                policies.add(policy.subject());
            }
        }
        if (policies.isEmpty()
                && !CustomResources.of(snapshot, "constrainttemplates.templates.gatekeeper.sh", "constrainttemplate")
                        .isEmpty()) {
            throw new Unreadable("Gatekeeper is here, and whether its constraints refuse anything is not read");
        }
        return policies;
    }

    private static boolean refuses(Reading policy) {
        boolean always = isEnforce(policy.value("spec.validationFailureAction").asText("Audit"));
        return policy.elements("spec.rules").stream()
                .filter(rule -> rule.value("validate").isPresent())
                .anyMatch(rule ->
                        always || isEnforce(rule.value("validate.failureAction").asText("Audit")));
    }

    private static boolean isEnforce(String action) {
        return action.toLowerCase(Locale.ROOT).equals("enforce");
    }

    private static List<String> ofTheServer(Reading snapshot) {
        Set<String> ofPods = new HashSet<>();
        for (Reading policy :
                Objects.of(snapshot, KubernetesDocuments.VALIDATING_ADMISSION_POLICIES, "validatingadmissionpolicy")) {
            boolean pods = policy.elements("spec.matchConstraints.resourceRules").stream()
                    .map(rule -> rule.value("resources").asTexts())
                    .anyMatch(resources -> resources.contains("pods") || resources.contains("*"));
            if (pods) {
                ofPods.add(policy.value("metadata.name").requiredText());
            }
        }
        return Objects.of(
                        snapshot,
                        KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS,
                        "validatingadmissionpolicybinding")
                .stream()
                .filter(binding ->
                        binding.value("spec.validationActions").asTexts().contains("Deny"))
                .filter(binding ->
                        ofPods.contains(binding.value("spec.policyName").asText("")))
                .filter(binding -> !binding.value("spec.matchResources").isPresent())
                .map(Reading::subject)
                .toList();
    }
}
