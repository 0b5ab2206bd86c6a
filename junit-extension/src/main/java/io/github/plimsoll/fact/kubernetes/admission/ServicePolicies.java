package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What refuses Services that claim addresses beside the plug-in that is made for it: policies of the API server, for certain where they
 * are written in one of the usual ways, and policies of engines, which leave out namespaces of their own and are never certain.
 */
public final class ServicePolicies {

    private static final String FIELD = "externalIPs";

    private static final String ADDRESSES = "object.spec." + FIELD;
    private static final String NO_FIELD = "!has(" + ADDRESSES + ")";
    private static final String OR_NONE = "object.spec.?" + FIELD + ".orValue([])";

    /** The usual ways to say that there are none, without blanks; what is written otherwise may mean anything. */
    private static final Set<String> NONE = Set.of(
            NO_FIELD,
            NO_FIELD + "||size(" + ADDRESSES + ")==0",
            NO_FIELD + "||" + ADDRESSES + ".size()==0",
            NO_FIELD + "||" + ADDRESSES + "==[]",
            "!(has(" + ADDRESSES + ")&&size(" + ADDRESSES + ")>0)",
            "!(has(" + ADDRESSES + ")&&" + ADDRESSES + ".size()>0)",
            "size(" + OR_NONE + ")==0",
            OR_NONE + ".size()==0");

    private ServicePolicies() {}

    /**
     * The policies that refuse each Service with addresses of its own, by their names as subjects.
     *
     * @param ofServer whether policies of the API server are in force at all
     * @param vouched names of policies of which a person says that they do
     * @throws Unreadable if there are only such that look at these addresses, and nobody says what they refuse
     */
    public static List<String> refusingAddresses(Reading snapshot, boolean ofServer, List<String> vouched) {
        List<PodPolicy> policies = Stream.concat(
                        ofServer ? ofServer(snapshot).stream() : Stream.of(), ofEngines(snapshot))
                .toList();
        List<String> refusing = policies.stream()
                .filter(policy -> policy.isCertain() || vouched.contains(policy.name()))
                .map(PodPolicy::name)
                .distinct()
                .toList();
        if (refusing.isEmpty() && !policies.isEmpty()) {
            throw new Unreadable("which Services are refused for their " + FIELD + " is not known of "
                    + String.join(
                            ", ",
                            policies.stream().map(PodPolicy::name).distinct().toList())
                    + "; name those that refuse all such in kubernetes.service-policies");
        }
        return refusing;
    }

    private static List<PodPolicy> ofServer(Reading snapshot) {
        List<Reading> bindings = Objects.of(
                snapshot, KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS, "validatingadmissionpolicybinding");
        List<PodPolicy> policies = new ArrayList<>();
        for (Reading policy :
                Objects.of(snapshot, KubernetesDocuments.VALIDATING_ADMISSION_POLICIES, "validatingadmissionpolicy")) {
            List<Reading> bound = bindings.stream()
                    .filter(binding -> ServerPolicies.binds(binding, policy))
                    .toList();
            if (looksAtAddresses(policy) && !bound.isEmpty()) {
                policies.add(new PodPolicy(
                        policy.subject(), isCertain(policy) && bound.stream().anyMatch(ServicePolicies::isEverywhere)));
            }
        }
        return policies;
    }

    /** Whether it is asked about every Service that is created or changed, and each with addresses is refused. */
    private static boolean isCertain(Reading policy) {
        return policy.value("spec.failurePolicy").asText("Fail").equals("Fail")
                && !policy.value("spec.paramKind").isPresent()
                && policy.elements("spec.matchConditions").isEmpty()
                && choosesAll(policy, "spec.matchConstraints")
                && policy.elements("spec.matchConstraints.resourceRules").stream()
                        .anyMatch(Rules::coverServices)
                && policy.elements("spec.validations").stream()
                        .anyMatch(validation -> NONE.contains(
                                validation.value("expression").asText("").replaceAll("\\s", "")));
    }

    private static boolean isEverywhere(Reading binding) {
        return !binding.value("spec.paramRef").isPresent()
                && choosesAll(binding, "spec.matchResources")
                && binding.elements("spec.matchResources.resourceRules").isEmpty();
    }

    private static boolean choosesAll(Reading object, String field) {
        return object.elements(field + ".excludeResourceRules").isEmpty()
                && Stream.of(".namespaceSelector", ".objectSelector")
                        .allMatch(selector -> object.value(field + selector + ".matchLabels")
                                        .keys()
                                        .isEmpty()
                                && object.elements(field + selector + ".matchExpressions")
                                        .isEmpty());
    }

    private static Stream<PodPolicy> ofEngines(Reading snapshot) {
        List<Reading> policies = new ArrayList<>();
        if (Webhooks.are(Kyverno.WORD, snapshot)) {
            CustomResources.of(snapshot, "clusterpolicies.kyverno.io", "clusterpolicy").stream()
                    .filter(policy -> policy.elements("spec.rules").stream()
                            .anyMatch(rule -> Kyverno.isEnforced(policy, rule) && looksAtAddresses(rule)))
                    .forEach(policies::add);
            CustomResources.of(snapshot, "validatingpolicies.policies.kyverno.io", "validatingpolicy").stream()
                    .filter(policy ->
                            policy.value("spec.validationActions").asTexts().contains("Deny"))
                    .forEach(policies::add);
        }
        if (Webhooks.are(Gatekeeper.WORD, snapshot)) {
            policies.addAll(
                    CustomResources.of(snapshot, "constrainttemplates.templates.gatekeeper.sh", "constrainttemplate"));
        }
        if (Webhooks.are(Kubewarden.WORD, snapshot)) {
            CustomResources.of(snapshot, "clusteradmissionpolicies.policies.kubewarden.io", "clusteradmissionpolicy")
                    .stream()
                    .filter(policy ->
                            policy.value("spec.mode").asText("protect").equals("protect"))
                    .forEach(policies::add);
        }
        return policies.stream()
                .filter(ServicePolicies::looksAtAddresses)
                .map(policy -> PodPolicy.unknown(policy.subject()));
    }

    /** Whatever it says of them, and in whichever language. */
    private static boolean looksAtAddresses(Reading policy) {
        return policy.raw().toString().contains(FIELD);
    }
}
