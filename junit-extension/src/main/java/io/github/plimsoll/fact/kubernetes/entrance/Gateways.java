package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Manifests;
import io.github.plimsoll.fact.kubernetes.Objects;
import io.github.plimsoll.fact.kubernetes.network.LabelSelector;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The gateways of the Gateway API, and which routes their listeners take. */
final class Gateways {

    static final String GATEWAYS = "gateways.gateway.networking.k8s.io";

    /** Classes of load balancers that have inner addresses only. */
    private static final Set<String> INTERNAL = Set.of(
            "gke-l7-rilb",
            "gke-l7-rilb-mc",
            "gke-l7-cross-regional-internal-managed",
            "gke-l7-cross-regional-internal-managed-mc");

    /** The kinds of routes that a listener takes by its protocol, unless it names others. */
    private static final Map<String, Set<String>> TAKEN = Map.of(
            "HTTP", Set.of("HTTPRoute", "GRPCRoute"),
            "HTTPS", Set.of("HTTPRoute", "GRPCRoute"),
            "TLS", Set.of("TLSRoute", "TCPRoute"),
            "TCP", Set.of("TCPRoute"),
            "UDP", Set.of("UDPRoute"));

    /**
     * A listener that takes a route, or one that nobody knows.
     *
     * @param name of every host, {@code *}
     */
    record Listener(Door door, String name, boolean isInternal) {}

    private final Map<String, JsonNode> gateways = new HashMap<>();
    private final Map<String, Map<String, String>> namespaces = new HashMap<>();
    private final boolean allAreKnown;

    private Gateways(Reading snapshot) {
        List<Reading> known = CustomResources.of(snapshot, GATEWAYS, "gateway");
        known.forEach(
                gateway -> gateways.put(Opening.keyOf(gateway), gateway.raw().path("spec")));
        Objects.of(snapshot, KubernetesDocuments.NAMESPACES, "namespace")
                .forEach(namespace -> namespaces.put(Opening.nameOf(namespace), Pods.labels(namespace.raw())));
        // What files do not hold may be in the cluster all the same.
        allAreKnown = CustomResources.isKnown(snapshot, GATEWAYS) && !Manifests.are(snapshot);
    }

    static Gateways of(Reading snapshot) {
        return snapshot.derived(Gateways.class, Gateways::new);
    }

    /** Where a route hangs; nowhere if no gateway takes it. */
    List<Listener> listeners(JsonNode route, String kind, String namespace) {
        List<Listener> listeners = new ArrayList<>();
        for (JsonNode parent : route.path("spec").path("parentRefs")) {
            String parentKind = parent.path("kind").asText("Gateway");
            String key = parent.path("namespace").asText(namespace) + "/"
                    + parent.path("name").asText("");
            if (parentKind.equals("Gateway")) {
                add(parent, key, kind, namespace, listeners);
            } else if (!parentKind.equals("Service")) {
                // Whom a Service sends on within a mesh is no matter of those outside.
                listeners.add(unknown(parentKind.toLowerCase(Locale.ROOT) + " " + key, parent));
            }
        }
        return listeners;
    }

    private void add(JsonNode parent, String key, String kind, String namespace, List<Listener> listeners) {
        JsonNode gateway = gateways.get(key);
        if (gateway == null) {
            if (!allAreKnown) {
                listeners.add(unknown("gateway " + key, parent));
            }
            return;
        }
        boolean isInternal = INTERNAL.contains(gateway.path("gatewayClassName").asText(""));
        for (JsonNode listener : gateway.path("listeners")) {
            String name = listener.path("name").asText("");
            boolean isNamed = parent.path("sectionName").asText(name).equals(name)
                    && parent.path("port").asInt(listener.path("port").asInt())
                            == listener.path("port").asInt();
            if (isNamed && takes(listener, kind) && admits(listener, key.substring(0, key.indexOf('/')), namespace)) {
                listeners.add(new Listener(
                        new Door("gateway " + key, name),
                        HostName.of(listener.path("hostname").asText("")),
                        isInternal));
            }
        }
    }

    private static Listener unknown(String place, JsonNode parent) {
        return new Listener(new Door(place, parent.path("sectionName").asText("")), HostName.ANY, false);
    }

    private static boolean takes(JsonNode listener, String kind) {
        JsonNode kinds = listener.path("allowedRoutes").path("kinds");
        if (kinds.isEmpty()) {
            Set<String> usual = TAKEN.get(listener.path("protocol").asText(""));
            return usual == null || usual.contains(kind);
        }
        return StreamSupport.stream(kinds.spliterator(), false)
                .anyMatch(allowed -> allowed.path("kind").asText("").equals(kind));
    }

    private boolean admits(JsonNode listener, String gatewayNamespace, String routeNamespace) {
        JsonNode from = listener.path("allowedRoutes").path("namespaces");
        return switch (from.path("from").asText("Same")) {
            case "Same" -> gatewayNamespace.equals(routeNamespace);
            case "Selector" ->
                LabelSelector.of(from.path("selector"), "gateway in " + gatewayNamespace)
                        .matches(namespaces.getOrDefault(routeNamespace, Map.of()));
            case "None" -> false;
            default -> true;
        };
    }
}
