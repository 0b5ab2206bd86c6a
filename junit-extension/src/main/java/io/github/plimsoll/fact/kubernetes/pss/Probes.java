package io.github.plimsoll.fact.kubernetes.pss;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the kubelet asks on behalf of a container: where it may be sent elsewhere, a pod reaches what it should not. */
final class Probes {

    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");

    private Probes() {}

    static boolean nameAHost(JsonNode container) {
        return PROBES.stream().anyMatch(probe -> namesAHost(container.path(probe)))
                || HOOKS.stream()
                        .anyMatch(hook -> namesAHost(container.path("lifecycle").path(hook)));
    }

    private static boolean namesAHost(JsonNode handler) {
        return !handler.path("httpGet").path("host").asText("").isEmpty()
                || !handler.path("tcpSocket").path("host").asText("").isEmpty();
    }
}
