package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Kyverno: rules that ask for a Pod Security Standard are certain; patterns and expressions may refuse anything. */
final class Kyverno {

    static final String WORD = "kyverno";

    private static final Set<String> PODS = Set.of("Pod", "v1/Pod", "*/Pod", "*");
    private static final Set<String> STANDARDS = Set.of("baseline", "restricted");

    private Kyverno() {}

    static List<PodPolicy> on(Reading snapshot, Place place) {
        if (!Webhooks.are(WORD, snapshot)) {
            return List.of();
        }
        boolean exceptions = !CustomResources.of(snapshot, "policyexceptions.kyverno.io", "policyexception")
                .isEmpty();
        List<PodPolicy> policies = new ArrayList<>();
        Stream.concat(
                        CustomResources.of(snapshot, "clusterpolicies.kyverno.io", "clusterpolicy").stream(),
                        CustomResources.of(snapshot, "policies.kyverno.io", "policy").stream()
                                .filter(policy -> policy.value("metadata.namespace")
                                        .asText("")
                                        .equals(place.namespace())))
                .forEach(policy -> policy.elements("spec.rules").stream()
                        .filter(rule -> isEnforced(policy, rule) && isOn(rule, place))
                        .forEach(rule -> policies.add(
                                new PodPolicy(policy.subject(), !exceptions && isCertain(policy, rule, place)))));
        CustomResources.of(snapshot, "validatingpolicies.policies.kyverno.io", "validatingpolicy").stream()
                .filter(policy ->
                        policy.value("spec.validationActions").asTexts().contains("Deny"))
                .filter(policy -> Rules.concernPods(policy.elements("spec.matchConstraints.resourceRules")))
                .forEach(policy -> policies.add(PodPolicy.unknown(policy.subject())));
        return policies;
    }

    /** Whether what a rule finds is refused, at least somewhere. */
    static boolean isEnforced(Reading policy, Reading rule) {
        if (!rule.value("validate").isPresent()) {
            return false;
        }
        String action = rule.value("validate.failureAction")
                .asText(policy.value("spec.validationFailureAction").asText("Audit"));
        return action.equalsIgnoreCase("Enforce")
                || overrides(policy, rule).stream()
                        .anyMatch(
                                override -> override.value("action").asText("").equalsIgnoreCase("Enforce"));
    }

    private static List<Reading> overrides(Reading policy, Reading rule) {
        return Stream.concat(
                        policy.elements("spec.validationFailureActionOverrides").stream(),
                        rule.elements("validate.failureActionOverrides").stream())
                .toList();
    }

    /** Whether it may be asked about pods of the namespace. */
    private static boolean isOn(Reading rule, Place place) {
        return filters(rule, "match").stream().anyMatch(filter -> matches(filter, place))
                && filters(rule, "exclude").stream().noneMatch(filter -> namesOnly(filter) && isNamed(filter, place));
    }

    private static boolean matches(Reading filter, Place place) {
        return filter.value("resources.kinds").asTexts().stream().anyMatch(PODS::contains)
                && (filter.value("resources.namespaces").asTexts().isEmpty() || isNamed(filter, place));
    }

    private static boolean isNamed(Reading filter, Place place) {
        return place.isIn(filter.value("resources.namespaces").asTexts());
    }

    /** Whether it is asked about each pod, and asks for a standard, and nothing says otherwise in some case. */
    private static boolean isCertain(Reading policy, Reading rule, Place place) {
        return overrides(policy, rule).isEmpty()
                && STANDARDS.contains(rule.value("validate.podSecurity.level").asText(""))
                && rule.elements("validate.podSecurity.exclude").isEmpty()
                && !rule.value("preconditions").isPresent()
                && !rule.value("celPreconditions").isPresent()
                && rule.elements("match.all").size() <= 1
                && filters(rule, "exclude").stream().allMatch(Kyverno::namesOnly)
                && filters(rule, "match").stream().anyMatch(filter -> isWide(filter) && matches(filter, place));
    }

    /** Whether a rule is asked about every pod, wherever it is. */
    static boolean isOnEveryPod(Reading rule) {
        return !rule.value("preconditions").isPresent()
                && !rule.value("celPreconditions").isPresent()
                && rule.elements("match.all").size() <= 1
                && filters(rule, "exclude").isEmpty()
                && filters(rule, "match").stream()
                        .anyMatch(filter -> isWide(filter)
                                && filter.value("resources.kinds").asTexts().stream()
                                        .anyMatch(PODS::contains)
                                && filter.value("resources.namespaces")
                                        .asTexts()
                                        .isEmpty());
    }

    /** Whether a filter looks at nothing but kinds and namespaces. */
    private static boolean isWide(Reading filter) {
        return Set.of("resources").containsAll(filter.value("").keys())
                && Set.of("kinds", "namespaces")
                        .containsAll(filter.value("resources").keys());
    }

    /** Whether a filter looks at nothing but the names of namespaces. */
    private static boolean namesOnly(Reading filter) {
        return Set.of("resources").containsAll(filter.value("").keys())
                && filter.value("resources").keys().equals(List.of("namespaces"));
    }

    /** Any of several, all of several, or one, which is the older way. */
    private static List<Reading> filters(Reading rule, String field) {
        List<Reading> filters = Stream.concat(
                        rule.elements(field + ".any").stream(), rule.elements(field + ".all").stream())
                .toList();
        return filters.isEmpty() && rule.value(field + ".resources").isPresent() ? List.of(rule.part(field)) : filters;
    }
}
