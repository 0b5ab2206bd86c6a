package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import io.github.plimsoll.fact.kubernetes.entrance.Opening.Encryption;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Routes of OpenShift, each for one name. */
final class OpenShiftRoutes {

    private OpenShiftRoutes() {}

    static List<Opening> of(Reading snapshot) {
        Middlewares middlewares = Middlewares.of(snapshot);
        return Objects.of(snapshot, KubernetesDocuments.OPENSHIFT_ROUTES, "route").stream()
                .filter(route -> isAdmitted(route.raw()))
                .map(route -> opening(route, middlewares))
                .toList();
    }

    private static Opening opening(Reading route, Middlewares middlewares) {
        Map<String, String> annotations =
                Pods.texts(route.raw().path("metadata").path("annotations"));
        JsonNode spec = route.raw().path("spec");
        // Without a name it gets one of its own, by its namespace.
        String host = spec.path("host").asText("").toLowerCase(Locale.ROOT);
        boolean isWild = spec.path("wildcardPolicy").asText("").equals("Subdomain") && host.indexOf('.') > 0;
        String name = isWild ? "*" + host.substring(host.indexOf('.')) : host;
        Guard guard = IngressGuards.of(annotations, middlewares);
        List<Backend> backends = new ArrayList<>();
        add(spec.path("to"), Opening.namespaceOf(route), guard, backends);
        spec.path("alternateBackends").forEach(to -> add(to, Opening.namespaceOf(route), guard, backends));
        boolean plain = !spec.path("tls").hasNonNull("termination")
                || spec.path("tls")
                        .path("insecureEdgeTerminationPolicy")
                        .asText("")
                        .equals("Allow");
        return new Opening(
                route,
                name.isEmpty() ? Set.of() : Set.of(new Claim(Door.ofClass("openshift"), name, true)),
                backends,
                Encryption.without(plain ? List.of(name.isEmpty() ? "the name that it is given" : name) : List.of()));
    }

    /** One whose name somebody else has claimed before is served by no router. */
    private static boolean isAdmitted(JsonNode route) {
        JsonNode routers = route.path("status").path("ingress");
        return routers.isEmpty()
                || StreamSupport.stream(routers.spliterator(), false).anyMatch(router -> !isRefused(router));
    }

    private static boolean isRefused(JsonNode router) {
        return StreamSupport.stream(router.path("conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText("").equals("Admitted")
                        && condition.path("status").asText("").equals("False"));
    }

    private static void add(JsonNode to, String namespace, Guard guard, List<Backend> backends) {
        if (to.path("kind").asText("Service").equals("Service")) {
            backends.add(new Backend(namespace, to.path("name").asText(""), guard));
        }
    }
}
