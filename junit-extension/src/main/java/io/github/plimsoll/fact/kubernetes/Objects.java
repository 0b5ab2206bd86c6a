package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The objects of a list, each as a document of its own under the name of a subject. */
public final class Objects {

    private Objects() {}

    /**
     * The objects of a kind, in the order of the API.
     *
     * @param list the key of the list, for example {@link KubernetesDocuments#PODS}
     * @param kind the kind for names of subjects, for example {@code pod}
     */
    public static List<Reading> of(Reading snapshot, String list, String kind) {
        List<Reading> objects = new ArrayList<>();
        for (Reading item : snapshot.unrecorded().document(list).elements("items")) {
            String name = item.value("metadata.name").requiredText();
            String namespace = item.value("metadata.namespace").asText("");
            objects.add(item.asDocument(KubernetesDocuments.object(list, namespace, name))
                    .named(subject(kind, namespace, name)));
        }
        return objects;
    }

    /** The name of a subject, for example {@code deployment/shop/web}. */
    static String subject(String kind, String namespace, String name) {
        return kind.toLowerCase(Locale.ROOT) + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
