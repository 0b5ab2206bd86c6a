package io.github.plimsoll.fact.kubernetes;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What runs or would run in the cluster, each form once: the template of an owner with the pods that are as it says, and pods
 * that are otherwise, because they have no template, come from an earlier one or were changed on their way in.
 */
final class Workloads {

    /**
     * One form of pods.
     *
     * @param object the owner, or one of the pods
     * @param pod where in the object the pod's metadata and spec stand
     * @param pods those of this form
     * @param phase of a pod that stands for itself; else empty
     * @param containers those to be judged, as paths within the pod
     */
    record Form(Reading object, Reading pod, List<Reading> pods, String phase, List<String> containers) {

        String name() {
            return object.subject();
        }

        /** Whether it is one of those with these names; a pod that stands for itself only if a node runs it from a file. */
        boolean isOneOf(Collection<String> names, Reading recorded) {
            return Patterns.anyMatches(names, name())
                    && (phase.isEmpty()
                            || recorded.value("metadata.annotations.\"kubernetes.io/config.mirror\"")
                                    .isPresent());
        }

        /** What is known of its pods; nothing where only files are. */
        String state() {
            if (!object.place().isEmpty()) {
                return "";
            }
            return phase.isEmpty() ? pods.size() + (pods.size() == 1 ? " pod" : " pods") : phase;
        }
    }

    /**
     * A kind of objects that could not be listed, so that some workloads are not known.
     *
     * @param name what a finding calls them, for example {@code deployments}
     */
    record Missing(String name, Unreadable reason) {}

    private final List<Form> forms = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final Map<String, Reading> owners = new LinkedHashMap<>();
    private final Map<String, WorkloadKind> kinds = new LinkedHashMap<>();
    private final Map<String, List<Reading>> pods = new LinkedHashMap<>();

    private Workloads() {}

    static Workloads of(Reading snapshot) {
        return snapshot.derived(Workloads.class, Workloads::read);
    }

    List<Form> forms() {
        return forms;
    }

    /**
     * All forms, for whoever concludes something from there being no other.
     *
     * @throws Unreadable if a kind could not be listed
     */
    List<Form> complete() {
        if (!missing.isEmpty()) {
            throw missing.get(0).reason();
        }
        return forms;
    }

    /** A subject for each form, and one that cannot be opened for each kind that could not be listed. */
    <S extends Subject> List<Found<S>> found(Function<Form, List<Found<S>>> subjects) {
        List<Found<S>> found = new ArrayList<>();
        forms.forEach(form -> found.addAll(subjects.apply(form)));
        missing.forEach(kind -> found.add(Found.unreadable(kind.name(), kind.reason())));
        return found;
    }

    private static Workloads read(Reading snapshot) {
        Workloads workloads = new Workloads();
        for (WorkloadKind kind : WorkloadKind.values()) {
            workloads.read(snapshot, kind);
        }
        workloads.owners.forEach((name, owner) -> workloads.addOwner(name, owner));
        workloads.pods.forEach((name, orphans) -> workloads.addPods(name, MissingNode.getInstance(), orphans));
        return workloads;
    }

    private void read(Reading snapshot, WorkloadKind kind) {
        List<Reading> objects;
        try {
            objects = Objects.of(snapshot, kind.list(), kind.kind());
        } catch (Unreadable e) {
            missing.add(new Missing(kind.list().substring(kind.list().lastIndexOf('/') + 1), e));
            return;
        }
        for (Reading object : objects) {
            if (kind == WorkloadKind.POD) {
                pods.computeIfAbsent(topOf(object), top -> new ArrayList<>()).add(object);
            } else {
                owners.put(object.subject(), object);
                kinds.put(object.subject(), kind);
            }
        }
    }

    /** Who stands for a pod: whoever made it, or made its maker; the pod itself if nobody did or it is a node's own. */
    private String topOf(Reading pod) {
        String owner = WorkloadKind.controllerOf(pod.raw()).orElse("");
        if (owner.isEmpty() || owner.startsWith("node/")) {
            return pod.subject();
        }
        Reading known = owners.get(owner);
        return known == null ? owner : makerOf(known).orElse(owner);
    }

    /**
     * The Deployment or CronJob that stands for an object. Anybody may write an owner into an object, so others stand for
     * themselves whoever is said to own them.
     */
    private Optional<String> makerOf(Reading owner) {
        return WorkloadKind.controllerOf(owner.raw())
                .filter(owners::containsKey)
                .filter(maker -> WorkloadKind.makes(kindOf(maker), kindOf(owner.subject())));
    }

    private WorkloadKind kindOf(String name) {
        return requireNonNull(kinds.get(name));
    }

    private void addOwner(String name, Reading owner) {
        if (makerOf(owner).isPresent()) {
            return;
        }
        Reading template = kindOf(name).pod(owner);
        JsonNode form = PodForm.of(template.raw().path("spec"));
        List<Reading> others = new ArrayList<>();
        List<Reading> alike = new ArrayList<>();
        for (Reading pod : requireNonNullElse(pods.remove(name), List.<Reading>of())) {
            if (PodForm.of(pod.raw().path("spec")).equals(form)) {
                alike.add(pod);
            } else {
                others.add(pod);
            }
        }
        forms.add(new Form(owner, template, alike, "", PodForm.differing(form, MissingNode.getInstance())));
        addPods(name + " › pods", form, others);
    }

    /** Adds pods of no template, or unlike theirs: each form once. */
    private void addPods(String name, JsonNode template, List<Reading> pods) {
        Map<JsonNode, List<Reading>> byForm = new LinkedHashMap<>();
        for (Reading pod : pods) {
            byForm.computeIfAbsent(PodForm.of(pod.raw().path("spec")), form -> new ArrayList<>())
                    .add(pod);
        }
        byForm.forEach((form, alike) -> {
            Reading first = alike.get(0);
            boolean itself = first.subject().equals(name);
            String shown = byForm.size() == 1
                    ? name
                    : name + " like " + first.value("metadata.name").requiredText();
            Reading place = first.named(shown);
            forms.add(new Form(
                    place,
                    place,
                    alike,
                    itself ? first.raw().path("status").path("phase").asText("").toLowerCase(Locale.ROOT) : "",
                    PodForm.differing(form, template)));
        });
    }
}
