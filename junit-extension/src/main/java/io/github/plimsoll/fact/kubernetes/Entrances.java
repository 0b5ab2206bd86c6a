package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What leads from outside to Services by their name: Ingresses, and routes of Gateways. */
final class Entrances {

    /** Annotations by which an entrance asks who comes, or lets only some networks in. */
    private static final Pattern GUARD = Pattern.compile(
            ".*/(auth-url|auth-secret|auth-type|auth-tls-secret|auth-tls-verify-client|whitelist-source-range"
                    + "|allowlist-source-range|denylist-source-range|inbound-cidrs|security-policy|auth-signin)");

    private final Map<String, List<String>> open = new HashMap<>();

    private Entrances(Reading snapshot) {
        for (Reading ingress : Objects.of(snapshot, KubernetesDocuments.INGRESSES, "ingress")) {
            JsonNode spec = ingress.raw().path("spec");
            if (isGuarded(ingress.raw())) {
                continue;
            }
            add(ingress, spec.path("defaultBackend").path("service").path("name"));
            for (JsonNode rule : spec.path("rules")) {
                for (JsonNode path : rule.path("http").path("paths")) {
                    add(ingress, path.path("backend").path("service").path("name"));
                }
            }
        }
        for (Reading route : CustomResources.of(snapshot, "httproutes.gateway.networking.k8s.io", "httproute")) {
            for (JsonNode rule : route.raw().path("spec").path("rules")) {
                for (JsonNode backend : rule.path("backendRefs")) {
                    String own = route.raw().path("metadata").path("namespace").asText("");
                    add(route, backend.path("namespace").asText(own), backend.path("name"));
                }
            }
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static Entrances of(Reading snapshot) {
        return snapshot.derived(Entrances.class, Entrances::new);
    }

    /** Those that lead everybody to a service, by the names of subjects. */
    List<String> openTo(String namespace, String service) {
        return open.getOrDefault(namespace + "/" + service, List.of());
    }

    private static boolean isGuarded(JsonNode ingress) {
        return ingress.path("metadata").path("annotations").properties().stream()
                .anyMatch(annotation -> GUARD.matcher(annotation.getKey()).matches());
    }

    private void add(Reading entrance, JsonNode service) {
        add(entrance, entrance.raw().path("metadata").path("namespace").asText(""), service);
    }

    private void add(Reading entrance, String namespace, JsonNode service) {
        List<String> names = open.computeIfAbsent(namespace + "/" + service.asText(""), key -> new ArrayList<>());
        if (!names.contains(entrance.subject())) {
            names.add(entrance.subject());
        }
    }
}
