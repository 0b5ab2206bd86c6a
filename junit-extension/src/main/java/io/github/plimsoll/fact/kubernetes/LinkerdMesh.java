package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.util.HashMap;
import java.util.Map;

/** What namespaces say of the mesh of Linkerd, which counts for pods that say nothing themselves. */
final class LinkerdMesh {

    private static final String PROXY = "linkerd-proxy";
    private static final String INJECT = "linkerd.io/inject";

    private final Map<String, Map<String, String>> namespaces = new HashMap<>();

    private LinkerdMesh(Reading snapshot) {
        for (JsonNode namespace :
                snapshot.document(KubernetesDocuments.NAMESPACES).raw().path("items")) {
            namespaces.put(namespace.path("metadata").path("name").asText(""), annotations(namespace));
        }
    }

    /** @throws io.github.plimsoll.fact.Unreadable if namespaces could not be listed */
    static LinkerdMesh of(Reading snapshot) {
        return snapshot.derived(LinkerdMesh.class, LinkerdMesh::new);
    }

    /** Whether pods of a form have a proxy of the mesh, or get one when they are made. */
    boolean has(JsonNode pod, String namespace) {
        for (String kind : PodForm.CONTAINERS) {
            for (JsonNode container : pod.path("spec").path(kind)) {
                if (container.path("name").asText("").equals(PROXY)) {
                    return true;
                }
            }
        }
        return said(pod, namespace, INJECT).matches("enabled|ingress");
    }

    /** What the pod says, or else its namespace; empty if neither does. */
    String said(JsonNode pod, String namespace, String annotation) {
        String own = annotations(pod).getOrDefault(annotation, "");
        return own.isEmpty() ? namespaces.getOrDefault(namespace, Map.of()).getOrDefault(annotation, "") : own;
    }

    private static Map<String, String> annotations(JsonNode object) {
        return Pods.texts(object.path("metadata").path("annotations"));
    }
}
