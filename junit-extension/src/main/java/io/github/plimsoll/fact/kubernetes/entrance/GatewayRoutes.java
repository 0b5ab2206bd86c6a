package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.Manifests;
import io.github.plimsoll.fact.kubernetes.entrance.Gateways.Listener;
import io.github.plimsoll.fact.kubernetes.entrance.Opening.Encryption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Routes of the Gateway API, whatever they carry. Of whom they take requests from, and in TLS or not, their gateway decides. */
final class GatewayRoutes {

    private static final String GROUP = "gateway.networking.k8s.io";
    private static final String GRANTS = "referencegrants." + GROUP;

    private final String kind;
    private final Gateways gateways;
    private final Middlewares middlewares;
    private final AttachedPolicies policies;
    private final List<Reading> grants;
    private final boolean areFiles;

    private GatewayRoutes(Reading snapshot, String kind) {
        this.kind = kind;
        gateways = Gateways.of(snapshot);
        middlewares = Middlewares.of(snapshot);
        policies = AttachedPolicies.of(snapshot);
        grants = CustomResources.of(snapshot, GRANTS, "referencegrant");
        areFiles = Manifests.are(snapshot);
    }

    /** @param kind for example {@code HTTPRoute} */
    static List<Opening> of(Reading snapshot, String kind) {
        String singular = kind.toLowerCase(Locale.ROOT);
        List<Reading> routes = CustomResources.of(snapshot, singular + "s." + GROUP, singular);
        if (routes.isEmpty()) {
            return List.of();
        }
        GatewayRoutes reader = new GatewayRoutes(snapshot, kind);
        return routes.stream().map(reader::opening).toList();
    }

    private Opening opening(Reading route) {
        String namespace = Opening.namespaceOf(route);
        List<Listener> listeners = gateways.listeners(route.raw(), kind, namespace);
        Set<Claim> claims = new HashSet<>();
        for (Listener listener : listeners) {
            names(route.raw().path("spec").path("hostnames"), listener.name())
                    .forEach(name -> claims.add(new Claim(listener.door(), name, true)));
        }
        return new Opening(
                route, claims, claims.isEmpty() ? List.of() : backends(route, listeners), Encryption.OF_THE_GATEWAY);
    }

    /** The names of a route that its listener has as well; without any it is for all that the listener has. */
    private static Set<String> names(JsonNode own, String ofListener) {
        Set<String> names = new TreeSet<>();
        for (JsonNode text : own) {
            String name = HostName.of(text.asText(""));
            if (HostName.covers(ofListener, name)) {
                names.add(name);
            } else if (HostName.covers(name, ofListener)) {
                names.add(ofListener);
            }
        }
        return own.isEmpty() ? Set.of(ofListener) : names;
    }

    private List<Backend> backends(Reading route, List<Listener> listeners) {
        String namespace = Opening.namespaceOf(route);
        Guard all = listeners.stream().allMatch(Listener::isInternal) ? Guard.ASKS : Guard.NONE;
        Set<String> gates = new HashSet<>(Set.of(Opening.keyOf(route)));
        listeners.forEach(listener -> gates.add(listener.door().object()));
        List<Backend> backends = new ArrayList<>();
        for (JsonNode rule : route.raw().path("spec").path("rules")) {
            Guard guard = all.and(filters(rule.path("filters"), namespace));
            for (JsonNode backend : rule.path("backendRefs")) {
                String in = backend.path("namespace").asText(namespace);
                if (backend.path("kind").asText("Service").equals("Service")
                        && backend.path("weight").asInt(1) > 0
                        && isGranted(namespace, in, backend.path("name").asText(""))) {
                    String service = backend.path("name").asText("");
                    backends.add(new Backend(
                            in,
                            service,
                            guard.and(filters(backend.path("filters"), namespace))
                                    .and(policies.on(gates, in + "/" + service))));
                }
            }
        }
        return backends;
    }

    private Guard filters(JsonNode filters, String namespace) {
        Guard guard = Guard.NONE;
        for (JsonNode filter : filters) {
            JsonNode extension = filter.path("extensionRef");
            if (extension.path("kind").asText("").equals("Middleware")) {
                guard = guard.and(middlewares.ofOne(extension, namespace));
            } else if (!extension.isMissingNode()) {
                guard = guard.and(Guard.unknown(
                        "what the filter " + extension.path("kind").asText("") + " "
                                + extension.path("name").asText("") + " asks for is not read"));
            }
        }
        return guard;
    }

    /** A Service of another namespace is led to only where that namespace says so, which it may in no file that is at hand. */
    private boolean isGranted(String from, String to, String service) {
        return from.equals(to)
                || areFiles
                || grants.stream()
                        .filter(grant -> Opening.namespaceOf(grant).equals(to))
                        .map(grant -> grant.raw().path("spec"))
                        .anyMatch(grant -> any(
                                        grant.path("from"),
                                        one -> one.path("kind").asText("").equals(kind)
                                                && one.path("namespace")
                                                        .asText("")
                                                        .equals(from))
                                && any(
                                        grant.path("to"),
                                        one -> one.path("kind").asText("").equals("Service")
                                                && one.path("name")
                                                        .asText(service)
                                                        .equals(service)));
    }

    private static boolean any(JsonNode list, Predicate<JsonNode> test) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(test);
    }
}
