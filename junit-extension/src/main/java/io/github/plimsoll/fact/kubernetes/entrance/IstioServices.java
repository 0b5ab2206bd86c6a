package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.Manifests;
import io.github.plimsoll.fact.kubernetes.entrance.Opening.Encryption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** VirtualServices of Istio that hang on one of its gateways; those that do not are for the inside of the mesh. */
final class IstioServices {

    static final String GATEWAYS = "gateways.networking.istio.io";
    private static final String SERVICES = "virtualservices.networking.istio.io";

    private static final String INSIDE = "mesh";

    /** How a server has those who come show a certificate. */
    private static final Set<String> ASKING = Set.of("MUTUAL", "ISTIO_MUTUAL");

    private final Map<String, JsonNode> gateways = new HashMap<>();
    private final Map<String, JsonNode> services = new HashMap<>();
    private final AttachedPolicies policies;
    private final boolean areFiles;

    private IstioServices(Reading snapshot, List<Reading> virtual) {
        CustomResources.of(snapshot, GATEWAYS, "gateway")
                .forEach(gateway -> gateways.put(Opening.keyOf(gateway), gateway.raw()));
        virtual.forEach(
                service -> services.put(Opening.keyOf(service), service.raw().path("spec")));
        policies = AttachedPolicies.of(snapshot);
        areFiles = Manifests.are(snapshot);
    }

    static List<Opening> of(Reading snapshot) {
        List<Reading> virtual = CustomResources.of(snapshot, SERVICES, "virtualservice");
        if (virtual.isEmpty()) {
            return List.of();
        }
        IstioServices reader = new IstioServices(snapshot, virtual);
        return virtual.stream()
                .map(reader::opening)
                .filter(opening -> !opening.claims().isEmpty())
                .toList();
    }

    private Opening opening(Reading object) {
        JsonNode spec = object.raw().path("spec");
        String namespace = Opening.namespaceOf(object);
        Set<Claim> claims = new HashSet<>();
        Guard guard = Guard.ASKS;
        for (String gateway : gateways(spec, namespace)) {
            Door door = new Door("istio gateway " + gateway, "");
            for (JsonNode host : spec.path("hosts")) {
                String name = HostName.of(host.asText(""));
                Optional<Guard> way = guard(gateway, namespace, name);
                if (way.isPresent()) {
                    claims.add(new Claim(door, name, true));
                    guard = guard.or(way.get());
                }
            }
        }
        Set<String> gates = new HashSet<>(Set.of(Opening.keyOf(object)));
        claims.forEach(claim -> gates.add(claim.door().object()));
        return new Opening(object, claims, backends(spec, namespace, guard, gates), Encryption.OF_THE_GATEWAY);
    }

    /** With their namespaces; without any it is for the mesh alone. */
    private static Set<String> gateways(JsonNode spec, String namespace) {
        Set<String> gateways = new TreeSet<>();
        for (JsonNode gateway : spec.path("gateways")) {
            String name = gateway.asText("");
            if (!name.equals(INSIDE)) {
                gateways.add(name.contains("/") ? name : namespace + "/" + name);
            }
        }
        return gateways;
    }

    /** What a gateway asks of those who come to a name; none if it takes no requests for it. */
    private Optional<Guard> guard(String gateway, String namespace, String name) {
        JsonNode known = gateways.get(gateway);
        if (known == null) {
            return areFiles ? Optional.of(Guard.NONE) : Optional.empty();
        }
        Optional<Guard> guard = Optional.empty();
        for (JsonNode server : known.path("spec").path("servers")) {
            for (JsonNode host : server.path("hosts")) {
                if (isFor(host.asText(""), gateway.substring(0, gateway.indexOf('/')), namespace, name)) {
                    Guard own = ofServer(server);
                    guard = Optional.of(guard.map(earlier -> earlier.or(own)).orElse(own));
                }
            }
        }
        return guard;
    }

    private static boolean isFor(String host, String gatewayNamespace, String namespace, String name) {
        int slash = host.indexOf('/');
        String of = slash < 0 ? "*" : host.substring(0, slash);
        String in = of.equals(".") ? gatewayNamespace : of;
        String pattern = HostName.of(host.substring(slash + 1));
        return (in.equals("*") || in.equals(namespace))
                && (HostName.covers(pattern, name) || HostName.covers(name, pattern));
    }

    /** One that only sends on to TLS lets nobody in. */
    private static Guard ofServer(JsonNode server) {
        JsonNode tls = server.path("tls");
        return ASKING.contains(tls.path("mode").asText(""))
                        || tls.path("httpsRedirect").asBoolean(false)
                ? Guard.ASKS
                : Guard.NONE;
    }

    private List<Backend> backends(JsonNode spec, String namespace, Guard guard, Set<String> gates) {
        List<Backend> backends = new ArrayList<>();
        for (String protocol : List.of("http", "tls", "tcp")) {
            for (JsonNode rule : spec.path(protocol)) {
                add(rule, namespace, guard, gates, backends);
                JsonNode delegate = rule.path("delegate");
                String in = delegate.path("namespace").asText(namespace);
                JsonNode next = services.get(in + "/" + delegate.path("name").asText(""));
                if (next != null) {
                    next.path("http").forEach(one -> add(one, in, guard, gates, backends));
                }
            }
        }
        return backends;
    }

    private void add(JsonNode rule, String namespace, Guard guard, Set<String> gates, List<Backend> backends) {
        for (JsonNode route : rule.path("route")) {
            String host = route.path("destination").path("host").asText("");
            Backend.named(host, namespace, guard)
                    .map(backend -> new Backend(
                            backend.namespace(),
                            backend.service(),
                            guard.and(policies.on(gates, backend.namespace() + "/" + backend.service()))))
                    .ifPresent(backends::add);
        }
    }
}
