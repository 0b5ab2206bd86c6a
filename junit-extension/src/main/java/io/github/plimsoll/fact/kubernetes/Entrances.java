package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Cidr;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What leads from outside to Services by their name: Ingresses, and routes of Gateways. */
final class Entrances {

    /** Annotations, by what follows the name of the controller, by which an entrance asks who comes. */
    private static final Set<String> ASKING = Set.of("auth-url", "auth-secret", "auth-tls-secret", "security-policy");

    /** Those by which it lets only some networks in. */
    private static final Set<String> ADMITTING =
            Set.of("whitelist-source-range", "allowlist-source-range", "inbound-cidrs");

    private static final String LOG_IN = "alb.ingress.kubernetes.io/auth-type";

    /** Whether whoever shows no certificate is turned away; unless it is said otherwise they are. */
    private static final String CERTIFICATES = "auth-tls-verify-client";

    /** Annotations that keep an entrance on inner addresses, with what they say then. */
    private static final Map<String, String> INTERNAL = Map.of(
            "alb.ingress.kubernetes.io/scheme", "internal",
            "appgw.ingress.kubernetes.io/use-private-ip", "true",
            "kubernetes.io/ingress.class", "gce-internal");

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
        Map<String, String> annotations = Pods.texts(ingress.path("metadata").path("annotations"));
        return annotations.entrySet().stream()
                .anyMatch(annotation -> guards(annotation.getKey(), annotation.getValue(), annotations));
    }

    private static boolean guards(String name, String value, Map<String, String> all) {
        int slash = name.indexOf('/') + 1;
        String setting = name.substring(slash);
        if (value.equals(INTERNAL.get(name))) {
            return true;
        }
        if (name.equals(LOG_IN)) {
            return !value.equals("none");
        }
        if (ADMITTING.contains(setting)) {
            List<String> ranges =
                    Stream.of(value.split(",", -1)).map(String::strip).toList();
            return !value.isBlank() && !Cidr.areEverything(ranges);
        }
        return ASKING.contains(setting)
                && !value.isBlank()
                && (!setting.equals("auth-tls-secret")
                        || all.getOrDefault(name.substring(0, slash) + CERTIFICATES, "on")
                                .equals("on"));
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
