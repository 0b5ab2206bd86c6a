package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.target.TargetUnavailable;
import java.util.IdentityHashMap;

/** What is known of parts of a project beside what they say: where they are written, and which variables they lack. */
final class Places {

    private final IdentityHashMap<JsonNode, Place> places = new IdentityHashMap<>();

    /**
     * @param at file and line
     * @param tag before it, for example {@code !reset}; empty if there is none
     * @param unset the variable that it names and nothing sets; empty if there is none
     */
    record Place(String at, String tag, String unset) {}

    void put(JsonNode part, Place place) {
        places.put(part, place);
    }

    Place place(JsonNode part) {
        return places.getOrDefault(part, new Place("", "", ""));
    }

    String of(JsonNode part) {
        return place(part).at();
    }

    /** One part in the place of another. */
    <N extends JsonNode> N like(N part, JsonNode other) {
        places.put(part, place(other));
        return part;
    }

    /** What stops the run: it is not clear what would be started. */
    TargetUnavailable wrong(JsonNode at, String why) {
        String place = of(at);
        return new TargetUnavailable(place.isEmpty() ? why : place + ": " + why);
    }
}
