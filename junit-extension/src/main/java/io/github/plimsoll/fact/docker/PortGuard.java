package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.filter.NewConnection;
import io.github.plimsoll.fact.host.filter.PacketFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between strangers and a published port.
 *
 * <p>The kernel sends their connections on to the container where the engine has rules for that, and looks at them as forwarded
 * then; else a process of the engine takes them on the host, and they are looked at as its own.
 */
record PortGuard(Reading reading, PublishedPort port) {

    List<String> interfacesWithoutLimit() {
        boolean ipv6 = port.hostAddress().contains(":");
        Daemon daemon = DockerPlatform.daemon(reading);
        if (daemon.isRootless()) {
            throw new Unreadable("ports of a rootless engine are forwarded to it by a process of its user,"
                    + " and the packet filter before that process was not looked at");
        }
        boolean forwarded = isForwarded(daemon, ipv6);
        if (!forwarded && !daemon.networking().proxiesPorts()) {
            reading.recordDerived("who takes connections from outside", "nobody");
            return List.of();
        }
        PacketFilter filter = PacketFilter.of(reading);
        List<String> open = new ArrayList<>();
        List<Unreadable> unclear = new ArrayList<>();
        for (String name : ContainerNetwork.interfacesOutside(reading, ipv6)) {
            try {
                if (isOpen(filter, name, ipv6, forwarded)) {
                    open.add(name);
                }
            } catch (Unreadable e) {
                unclear.add(e);
            }
        }
        if (open.isEmpty() && !unclear.isEmpty()) {
            throw unclear.get(0);
        }
        reading.recordDerived(
                "rules for connections from outside that are "
                        + (forwarded ? "forwarded" : "taken by the engine's proxy"),
                open.isEmpty()
                        ? "limit them, or let none through"
                        : "let through any number by " + String.join(", ", open));
        return open;
    }

    private boolean isOpen(PacketFilter filter, String name, boolean ipv6, boolean forwarded) {
        String family = ipv6 ? "ip6" : "ip";
        String address = port.hostAddress();
        List<String> own = HostAddress.isWildcard(address) ? List.of() : List.of(address);
        NewConnection first = NewConnection.ofStranger(family, port.protocol(), name, port.hostPort(), own);
        NewConnection then =
                forwarded ? first.translatedTo(port.containerAddresses(ipv6), port.translatedPort()) : first;
        return filter.letsThroughUnlimited(first, then, forwarded ? "forward" : "input");
    }

    private boolean isForwarded(Daemon daemon, boolean ipv6) {
        return ipv6
                ? daemon.networking().filtersIpv6()
                        && !port.containerAddresses(true).isEmpty()
                : daemon.networking().filtersPackets();
    }
}
