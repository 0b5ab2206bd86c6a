package io.github.plimsoll.target.image;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The layers that were read already, by their names in archives. Both kinds of name are made from digests, and so mean the same
 * in every archive of one engine.
 */
final class LayerCache {

    /**
     * What the reading of a layer came to.
     *
     * @param reason why it was not read, going on from "layer 2"; empty if it was
     * @param digest of the layer as it stands in the archive, packed or not
     */
    record Outcome(@Nullable LayerFacts facts, String reason, String digest) {

        static Outcome of(LayerFacts facts) {
            return new Outcome(facts, "", "");
        }

        static Outcome unread(String reason) {
            return new Outcome(null, reason, "");
        }

        Outcome digestingTo(String found) {
            return new Outcome(facts, reason, found);
        }
    }

    private final Map<String, Outcome> outcomes = new HashMap<>();

    @Nullable
    Outcome get(String name) {
        return outcomes.get(name);
    }

    Outcome put(String name, Outcome outcome) {
        outcomes.put(name, outcome);
        return outcome;
    }
}
