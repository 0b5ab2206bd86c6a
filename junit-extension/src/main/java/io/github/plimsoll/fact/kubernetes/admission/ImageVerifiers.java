package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What refuses images that nobody vouches for: rules of Kyverno and policies of Sigstore of which it can be told that they are asked about
 * every image and take no other. What is behind the rest only whoever wrote it knows.
 */
public final class ImageVerifiers {

    private static final String SIGSTORE = "sigstore";
    /** Words in the names of webhooks that do nothing else. */
    private static final Set<String> OTHERS = Set.of("connaisseur", "portieris", "ratify");

    private static final Set<String> EVERY_IMAGE = Set.of("*", "**", "*/*");
    private static final List<String> VOUCHING = List.of("attestors", "attestations", "key", "issuer", "roots");

    private final List<PodPolicy> policies;

    private ImageVerifiers(List<PodPolicy> policies) {
        this.policies = policies;
    }

    public static ImageVerifiers of(Reading snapshot) {
        return new ImageVerifiers(
                Stream.of(ofKyverno(snapshot), newerOfKyverno(snapshot), ofSigstore(snapshot), others(snapshot))
                        .flatMap(policy -> policy)
                        .toList());
    }

    /** Those that are surely asked about every image, by the names of subjects. */
    public List<String> ofEveryImage() {
        return policies.stream()
                .filter(PodPolicy::isCertain)
                .map(PodPolicy::name)
                .distinct()
                .toList();
    }

    /** @throws Unreadable if there are any of which it cannot be told whether each image is held to them */
    public void requireNoOthers() {
        if (!policies.isEmpty()) {
            throw new Unreadable("whether each image is held to it cannot be told of "
                    + policies.stream().map(PodPolicy::name).distinct().collect(Collectors.joining(", ")));
        }
    }

    private static Stream<PodPolicy> ofKyverno(Reading snapshot) {
        if (!Webhooks.are(Kyverno.WORD, snapshot)) {
            return Stream.empty();
        }
        boolean exceptions = !CustomResources.of(snapshot, "policyexceptions.kyverno.io", "policyexception")
                .isEmpty();
        return Stream.concat(
                        CustomResources.of(snapshot, "clusterpolicies.kyverno.io", "clusterpolicy").stream(),
                        CustomResources.of(snapshot, "policies.kyverno.io", "policy").stream())
                .flatMap(policy -> policy.elements("spec.rules").stream()
                        .flatMap(rule -> rule.elements("verifyImages").stream()
                                .filter(images -> isEnforced(policy, images))
                                .map(images -> new PodPolicy(
                                        policy.subject(),
                                        !exceptions
                                                && policy.subject().startsWith("clusterpolicy/")
                                                && policy.elements("spec.validationFailureActionOverrides")
                                                        .isEmpty()
                                                && Kyverno.isOnEveryPod(rule)
                                                && isOfEveryImage(images)))));
    }

    /** One that names nobody who vouches, or asks for nothing, refuses nothing. */
    private static boolean isEnforced(Reading policy, Reading images) {
        return images.value("failureAction")
                        .asText(policy.value("spec.validationFailureAction").asText("Audit"))
                        .equalsIgnoreCase("Enforce")
                && images.value("required").asBoolean(true)
                && VOUCHING.stream().anyMatch(field -> images.value(field).isPresent());
    }

    private static boolean isOfEveryImage(Reading images) {
        return images.value("skipImageReferences").asTexts().isEmpty()
                && images.value("imageReferences").asTexts().stream().anyMatch(EVERY_IMAGE::contains);
    }

    private static Stream<PodPolicy> newerOfKyverno(Reading snapshot) {
        return CustomResources.of(snapshot, "imagevalidatingpolicies.policies.kyverno.io", "imagevalidatingpolicy")
                .stream()
                .filter(policy -> Webhooks.are(Kyverno.WORD, snapshot))
                .filter(policy ->
                        policy.value("spec.validationActions").asTexts().contains("Deny"))
                .map(policy -> PodPolicy.unknown(policy.subject()));
    }

    private static Stream<PodPolicy> ofSigstore(Reading snapshot) {
        if (!Webhooks.are(SIGSTORE, snapshot)) {
            return Stream.empty();
        }
        return CustomResources.of(snapshot, "clusterimagepolicies.policy.sigstore.dev", "clusterimagepolicy").stream()
                .filter(policy -> policy.value("spec.mode").asText("enforce").equals("enforce"))
                .filter(policy -> !policy.elements("spec.authorities").isEmpty())
                .filter(policy -> policy.elements("spec.authorities").stream().noneMatch(ImageVerifiers::passesAll))
                .map(policy -> new PodPolicy(
                        policy.subject(),
                        policy.elements("spec.images").stream()
                                        .anyMatch(image -> EVERY_IMAGE.contains(
                                                image.value("glob").asText("")))
                                && !policy.value("spec.match").isPresent()
                                && isAskedEverywhere(snapshot)));
    }

    /** An authority that vouches for whatever comes, and one of them is enough. */
    private static boolean passesAll(Reading authority) {
        return authority.value("static.action").asText("").equals("pass");
    }

    /** Its controller is asked about the namespaces that are labelled so, unless it was told otherwise. */
    private static boolean isAskedEverywhere(Reading snapshot) {
        return Objects.of(snapshot, KubernetesDocuments.NAMESPACES, "namespace").stream()
                .map(namespace -> Place.of(namespace.raw()))
                .filter(place -> !place.namespace().startsWith("kube-"))
                .allMatch(place -> Webhooks.ask(SIGSTORE, snapshot, place));
    }

    private static Stream<PodPolicy> others(Reading snapshot) {
        return Stream.concat(
                        Objects.of(snapshot, KubernetesDocuments.VALIDATING_WEBHOOKS, "validatingwebhookconfiguration")
                                .stream(),
                        Objects.of(snapshot, KubernetesDocuments.MUTATING_WEBHOOKS, "mutatingwebhookconfiguration")
                                .stream())
                .filter(configuration -> OTHERS.stream().anyMatch(word -> Webhooks.isOf(word, configuration)))
                .map(configuration -> PodPolicy.unknown(configuration.subject()));
    }
}
