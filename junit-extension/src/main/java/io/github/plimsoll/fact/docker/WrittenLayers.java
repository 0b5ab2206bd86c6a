package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where {@code GET /system/df} has which container, told once for all of them. */
final class WrittenLayers {

    private final Map<String, Integer> places = new HashMap<>();

    private WrittenLayers(Reading usage) {
        List<Reading> containers = usage.elements("Containers");
        for (int i = 0; i < containers.size(); i++) {
            places.put(containers.get(i).value("Id").asText(""), i);
        }
    }

    /**
     * The bytes that a container has written beside its mounts; an engine that counted none leaves the number out.
     *
     * @throws Unreadable if the engine does not count them
     */
    static long of(Reading container) {
        String id = container.value("Id").requiredText();
        Reading usage = container.document(DockerDocuments.DISK_USAGE);
        WrittenLayers layers = usage.derived(
                WrittenLayers.class, snapshot -> new WrittenLayers(snapshot.document(DockerDocuments.DISK_USAGE)));
        Integer place = layers.places.get(id);
        // Asked for at a place where nothing is, it is not reported, as it should be.
        Reading counted = usage.part("Containers[" + (place == null ? layers.places.size() : place) + "]");
        counted.value("Id").requiredText();
        long written = counted.value("SizeRw").asLong(0);
        if (written < 0) {
            throw new Unreadable("the engine could not count what " + container.subject() + " has written");
        }
        return written;
    }
}
