package io.github.plimsoll.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.plimsoll.fact.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The documents of a fixture by their keys: objects, lists, and those that could not be collected; immutable. */
final class FixtureDocuments {

    private final Map<String, Json> objects;
    private final Map<String, List<Json>> lists;
    private final Map<String, String> unreadable;

    FixtureDocuments(Map<String, Json> objects, Map<String, List<Json>> lists) {
        this(objects, lists, Map.of());
    }

    private FixtureDocuments(Map<String, Json> objects, Map<String, List<Json>> lists, Map<String, String> unreadable) {
        this.objects = objects;
        this.lists = lists;
        this.unreadable = unreadable;
    }

    Optional<Json> object(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** The keys of all objects. */
    List<String> objects() {
        return List.copyOf(objects.keySet());
    }

    FixtureDocuments withObject(String key, Json object) {
        return withObjects(Map.of(key, object));
    }

    FixtureDocuments withObjects(Map<String, Json> more) {
        Map<String, Json> changed = new LinkedHashMap<>(objects);
        changed.putAll(more);
        return new FixtureDocuments(changed, lists, unreadable);
    }

    /** Changes an object that is there. */
    FixtureDocuments changed(String key, UnaryOperator<Json> change) {
        Json old = object(key).orElseThrow(() -> new IllegalArgumentException("no document " + key));
        return withObject(key, change.apply(old));
    }

    /** The entries of a list; none if it is not there. */
    List<Json> list(String key) {
        return lists.getOrDefault(key, List.of());
    }

    /** Changes the entries of a list, which is made if it is not there. */
    FixtureDocuments relisted(String key, Consumer<List<Json>> change) {
        List<Json> entries = new ArrayList<>(list(key));
        change.accept(entries);
        Map<String, List<Json>> changed = new LinkedHashMap<>(lists);
        changed.put(key, List.copyOf(entries));
        return new FixtureDocuments(objects, changed, unreadable);
    }

    /** Makes a document one that could not be collected. */
    FixtureDocuments unreadable(String key, String reason) {
        Map<String, String> changed = new LinkedHashMap<>(unreadable);
        changed.put(key, reason);
        return new FixtureDocuments(objects, lists, changed);
    }

    /** @param listing makes the document of a list from its entries */
    Map<String, Document> documents(Function<ArrayNode, JsonNode> listing) {
        Map<String, Document> documents = new TreeMap<>();
        objects.forEach((key, json) -> documents.put(key, Document.of(json.node())));
        lists.forEach((key, entries) -> {
            ArrayNode array = Json.array();
            entries.forEach(entry -> array.add(entry.node()));
            documents.put(key, Document.of(listing.apply(array)));
        });
        unreadable.forEach((key, reason) -> documents.put(key, Document.unreadable(reason)));
        return documents;
    }
}
