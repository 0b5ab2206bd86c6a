package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.HashMap;
import java.util.Map;

/** Classes of runtimes by name, and the handler by which a node knows what each of them means. */
public final class RuntimeClasses {

    private final Map<String, String> handlers = new HashMap<>();

    private RuntimeClasses(Reading snapshot) {
        for (JsonNode known :
                snapshot.document(KubernetesDocuments.RUNTIME_CLASSES).raw().path("items")) {
            handlers.put(
                    known.path("metadata").path("name").asText(""),
                    known.path("handler").asText(""));
        }
    }

    /** @throws Unreadable if they could not be listed */
    public static RuntimeClasses of(Reading snapshot) {
        return snapshot.derived(RuntimeClasses.class, RuntimeClasses::new);
    }

    /** Whether a pod may name it: an API server takes no pod of a class that there is not, and no node starts one. */
    public boolean has(String name) {
        return handlers.containsKey(name);
    }

    /**
     * The handler of a class, noted with whoever asks.
     *
     * @throws Unreadable if there is no such class, or none in the files that are read in place of a cluster
     */
    String handler(String name, Reading recorded) {
        String handler = handlers.get(name);
        if (handler == null) {
            throw new Unreadable(
                    Manifests.are(recorded)
                            ? "the RuntimeClass " + name + " stands in none of these files"
                            : "there is no RuntimeClass " + name + ", so that nothing says what would run it");
        }
        recorded.recordDerived("handler of the RuntimeClass " + name, handler);
        return handler;
    }
}
