package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.entrance.Opening;
import io.github.plimsoll.fact.kubernetes.entrance.Openings;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Services are reached from outside by name: an Ingress, a route of a gateway, or what Traefik, Contour, Istio and OpenShift have in
 * their place.
 */
public final class Entrance extends KubernetesObject {

    private final Opening opening;

    private Entrance(Reading object, Opening opening) {
        super(object);
        this.opening = opening;
    }

    /** Each of them, and one that cannot be opened for each kind that could not be read. */
    static List<Found<Entrance>> locate(Reading snapshot) {
        Openings openings = Openings.of(snapshot);
        List<Found<Entrance>> found = new ArrayList<>();
        for (Opening opening : openings.all()) {
            Reading object = opening.object();
            found.add(new Found<>(object.subject(), place -> new Entrance(place.at(object), opening)));
        }
        openings.missing().forEach(kind -> found.add(Found.unreadable(kind.name(), kind.reason())));
        return found;
    }

    /** Whether the object itself says if it is reached by TLS, and not the gateway that it hangs on. */
    public boolean decidesOnTls() {
        reading().recordDerived("names", names());
        return opening.encryption().isOwn();
    }

    /**
     * The names under which it answers without TLS; {@code *} is every name.
     *
     * @throws Unreadable if that stands elsewhere
     */
    public List<String> namesWithoutTls() {
        if (!opening.encryption().doubt().isEmpty()) {
            throw new Unreadable(opening.encryption().doubt());
        }
        List<String> without = opening.encryption().without();
        reading().recordDerived("names without TLS", without.isEmpty() ? "none" : String.join(", ", without));
        return without;
    }

    /** Its names that an object of another namespace claims too, with that one; a wildcard claims what it stands for. */
    public List<String> namesClaimedElsewhere() {
        List<String> claimed = Openings.of(reading()).claimedElsewhere(opening);
        reading().recordDerived("names", names());
        reading().recordDerived("doors", String.join(", ", opening.doors()));
        reading().recordDerived("claimed elsewhere", claimed.isEmpty() ? "none" : String.join(", ", claimed));
        return claimed;
    }

    private String names() {
        return opening.names().isEmpty() ? "none" : String.join(", ", opening.names());
    }
}
