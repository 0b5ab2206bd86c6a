package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.List;

/** ValidatingAdmissionPolicies of the API server: what they refuse is written in a language of its own, so none is certain. */
final class ServerPolicies {

    private ServerPolicies() {}

    static List<PodPolicy> on(Reading snapshot, Place place) {
        List<Reading> bindings = Objects.of(
                snapshot, KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS, "validatingadmissionpolicybinding");
        return Objects.of(snapshot, KubernetesDocuments.VALIDATING_ADMISSION_POLICIES, "validatingadmissionpolicy")
                .stream()
                .filter(policy -> isOn(policy, "spec.matchConstraints", place))
                .filter(policy -> bindings.stream()
                        .anyMatch(binding -> binds(binding, policy) && isOn(binding, "spec.matchResources", place)))
                .map(policy -> PodPolicy.unknown(policy.subject()))
                .toList();
    }

    /** Whether what a policy finds is refused by the word of a binding. */
    static boolean binds(Reading binding, Reading policy) {
        return binding.value("spec.validationActions").asTexts().contains("Deny")
                && binding.value("spec.policyName")
                        .asText("")
                        .equals(policy.value("metadata.name").requiredText());
    }

    private static boolean isOn(Reading object, String field, Place place) {
        List<Reading> rules = object.elements(field + ".resourceRules");
        return place.isChosenBy(object, field + ".namespaceSelector")
                && (rules.isEmpty() || Rules.concernPods(rules))
                && !Rules.concernPods(object.elements(field + ".excludeResourceRules"));
    }
}
