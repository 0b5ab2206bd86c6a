package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.fact.host.filter.NewConnection;
import io.github.plimsoll.fact.host.filter.PacketFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A network of this host that containers are attached to and that leads out of it: {@code network/shop}. */
public final class ContainerNetwork extends Subject {

    /** Those whose traffic the rules of the host do not see. */
    private static final Set<String> PAST_THE_HOST = Set.of("macvlan", "ipvlan");

    private static final int PORT = 80;

    private ContainerNetwork(Reading reading) {
        super(reading);
    }

    static List<Found<ContainerNetwork>> locate(Reading snapshot) {
        List<Found<ContainerNetwork>> found = new ArrayList<>();
        for (Reading network : snapshot.document(DockerDocuments.NETWORKS).elements("")) {
            String driver = network.value("Driver").requiredText();
            if (driver.equals("bridge") || PAST_THE_HOST.contains(driver)) {
                Reading named = network.named("network/" + network.value("Name").requiredText());
                found.add(DockerPlatform.found(named, ContainerNetwork::new));
            }
        }
        if (found.isEmpty()) {
            throw new Absent("there is no network that leads out of this host by way of it");
        }
        return found;
    }

    /** Whether it leads nowhere but to the containers on it. */
    public boolean isInternal() {
        return read("Internal").asBoolean(false);
    }

    /**
     * Those of some addresses of other machines that containers on it reach, as far as the packet filter of the host has a say.
     *
     * @throws Unreadable if nothing is known to be reached, and for one of them that cannot be told
     */
    public List<String> reachable(List<String> addresses) {
        if (PAST_THE_HOST.contains(read("Driver").requiredText())) {
            throw new Unreadable("containers on it talk to the network of the host past the host's packet filter");
        }
        if (DockerPlatform.daemon(reading()).isRootless()) {
            throw new Unreadable("what containers of a rootless engine send is sent on by a process of its user,"
                    + " and the packet filter behind that process was not looked at");
        }
        List<String> reached = new ArrayList<>();
        List<Unreadable> unclear = new ArrayList<>();
        for (String address : addresses) {
            boolean ipv6 = address.contains(":");
            if (!ipv6 || read("EnableIPv6").asBoolean(false)) {
                try {
                    if (isReached(address, ipv6)) {
                        reached.add(address);
                    }
                } catch (Unreadable e) {
                    unclear.add(e);
                }
            }
        }
        if (reached.isEmpty() && !unclear.isEmpty()) {
            throw unclear.get(0);
        }
        reading()
                .recordDerived(
                        "rules for connections to " + String.join(" and ", addresses),
                        reached.isEmpty() ? "drop them" : "let them through to " + String.join(" and ", reached));
        return reached;
    }

    private boolean isReached(String address, boolean ipv6) {
        PacketFilter filter = PacketFilter.of(reading());
        List<String> subnets = subnets(reading(), ipv6 ? "ip6" : "ip");
        for (String out : interfacesOutside(reading(), ipv6)) {
            NewConnection connection =
                    NewConnection.ofContainer(ipv6 ? "ip6" : "ip", bridge(reading()), out, subnets, address, PORT);
            if (!filter.dropsForwarded(connection)) {
                return true;
            }
        }
        return false;
    }

    /** The interfaces of the host that lead to others than the engine's own containers. */
    static List<String> interfacesOutside(Reading reading, boolean ipv6) {
        Set<String> bridges = reading.document(DockerDocuments.NETWORKS).elements("").stream()
                .filter(network -> network.value("Driver").asText("").equals("bridge"))
                .map(ContainerNetwork::bridge)
                .collect(Collectors.toSet());
        return reading.document(HostDocuments.NETWORK).value("interfaces." + (ipv6 ? "ip6" : "ip")).asTexts().stream()
                .filter(name -> !bridges.contains(name) && !name.startsWith("veth"))
                .toList();
    }

    static List<String> subnets(Reading network, String family) {
        return network.elements("IPAM.Config").stream()
                .map(config -> config.value("Subnet").asText(""))
                .filter(subnet -> !subnet.isEmpty() && subnet.contains(":") == family.equals("ip6"))
                .toList();
    }

    static String bridge(Reading network) {
        return network.value("Options.\"com.docker.network.bridge.name\"")
                .asText("br-" + DockerPlatform.shortId(network.value("Id").requiredText()));
    }
}
