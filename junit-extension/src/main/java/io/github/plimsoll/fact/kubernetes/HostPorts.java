package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ports of its node at which a pod is reached. */
final class HostPorts {

    /** Addresses at which only the node itself reaches it. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1");

    private HostPorts() {}

    /** On the network of its node a pod has each of its ports there by itself, wherever its program listens. */
    static List<Integer> of(JsonNode podSpec) {
        List<Integer> ports = new ArrayList<>();
        boolean onHostNetwork = podSpec.path("hostNetwork").asBoolean(false);
        podSpec.path("containers").forEach(container -> add(container, onHostNetwork, ports));
        for (JsonNode container : podSpec.path("initContainers")) {
            // Such a one goes on running beside the others.
            if (container.path("restartPolicy").asText("").equals("Always")) {
                add(container, onHostNetwork, ports);
            }
        }
        return ports;
    }

    private static void add(JsonNode container, boolean onHostNetwork, List<Integer> ports) {
        for (JsonNode port : container.path("ports")) {
            int own = port.path("hostPort").asInt(0);
            int reached = onHostNetwork ? port.path("containerPort").asInt(0) : own;
            if (reached > 0 && !LOOPBACK.contains(port.path("hostIP").asText(""))) {
                ports.add(reached);
            }
        }
    }
}
