package io.github.plimsoll.target.image;

import io.github.plimsoll.target.image.Sighting.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The layers of one image laid over each other, as a container sees them. */
final class Layers {

    /** @param layer its number, the lowest being 1 */
    record Seen(Sighting sighting, int layer) {}

    private final List<LayerFacts> layers;

    Layers(List<LayerFacts> layers) {
        this.layers = List.copyOf(layers);
    }

    /** What was seen of one kind and has not been replaced or taken away. */
    List<Seen> effective(Kind kind) {
        List<Seen> effective = new ArrayList<>();
        for (int layer = 1; layer <= layers.size(); layer++) {
            for (Sighting sighting : of(layer, kind)) {
                if (removedBy(sighting.path(), layer) == 0) {
                    effective.add(new Seen(sighting, layer));
                }
            }
        }
        return effective;
    }

    /** The number of the lowest layer above that one that leaves nothing of the path; 0 if none does. */
    int removedBy(String path, int layer) {
        return removedBy(path, layer, layers.size());
    }

    private int removedBy(String path, int layer, int last) {
        for (int above = layer + 1; above <= last; above++) {
            if (layers.get(above - 1).covers(path)) {
                return above;
            }
        }
        return 0;
    }

    /** The kinds of which not everything that was seen was kept. */
    Set<Kind> cut() {
        Set<Kind> cut = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            if (layers.stream().anyMatch(layer -> layer.isCut(kind))) {
                cut.add(kind);
            }
        }
        return cut;
    }

    /** The newest of the files in which the layers say who there is; empty if there is none, or none any more. */
    Optional<Accounts> accounts(String path, Function<LayerFacts, Optional<Accounts>> file) {
        for (int layer = layers.size(); layer >= 1; layer--) {
            Optional<Accounts> accounts = file.apply(layers.get(layer - 1));
            if (accounts.isPresent()) {
                return accounts;
            }
            if (layers.get(layer - 1).covers(path)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** What a layer brings of a kind, by links to files of the layers below too. */
    private List<Sighting> of(int layer, Kind kind) {
        LayerFacts facts = layers.get(layer - 1);
        List<Sighting> sightings = new ArrayList<>();
        for (Sighting sighting : facts.replaceable()) {
            if (sighting.kind() == kind) {
                sightings.add(sighting);
            }
        }
        if (kind != Kind.PROGRAM) {
            facts.linksBelow()
                    .forEach((path, target) ->
                            below(layer, target, kind).ifPresent(sighting -> sightings.add(sighting.at(path))));
        }
        return sightings;
    }

    private Optional<Sighting> below(int layer, String path, Kind kind) {
        for (int lower = layer - 1; lower >= 1; lower--) {
            for (Sighting sighting : layers.get(lower - 1).replaceable()) {
                if (sighting.kind() == kind && sighting.path().equals(path) && removedBy(path, lower, layer - 1) == 0) {
                    return Optional.of(sighting);
                }
            }
        }
        return Optional.empty();
    }
}
