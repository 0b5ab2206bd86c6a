package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Redaction;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** An object other than a workload with annotations that say more than how it is set up. */
public final class AnnotatedObject extends Subject {

    private AnnotatedObject(Reading object) {
        super(object);
    }

    static List<Found<AnnotatedObject>> locate(Reading snapshot) {
        List<Found<AnnotatedObject>> found = new ArrayList<>();
        KindNames.BESIDE_WORKLOADS.forEach(
                (list, kind) -> add(kind, () -> Objects.of(snapshot, list, kind), snapshot, found));
        for (Reading definition : definitions(snapshot)) {
            CustomResources.list(definition.raw())
                    .ifPresent(list ->
                            add(kind(definition), () -> Objects.of(snapshot, list, kind(definition)), snapshot, found));
        }
        return found;
    }

    /** What the project's own are called is short; others may have called theirs the same. */
    private static String kind(Reading definition) {
        String group = definition.value("spec.group").asText("");
        String kind = definition
                .value("spec.names.kind")
                .asText(definition.value("spec.names.plural").asText(""))
                .toLowerCase(Locale.ROOT);
        return group.endsWith(".k8s.io") ? kind : kind + "." + group;
    }

    /** None where they could not be listed, which is told where their own annotations are looked at. */
    private static List<Reading> definitions(Reading snapshot) {
        return snapshot.document(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS)
                        .isReadable()
                ? Objects.of(snapshot, KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "customresourcedefinition")
                : List.of();
    }

    private static void add(
            String kind, Supplier<List<Reading>> objects, Reading snapshot, List<Found<AnnotatedObject>> found) {
        try {
            objects.get().stream()
                    .filter(AnnotatedObject::isTold)
                    .forEach(place ->
                            found.add(new Found<>(place.subject(), reading -> new AnnotatedObject(reading.at(place)))));
        } catch (Unreadable e) {
            // Files hold no objects of kinds that only a cluster has.
            if (!Manifests.are(snapshot)) {
                found.add(Found.unreadable(kind + " objects", e));
            }
        }
    }

    /** Where nothing was taken out there was nothing that could be a secret. */
    private static boolean isTold(Reading place) {
        return place.value("metadata.annotations").asTextMap().values().stream()
                .anyMatch(text -> !Redaction.in(text).isEmpty());
    }

    /** Those that hold a secret, by what they are called or by what was found when they were taken out. */
    public List<String> secretsInAnnotations() {
        return new OpenSecrets()
                .annotations(read("metadata.annotations").asTextMap())
                .found();
    }
}
