package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.kubernetes.network.Endpoint.NamedPort;
import io.github.plimsoll.fact.kubernetes.network.Endpoint.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a pod matters to policies. */
public final class Pods {

    private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

    private Pods() {}

    /** Whether it has no process any more that could talk to anybody. */
    public static boolean isFinished(JsonNode pod) {
        return FINISHED.contains(pod.path("status").path("phase").asText(""));
    }

    static Pod pod(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        return pod(
                metadata.path("namespace").asText(""),
                metadata.path("name").asText(""),
                labels(pod),
                pod.path("spec"),
                pod.path("status"));
    }

    static Pod pod(String namespace, String name, Map<String, String> labels, JsonNode spec, JsonNode status) {
        List<String> addresses = new ArrayList<>();
        status.path("podIPs").forEach(entry -> addresses.add(entry.path("ip").asText("")));
        if (addresses.isEmpty() && status.path("podIP").isTextual()) {
            addresses.add(status.path("podIP").textValue());
        }
        return new Pod(
                namespace,
                name,
                labels,
                addresses,
                spec.path("hostNetwork").asBoolean(false),
                spec.path("nodeName").asText(""),
                namedPorts(spec));
    }

    public static Map<String, String> labels(JsonNode object) {
        return texts(object.path("metadata").path("labels"));
    }

    /** The fields of an object, as texts. */
    public static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    /** An init container that goes on running serves on its ports as the others do. */
    private static List<NamedPort> namedPorts(JsonNode spec) {
        List<NamedPort> ports = new ArrayList<>();
        spec.path("containers").forEach(container -> addPorts(container, ports));
        for (JsonNode container : spec.path("initContainers")) {
            if (container.path("restartPolicy").asText("").equals("Always")) {
                addPorts(container, ports);
            }
        }
        return ports;
    }

    private static void addPorts(JsonNode container, List<NamedPort> ports) {
        for (JsonNode port : container.path("ports")) {
            if (port.hasNonNull("name")) {
                ports.add(new NamedPort(
                        port.path("name").asText(),
                        port.path("containerPort").asInt(),
                        port.path("protocol").asText("TCP")));
            }
        }
    }
}
