package io.github.plimsoll.fact.kubernetes.pss;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A pod, or the template of one, and the version of the standards that it is judged by.
 *
 * @param json with {@code metadata} and {@code spec}
 * @param minor the version, for example 34 for 1.34
 */
record Pod(JsonNode json, int minor) {

    private static final List<String> CONTAINERS = List.of("initContainers", "containers", "ephemeralContainers");

    JsonNode spec() {
        return json.path("spec");
    }

    /** Its own security context, which its containers may set otherwise. */
    JsonNode context() {
        return spec().path("securityContext");
    }

    List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        for (String kind : CONTAINERS) {
            spec().path(kind).forEach(containers::add);
        }
        return containers;
    }

    boolean anyContainer(Predicate<JsonNode> test) {
        return containers().stream().anyMatch(test);
    }

    /** Whether the pod's own context or that of any container has what the test finds. */
    boolean anyContext(Predicate<JsonNode> test) {
        return test.test(context()) || anyContainer(container -> test.test(container.path("securityContext")));
    }

    boolean isForWindows() {
        return minor >= 25 && spec().path("os").path("name").asText().equals("windows");
    }

    /** Whether ids in it are nobody's on the node, which some checks take into account. */
    boolean hasUserNamespace() {
        return minor >= 35 && isFalse(spec().path("hostUsers"));
    }

    static boolean isTrue(JsonNode field) {
        return field.isBoolean() && field.booleanValue();
    }

    static boolean isFalse(JsonNode field) {
        return field.isBoolean() && !field.booleanValue();
    }

    static boolean isSet(JsonNode field) {
        return !field.isMissingNode() && !field.isNull();
    }

    /** Whether a text is there and is none of those. */
    static boolean isOtherThan(JsonNode field, List<String> allowed) {
        return isSet(field) && !allowed.contains(field.asText());
    }
}
