package io.github.plimsoll.fact.host;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The files of one host, as {@link HostDocuments#FILES} has them. */
public final class HostFiles {

    private final Reading document;
    private final String key;

    private HostFiles(Reading document, String key) {
        this.document = document;
        this.key = key;
    }

    /**
     * The files that a document has.
     *
     * @param snapshot subjects are named after it; it has no name where there is one host only
     * @param key of the document
     */
    public static HostFiles of(Reading snapshot, String key) {
        return new HostFiles(snapshot.document(key), key);
    }

    /**
     * The subjects at those paths, each real file once; a path where nothing is has none, one that may not be looked at has one
     * that cannot be opened.
     */
    public <S extends Subject> List<Found<S>> at(Collection<String> paths, Function<Reading, S> subject) {
        Map<String, Found<S>> found = new LinkedHashMap<>();
        for (String path : paths) {
            Reading place = place(path);
            if (isUnreadable(place)) {
                found.put(path, new Found<>(name(path, "file"), reading -> {
                    throw new Unreadable(reason(path));
                }));
            } else if (place.value("exists").requiredBoolean()) {
                Reading named = place.named(name(path, place.value("type").requiredText()));
                found.putIfAbsent(
                        place.value("real").asText(path),
                        new Found<>(named.subject(), snapshot -> subject.apply(snapshot.at(named))));
            }
        }
        return List.copyOf(found.values());
    }

    /** The first of those paths at which there is something, as a search path is walked; none if there is nothing at any. */
    public List<String> first(Collection<String> paths) {
        for (String path : paths) {
            if (isUnreadable(place(path)) || place(path).value("exists").requiredBoolean()) {
                return List.of(path);
            }
        }
        return List.of();
    }

    /**
     * The files below a directory that was listed, themselves no directories.
     *
     * @throws Unreadable if it is not known which there are
     */
    public List<String> below(String directory) {
        List<String> below = new ArrayList<>();
        Reading place = place(directory);
        if (isUnreadable(place)) {
            throw new Unreadable(reason(directory));
        }
        if (!place.value("exists").requiredBoolean()) {
            return List.of();
        }
        for (String path : document.derived(Index.class, Index::new).below(key, directory)) {
            String unlistable = place(path).value("unlistable").asText("");
            if (!unlistable.isEmpty()) {
                throw new Unreadable(unlistable);
            }
            if (!place(path).value("type").asText("").equals("directory")) {
                below.add(path);
            }
        }
        return below;
    }

    private Reading place(String path) {
        return document.part("\"" + path + "\"");
    }

    /** A path that nobody looked at is not one where nothing is. */
    private boolean isUnreadable(Reading place) {
        return !place.value("exists").isPresent();
    }

    private String reason(String path) {
        return place(path).value("unreadable").asText(path + " was not looked at");
    }

    private String name(String path, String type) {
        String part = (type.equals("directory") || type.equals("socket") ? type : "file") + " " + path;
        return document.subject().isEmpty() ? part : document.subject() + " › " + part;
    }

    /** The paths of each document by the directories they are in, worked out once for all that ask. */
    private static final class Index {

        private final Reading snapshot;
        private final Map<String, Map<String, List<String>>> documents = new ConcurrentHashMap<>();

        Index(Reading snapshot) {
            this.snapshot = snapshot;
        }

        /** A path and all that is in it. */
        List<String> below(String key, String path) {
            return documents.computeIfAbsent(key, this::index).getOrDefault(path, List.of());
        }

        private Map<String, List<String>> index(String key) {
            Map<String, List<String>> below = new HashMap<>();
            for (String path : snapshot.document(key).value("").keys()) {
                for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
                    below.computeIfAbsent(path.substring(0, end), directory -> new ArrayList<>())
                            .add(path);
                }
            }
            return below;
        }
    }
}
