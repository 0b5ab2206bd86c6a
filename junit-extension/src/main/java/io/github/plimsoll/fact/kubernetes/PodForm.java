package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a pod is apart from what makes it one of many: the node it is on, the token it was given, and whatever else the cluster
 * fills in. Pods of one form have the same verdicts.
 */
final class PodForm {

    static final List<String> CONTAINERS = List.of("initContainers", "containers", "ephemeralContainers");

    /** What the cluster puts into a pod that its template does not say, and that gives it no power. */
    private static final Set<String> FILLED_IN = Set.of(
            "nodeName",
            "hostname",
            "subdomain",
            "priority",
            "priorityClassName",
            "preemptionPolicy",
            "tolerations",
            "imagePullSecrets",
            "serviceAccount",
            "affinity",
            "nodeSelector",
            "schedulerName",
            "enableServiceLinks",
            "overhead");

    private static final Set<String> FILLED_INTO_CONTAINERS =
            Set.of("resources", "imagePullPolicy", "terminationMessagePath", "terminationMessagePolicy");

    /** How the volume is called in which the cluster puts the token of a pod. */
    static final String TOKEN_VOLUME = "kube-api-access-";

    private PodForm() {}

    /** The form of a pod's or template's {@code spec}. */
    static JsonNode of(JsonNode spec) {
        if (!(spec instanceof ObjectNode)) {
            return spec;
        }
        ObjectNode form = spec.deepCopy();
        form.remove(FILLED_IN);
        if (form.path("serviceAccountName").asText("").isEmpty()) {
            form.put("serviceAccountName", "default");
        }
        boolean onHostNetwork = form.path("hostNetwork").asBoolean(false);
        drop(form, "volumes", volume -> volume.path("name").asText().startsWith(TOKEN_VOLUME));
        for (String kind : CONTAINERS) {
            for (JsonNode container : form.path(kind)) {
                if (container instanceof ObjectNode object) {
                    object.remove(FILLED_INTO_CONTAINERS);
                    if (onHostNetwork) {
                        fillInHostPorts(object);
                    }
                    drop(
                            object,
                            "volumeMounts",
                            mount -> mount.path("name").asText().startsWith(TOKEN_VOLUME));
                }
            }
        }
        dropEmpty(form);
        return form;
    }

    /**
     * The containers of a form that the other form does not have alike, as paths within {@code spec}; all of them if the pods
     * around them differ.
     */
    static List<String> differing(JsonNode form, JsonNode other) {
        boolean sameAround = around(form).equals(around(other));
        List<String> paths = new ArrayList<>();
        for (String kind : CONTAINERS) {
            JsonNode containers = form.path(kind);
            for (int i = 0; i < containers.size(); i++) {
                if (!sameAround || !contains(other.path(kind), containers.get(i))) {
                    paths.add(kind + "[" + i + "]");
                }
            }
        }
        return paths;
    }

    private static JsonNode around(JsonNode form) {
        if (!(form instanceof ObjectNode)) {
            return form;
        }
        ObjectNode around = form.deepCopy();
        around.remove(CONTAINERS);
        return around;
    }

    private static boolean contains(JsonNode containers, JsonNode wanted) {
        for (JsonNode container : containers) {
            if (container.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static void drop(ObjectNode object, String field, Predicate<JsonNode> which) {
        if (object.path(field) instanceof ArrayNode array) {
            array.removeIf(which);
        }
    }

    /** A pod on its node's network is given each of its ports there; its template need not say so. */
    private static void fillInHostPorts(ObjectNode container) {
        for (JsonNode port : container.path("ports")) {
            if (port instanceof ObjectNode object && object.path("hostPort").asInt(0) == 0) {
                object.set("hostPort", object.path("containerPort"));
            }
        }
    }

    /** An empty object or list says as much as none. */
    private static void dropEmpty(JsonNode node) {
        node.forEach(PodForm::dropEmpty);
        if (node instanceof ObjectNode object) {
            object.removeIf(value -> value.isNull() || (value.isContainerNode() && value.isEmpty()));
        }
    }
}
