package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The ports that one entry of a rule speaks of: by number, or by the name that the receiving pod gives one.
 *
 * @param name empty if it is by number
 */
record PortRange(String protocol, int first, int last, String name) {

    private static final int HIGHEST = 65_535;

    /** @throws Unreadable if it makes no sense */
    static PortRange of(JsonNode entry, String place) {
        String protocol = entry.path("protocol").asText("TCP");
        JsonNode port = entry.path("port");
        if (port.isMissingNode() || port.isNull()) {
            return new PortRange(protocol, 0, HIGHEST, "");
        }
        if (port.isTextual()) {
            return new PortRange(protocol, -1, -1, port.textValue());
        }
        if (!port.isIntegralNumber()) {
            throw new Unreadable("a port of " + place + " is neither a number nor a name");
        }
        return new PortRange(protocol, port.intValue(), entry.path("endPort").asInt(port.intValue()), "");
    }

    boolean covers(Port port, Endpoint receiver) {
        if (!protocol.equals(port.protocol())) {
            return false;
        }
        if (name.isEmpty()) {
            return first <= port.number() && port.number() <= last;
        }
        return receiver instanceof Endpoint.Pod pod
                && pod.port(name, protocol)
                        .filter(number -> number == port.number())
                        .isPresent();
    }

    /** Whether ranges together leave out no port of some protocol. */
    static boolean leaveOutNone(Collection<PortRange> ranges) {
        return ranges.stream().map(PortRange::protocol).distinct().anyMatch(protocol -> {
            int next = 1;
            List<PortRange> ordered = ranges.stream()
                    .filter(range -> range.protocol.equals(protocol) && range.name.isEmpty())
                    .sorted(Comparator.comparingInt(PortRange::first))
                    .toList();
            for (PortRange range : ordered) {
                next = range.first <= next ? Math.max(next, range.last + 1) : next;
            }
            return next > HIGHEST;
        });
    }

    @Override
    public String toString() {
        String ports = !name.isEmpty() ? name : first == last ? String.valueOf(first) : first + "-" + last;
        return ports + "/" + protocol;
    }
}
