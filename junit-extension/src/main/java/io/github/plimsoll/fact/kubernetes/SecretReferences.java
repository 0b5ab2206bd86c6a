package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** The Secrets that a pod gets to see: mounted, or in variables. */
final class SecretReferences {

    private SecretReferences() {}

    /** Their names, in the namespace of the pod. */
    static Set<String> of(JsonNode podSpec) {
        Set<String> names = new TreeSet<>();
        for (JsonNode volume : podSpec.path("volumes")) {
            add(volume.path("secret").path("secretName"), names);
            for (JsonNode source : volume.path("projected").path("sources")) {
                add(source.path("secret").path("name"), names);
            }
        }
        for (String kind : PodForm.CONTAINERS) {
            for (JsonNode container : podSpec.path(kind)) {
                for (JsonNode variable : container.path("env")) {
                    add(variable.path("valueFrom").path("secretKeyRef").path("name"), names);
                }
                for (JsonNode source : container.path("envFrom")) {
                    add(source.path("secretRef").path("name"), names);
                }
            }
        }
        return names;
    }

    private static void add(JsonNode name, Set<String> names) {
        if (name.isTextual()) {
            names.add(name.textValue());
        }
    }
}
