package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.fact.host.filter.NewConnection;
import io.github.plimsoll.fact.host.filter.PacketFilter;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps containers on a bridge apart once the daemon has set it up: rules of the packet filter, and that the kernel shows it what
 * crosses a bridge. Both can be undone while the daemon runs, which does not notice.
 *
 * @param bridge the network, as the engine lists it
 */
record BridgeGuard(Reading bridge) {

    private static final Map<String, String> SETTINGS =
            Map.of("ip", "net.bridge.bridge-nf-call-iptables", "ip6", "net.bridge.bridge-nf-call-ip6tables");

    private static final int PORT = 80;

    /** Why it is known not to be in force; empty where that was not looked at, as from elsewhere, or is not understood. */
    Optional<String> gap(String family) {
        Reading network = bridge.document(HostDocuments.NETWORK);
        if (network.isReadable() && !network.value("bridges." + family).asBoolean(true)) {
            return Optional.of("the kernel shows the packet filter nothing of what crosses a bridge ("
                    + SETTINGS.get(family) + " is off)");
        }
        return bridge.document(HostDocuments.PACKET_FILTER).isReadable() && isLetThrough(family)
                ? Optional.of("the rules of the packet filter let them" + (family.equals("ip6") ? " by IPv6" : ""))
                : Optional.empty();
    }

    private boolean isLetThrough(String family) {
        String name = ContainerNetwork.bridge(bridge);
        boolean passes = PacketFilter.of(bridge)
                .surelyForwards(
                        NewConnection.ofNeighbour(family, name, ContainerNetwork.subnets(bridge, family), PORT));
        bridge.recordDerived(
                "rules for connections across " + name,
                passes ? "let them through" : "do not let them through, as far as they are understood");
        return passes;
    }
}
