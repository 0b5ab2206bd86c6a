package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Objects by which other controllers let traffic in, which are listed and not understood. All that is looked for is whether one of them
 * names a Service; whoever it names is not said to be closed.
 */
final class UnreadKinds {

    /** By each word that stands in them. */
    private final Map<String, List<Reading>> byWord = new HashMap<>();

    private final Map<Reading, Set<String>> words = new HashMap<>();

    private final List<Unreadable> failures = new ArrayList<>();

    private UnreadKinds(Reading snapshot) {
        for (String definition : EntranceKinds.UNREAD) {
            try {
                String kind = definition.substring(0, definition.indexOf('.'));
                CustomResources.of(snapshot, definition, kind).forEach(this::add);
            } catch (Unreadable e) {
                failures.add(e);
            }
        }
    }

    static UnreadKinds of(Reading snapshot) {
        return snapshot.derived(UnreadKinds.class, UnreadKinds::new);
    }

    /** @throws Unreadable if one of them may lead to a Service */
    void refuse(String namespace, String service) {
        for (Reading object : byWord.getOrDefault(service, List.of())) {
            if (Opening.namespaceOf(object).equals(namespace)
                    || words.getOrDefault(object, Set.of()).contains(namespace)) {
                throw new Unreadable(object.subject() + " names it, and whom objects of this kind let in is not read");
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private void add(Reading object) {
        Set<String> own = new HashSet<>();
        collect(object.raw().path("spec"), own);
        words.put(object, own);
        own.forEach(
                word -> byWord.computeIfAbsent(word, key -> new ArrayList<>()).add(object));
    }

    private static void collect(JsonNode node, Set<String> words) {
        if (node.isTextual()) {
            // Names of objects, of hosts and whole addresses: web, web.shop.svc:80, http://web.shop.
            words.addAll(List.of(node.textValue().split("[^A-Za-z0-9-]+", -1)));
        }
        node.forEach(child -> collect(child, words));
    }
}
