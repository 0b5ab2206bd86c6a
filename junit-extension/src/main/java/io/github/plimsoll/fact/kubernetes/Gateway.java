package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A gateway, of the Gateway API or of Istio: where traffic from outside comes in. */
public final class Gateway extends KubernetesObject {

    private static final Set<String> ENCRYPTED = Set.of("HTTPS", "TLS");

    /**
     * A kind of gateways.
     *
     * @param subject what its objects are called
     * @param doors where their ports stand
     */
    private record Kind(String definition, String subject, String doors) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("gateways.gateway.networking.k8s.io", "gateway", "spec.listeners"),
            new Kind("listenersets.gateway.networking.k8s.io", "listenerset", "spec.listeners"),
            new Kind("xlistenersets.gateway.networking.x-k8s.io", "xlistenerset", "spec.listeners"),
            new Kind("gateways.networking.istio.io", "gateway.networking.istio.io", "spec.servers"));

    private final String doors;

    private Gateway(Reading gateway, String doors) {
        super(gateway);
        this.doors = doors;
    }

    /** Each of them, and one that cannot be opened for each kind that could not be listed. */
    static List<Found<Gateway>> locate(Reading snapshot) {
        List<Found<Gateway>> found = new ArrayList<>();
        for (Kind kind : KINDS) {
            try {
                for (Reading gateway : CustomResources.of(snapshot, kind.definition(), kind.subject())) {
                    found.add(new Found<>(gateway.subject(), place -> new Gateway(place.at(gateway), kind.doors())));
                }
            } catch (Unreadable e) {
                found.add(Found.unreadable(kind.definition(), e));
            }
        }
        return found;
    }

    /** The listeners that take HTTP, or plain TCP, without TLS. */
    public List<String> listenersWithoutTls() {
        return reading().elements(doors).stream()
                .filter(door -> !isEncrypted(door))
                .map(Gateway::words)
                .toList();
    }

    private static boolean isEncrypted(Reading door) {
        // Whoever comes without is told to come again with, where it says so.
        return ENCRYPTED.contains(door.value(field(door, "protocol")).requiredText())
                || door.value("tls.httpsRedirect").asBoolean(false);
    }

    private static String words(Reading door) {
        String number = door.raw().path("port").isObject() ? "port.number" : "port";
        return door.value(field(door, "name")).asText("") + " on port "
                + door.value(number).asLong(0);
    }

    /** Istio has it in the port. */
    private static String field(Reading door, String name) {
        return door.raw().path("port").isObject() ? "port." + name : name;
    }
}
