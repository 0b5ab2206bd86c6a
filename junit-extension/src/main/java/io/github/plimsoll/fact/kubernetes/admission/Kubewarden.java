package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Kubewarden: a policy is a program, known by where it comes from; the project's own against privileged containers is certain. */
final class Kubewarden {

    static final String WORD = "kubewarden";

    private static final Pattern PRIVILEGED =
            Pattern.compile("(registry://)?ghcr\\.io/kubewarden/policies/pod-privileged[:@].*");

    private Kubewarden() {}

    static List<PodPolicy> on(Reading snapshot, Place place) {
        if (!Webhooks.are(WORD, snapshot)) {
            return List.of();
        }
        return Stream.concat(
                        CustomResources.of(
                                        snapshot,
                                        "clusteradmissionpolicies.policies.kubewarden.io",
                                        "clusteradmissionpolicy")
                                .stream()
                                .filter(policy -> place.isChosenBy(policy, "spec.namespaceSelector")),
                        CustomResources.of(snapshot, "admissionpolicies.policies.kubewarden.io", "admissionpolicy")
                                .stream()
                                .filter(policy -> policy.value("metadata.namespace")
                                        .asText("")
                                        .equals(place.namespace())))
                .filter(policy -> policy.value("spec.mode").asText("protect").equals("protect"))
                .filter(policy ->
                        policy.value("status.policyStatus").asText("active").equals("active"))
                .filter(policy -> Rules.concernPods(policy.elements("spec.rules")))
                .map(policy -> new PodPolicy(policy.subject(), isCertain(policy)))
                .toList();
    }

    private static boolean isCertain(Reading policy) {
        return PRIVILEGED.matcher(policy.value("spec.module").asText("")).matches()
                && !policy.value("spec.objectSelector").isPresent()
                && !policy.value("spec.matchConditions").isPresent();
    }
}
