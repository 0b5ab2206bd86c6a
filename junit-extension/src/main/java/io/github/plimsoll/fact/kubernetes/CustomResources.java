package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.entrance.EntranceKinds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of objects that others have added to the API and that a control may have to read: policy engines, further network
 * policies, stores of secrets, meshes, reports of scanners.
 */
public final class CustomResources {

    /** Group and plural name, as in the name of a definition. */
    private static final Set<String> READ = Set.of(
            "clusterpolicies.kyverno.io",
            "policies.kyverno.io",
            "policyexceptions.kyverno.io",
            "validatingpolicies.policies.kyverno.io",
            "imagevalidatingpolicies.policies.kyverno.io",
            "constrainttemplates.templates.gatekeeper.sh",
            "k8spspprivilegedcontainer.constraints.gatekeeper.sh",
            "admissionpolicies.policies.kubewarden.io",
            "clusteradmissionpolicies.policies.kubewarden.io",
            "clusterimagepolicies.policy.sigstore.dev",
            "secretproviderclasses.secrets-store.csi.x-k8s.io",
            "externalsecrets.external-secrets.io",
            "clustersecretstores.external-secrets.io",
            "secretstores.external-secrets.io",
            "sealedsecrets.bitnami.com",
            "peerauthentications.security.istio.io",
            "vulnerabilityreports.aquasecurity.github.io");

    /** The same of what API servers beside the cluster's own add, of which no definition tells. */
    private static final Set<String> SERVED_BY_OTHERS =
            Set.of("vulnerabilitymanifestsummaries.spdx.softwarecomposition.kubescape.io", "routes.route.openshift.io");

    /** All kinds that are read and that a definition tells of. */
    private static final Set<String> DEFINED = Stream.of(READ, OtherPolicies.KINDS, EntranceKinds.ALL)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private CustomResources() {}

    /** The names of the kinds whose objects are read, for example {@code clusterpolicies.kyverno.io}. */
    public static Set<String> read() {
        return Stream.concat(DEFINED.stream(), SERVED_BY_OTHERS.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The path of the list that a definition makes, in the version that is stored, if controls read it. */
    public static Optional<String> list(JsonNode definition) {
        if (!DEFINED.contains(definition.path("metadata").path("name").asText())) {
            return Optional.empty();
        }
        JsonNode spec = definition.path("spec");
        String version = "";
        for (JsonNode candidate : spec.path("versions")) {
            boolean served = candidate.path("served").asBoolean(false);
            if (served && (version.isEmpty() || candidate.path("storage").asBoolean(false))) {
                version = candidate.path("name").asText();
            }
        }
        String plural = spec.path("names").path("plural").asText();
        return version.isEmpty()
                ? Optional.empty()
                : Optional.of("/apis/" + spec.path("group").asText() + "/" + version + "/" + plural);
    }

    /** Whether somebody has added the kind. */
    public static boolean isKnown(Reading snapshot, String definition) {
        return Objects.of(snapshot, KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "customresourcedefinition")
                .stream()
                .anyMatch(kind -> kind.value("metadata.name").asText("").equals(definition));
    }

    /**
     * The objects of a kind; none if nobody has added it.
     *
     * @param definition plural name and group, for example {@code clusterpolicies.kyverno.io}
     * @param kind the kind for names of subjects
     */
    public static List<Reading> of(Reading snapshot, String definition, String kind) {
        return Objects.of(snapshot, KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "customresourcedefinition")
                .stream()
                .map(Reading::raw)
                .filter(json -> json.path("metadata").path("name").asText().equals(definition))
                .flatMap(json -> list(json).stream())
                .distinct()
                .flatMap(list -> Objects.of(snapshot, list, kind).stream())
                .toList();
    }
}
