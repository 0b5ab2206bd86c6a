package io.github.plimsoll.toy;

import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;
import java.util.Map;

public final class ToyPlatform implements Platform {

    @Override
    public String id() {
        return "toy";
    }

    @Override
    public Map<Class<? extends Subject>, Locator> subjects() {
        return Map.of(
                Ship.class,
                ToyPlatform::ships,
                Harbour.class,
                snapshot -> List.of(new Found<>(
                        "harbour",
                        reading -> new Harbour(reading.document("/harbour").named("harbour")))));
    }

    private static List<Found<Ship>> ships(Reading snapshot) {
        return snapshot.document("/ships").value("").asTexts().stream()
                .map(name -> new Found<>(
                        "ship/" + name,
                        reading -> new Ship(reading.document("/ships/" + name).named("ship/" + name))))
                .toList();
    }
}
