package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands in each namespace. */
final class Contents {

    private final Map<String, List<String>> subjects = new HashMap<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    private Contents() {}

    static Contents of(Reading snapshot) {
        return snapshot.derived(Contents.class, Contents::read);
    }

    private static Contents read(Reading snapshot) {
        Contents contents = new Contents();
        for (WorkloadKind kind : WorkloadKind.values()) {
            contents.add(snapshot, kind.list(), kind.kind());
        }
        Namespace.listsOfContents().forEach((list, kind) -> contents.add(snapshot, list, kind));
        return contents;
    }

    private void add(Reading snapshot, String list, String kind) {
        try {
            for (Reading object : Objects.of(snapshot, list, kind)) {
                String namespace = object.value("metadata.namespace").requiredText();
                // What is owned goes with its owner.
                boolean owned = !object.elements("metadata.ownerReferences").isEmpty();
                if (!owned && !Namespace.isPutThere(object.subject(), namespace)) {
                    subjects.computeIfAbsent(namespace, key -> new ArrayList<>())
                            .add(object.subject());
                }
            }
        } catch (Unreadable e) {
            unreadable.add(e);
        }
    }

    List<String> in(String namespace, Reading recorded) {
        List<String> found = subjects.getOrDefault(namespace, List.of());
        if (found.isEmpty() && !unreadable.isEmpty()) {
            throw unreadable.get(0);
        }
        recorded.recordDerived("contents", found.size() + " objects");
        return found;
    }
}
