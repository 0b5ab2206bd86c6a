package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import io.github.plimsoll.fact.kubernetes.entrance.Opening.Encryption;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Ingresses, which most controllers serve. */
final class Ingresses {

    /** Annotations that give the load balancer of a cloud its certificate. */
    private static final List<String> CERTIFICATES = List.of(
            "alb.ingress.kubernetes.io/certificate-arn",
            "networking.gke.io/managed-certificates",
            "networking.gke.io/pre-shared-certs",
            "ingress.gcp.kubernetes.io/pre-shared-cert",
            "appgw.ingress.kubernetes.io/appgw-ssl-certificate");

    private Ingresses() {}

    static List<Opening> of(Reading snapshot) {
        List<Reading> ingresses = Objects.of(snapshot, KubernetesDocuments.INGRESSES, "ingress");
        Middlewares middlewares = Middlewares.of(snapshot);
        return ingresses.stream().map(ingress -> opening(ingress, middlewares)).toList();
    }

    private static Opening opening(Reading ingress, Middlewares middlewares) {
        Map<String, String> annotations =
                Pods.texts(ingress.raw().path("metadata").path("annotations"));
        JsonNode spec = ingress.raw().path("spec");
        Guard guard = IngressGuards.of(annotations, middlewares);
        Set<String> names = names(spec);
        Door door = Door.ofClass(
                spec.path("ingressClassName").asText(annotations.getOrDefault("kubernetes.io/ingress.class", "")));
        return new Opening(
                ingress,
                names.stream().map(name -> new Claim(door, name, false)).collect(Collectors.toSet()),
                backends(spec, Opening.namespaceOf(ingress), guard),
                encryption(spec, names, annotations));
    }

    private static List<Backend> backends(JsonNode spec, String namespace, Guard guard) {
        List<String> services = new ArrayList<>();
        services.add(service(spec.path("defaultBackend")));
        for (JsonNode rule : spec.path("rules")) {
            for (JsonNode path : rule.path("http").path("paths")) {
                services.add(service(path.path("backend")));
            }
        }
        return new LinkedHashSet<>(services)
                .stream()
                        .filter(service -> !service.isEmpty())
                        .map(service -> new Backend(namespace, service, guard))
                        .toList();
    }

    private static String service(JsonNode backend) {
        return backend.path("service").path("name").asText("");
    }

    private static Set<String> names(JsonNode spec) {
        Set<String> names = new TreeSet<>();
        spec.path("rules")
                .forEach(rule -> names.add(HostName.of(rule.path("host").asText(""))));
        if (names.isEmpty()) {
            names.add(HostName.ANY);
        }
        return names;
    }

    private static Encryption encryption(JsonNode spec, Set<String> names, Map<String, String> annotations) {
        Set<String> covered = new TreeSet<>();
        for (JsonNode tls : spec.path("tls")) {
            if (tls.path("hosts").isEmpty()) {
                covered.add(HostName.ANY);
            }
            tls.path("hosts").forEach(host -> covered.add(HostName.of(host.asText(""))));
        }
        if (annotations.keySet().stream().anyMatch(CERTIFICATES::contains)) {
            covered.add(HostName.ANY);
        }
        return Encryption.without(names.stream()
                .filter(name -> covered.stream().noneMatch(cover -> HostName.coversOneLabel(cover, name)))
                .toList());
    }
}
