package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects that hang on gateways, routes or Services and may ask whoever comes who they are. What they ask is not followed: where there is one,
 * nobody is said to be let in, and nobody to be kept out.
 */
final class AttachedPolicies {

    private static final String OF_A_MESH = "authorizationpolicies.security.istio.io";

    private static final Map<String, String> KINDS = Map.of(
            "securitypolicies.gateway.envoyproxy.io",
            "securitypolicy",
            "authpolicies.kuadrant.io",
            "authpolicy",
            "trafficpolicies.gateway.kgateway.dev",
            "trafficpolicy",
            "gcpbackendpolicies.networking.gke.io",
            "gcpbackendpolicy",
            OF_A_MESH,
            "authorizationpolicy");

    private final List<Reading> policies = new ArrayList<>();
    private final Set<String> roots = new HashSet<>(Set.of("istio-system"));

    private AttachedPolicies(Reading snapshot) {
        KINDS.forEach((definition, kind) -> policies.addAll(CustomResources.of(snapshot, definition, kind)));
        if (CustomResources.isKnown(snapshot, OF_A_MESH)) {
            Objects.of(snapshot, KubernetesDocuments.CONFIG_MAPS, "configmap")
                    .forEach(map -> roots.add(
                            map.raw().path(KubernetesDocuments.MESH_ROOT).asText("")));
        }
    }

    static AttachedPolicies of(Reading snapshot) {
        return snapshot.derived(AttachedPolicies.class, AttachedPolicies::new);
    }

    /**
     * What may be asked of those who pass some objects on their way to a Service.
     *
     * @param gates with their namespaces, {@code edge/public}
     */
    Guard on(Set<String> gates, String service) {
        return policies.stream()
                .filter(policy ->
                        Stream.concat(gates.stream(), Stream.of(service)).anyMatch(object -> mayBeFor(policy, object)))
                .findFirst()
                .map(policy -> Guard.unknown("whom " + policy.subject() + " lets in is not read"))
                .orElse(Guard.NONE);
    }

    /** Those that name no object choose by labels, or are for their whole namespace, or that of the mesh for everything. */
    private boolean mayBeFor(Reading policy, String object) {
        String namespace = Opening.namespaceOf(policy);
        JsonNode spec = policy.raw().path("spec");
        List<JsonNode> targets = new ArrayList<>();
        if (spec.has("targetRef")) {
            targets.add(spec.path("targetRef"));
        }
        spec.path("targetRefs").forEach(targets::add);
        return targets.isEmpty()
                ? object.startsWith(namespace + "/") || roots.contains(namespace)
                : targets.stream()
                        .anyMatch(
                                target -> object.equals(target.path("namespace").asText(namespace) + "/"
                                        + target.path("name").asText("")));
    }
}
