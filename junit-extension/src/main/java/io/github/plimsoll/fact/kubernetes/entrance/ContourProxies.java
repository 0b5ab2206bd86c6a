package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.entrance.Opening.Encryption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** HTTPProxies of Contour. Those without a name of their own are reached by others that include them. */
final class ContourProxies {

    private static final String DEFINITION = "httpproxies.projectcontour.io";

    private final Map<String, JsonNode> specs = new HashMap<>();

    private ContourProxies(List<Reading> proxies) {
        proxies.forEach(proxy -> specs.put(Opening.keyOf(proxy), proxy.raw().path("spec")));
    }

    static List<Opening> of(Reading snapshot) {
        List<Reading> proxies = CustomResources.of(snapshot, DEFINITION, "httpproxy");
        ContourProxies reader = new ContourProxies(proxies);
        return proxies.stream()
                .filter(proxy -> proxy.raw().path("spec").has("virtualhost"))
                .map(reader::opening)
                .toList();
    }

    private Opening opening(Reading proxy) {
        JsonNode spec = proxy.raw().path("spec");
        JsonNode host = spec.path("virtualhost");
        String name = HostName.of(host.path("fqdn").asText(""));
        Door door = Door.ofClass(spec.path("ingressClassName")
                .asText(proxy.raw()
                        .path("metadata")
                        .path("annotations")
                        .path("projectcontour.io/ingress.class")
                        .asText("contour")));
        Tree tree = new Tree(host);
        tree.walk(spec, Opening.namespaceOf(proxy));
        boolean plain = !host.hasNonNull("tls") || tree.permitsInsecure;
        return new Opening(
                proxy,
                Set.of(new Claim(door, name, false)),
                tree.backends,
                Encryption.without(plain ? List.of(name) : List.of()));
    }

    /** What a proxy leads to with all that it includes. */
    private final class Tree {

        private final JsonNode host;
        private final List<Backend> backends = new ArrayList<>();
        private final Set<JsonNode> seen = new HashSet<>();
        private boolean permitsInsecure;

        Tree(JsonNode host) {
            this.host = host;
        }

        void walk(JsonNode spec, String namespace) {
            if (!seen.add(spec)) {
                return;
            }
            for (JsonNode route : spec.path("routes")) {
                permitsInsecure |= route.path("permitInsecure").asBoolean(false);
                add(route.path("services"), namespace, guard(route));
            }
            add(spec.path("tcpproxy").path("services"), namespace, ofCertificates());
            spec.path("includes").forEach(next -> include(next, namespace));
            for (String include : List.of("include", "includes")) {
                if (spec.path("tcpproxy").has(include)) {
                    include(spec.path("tcpproxy").path(include), namespace);
                }
            }
        }

        private void include(JsonNode next, String namespace) {
            String in = next.path("namespace").asText(namespace);
            JsonNode spec = specs.get(in + "/" + next.path("name").asText(""));
            if (spec != null) {
                walk(spec, in);
            }
        }

        private void add(JsonNode services, String namespace, Guard guard) {
            for (JsonNode service : services) {
                backends.add(new Backend(
                        service.path("namespace").asText(namespace),
                        service.path("name").asText(""),
                        guard));
            }
        }

        private Guard guard(JsonNode route) {
            Guard authority = Guard.NONE;
            JsonNode authorization = host.path("authorization");
            if (authorization.hasNonNull("extensionRef")) {
                boolean isOff = route.path("authPolicy")
                        .path("disabled")
                        .asBoolean(authorization
                                .path("authPolicy")
                                .path("disabled")
                                .asBoolean(false));
                authority = isOff ? Guard.NONE : Guard.ASKS;
            }
            boolean filters = route.has("ipAllowPolicy") || host.has("ipAllowPolicy");
            boolean tokens = host.has("jwtProviders") || route.has("jwtVerificationPolicy");
            return authority
                    .and(ofCertificates())
                    .and(
                            filters || tokens
                                    ? Guard.unknown(
                                            "what its ipAllowPolicy or its providers of tokens let in is not read")
                                    : Guard.NONE);
        }

        private Guard ofCertificates() {
            JsonNode validation = host.path("tls").path("clientValidation");
            boolean asks = validation.has("caSecret")
                    && !validation.path("optionalClientCertificate").asBoolean(false)
                    && !validation.path("skipClientCertValidation").asBoolean(false);
            return asks ? Guard.ASKS : Guard.NONE;
        }
    }
}
