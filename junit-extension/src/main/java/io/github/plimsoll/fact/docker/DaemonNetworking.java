package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the daemon does for the networks of containers, and what it leaves open there. */
public final class DaemonNetworking {

    private final Reading info;
    private final DaemonSettings settings;

    DaemonNetworking(Reading info, DaemonSettings settings) {
        this.info = info;
        this.settings = settings;
    }

    /** Whether a process of its own forwards each published port. */
    public boolean proxiesPorts() {
        return settings.flag("userland-proxy", true);
    }

    /** Whether the daemon sets the packet filter rules that its networks need. */
    public boolean filtersPackets() {
        return settings.flag("iptables", true);
    }

    /** Whether the daemon sets the packet filter rules that its networks need for IPv6. */
    boolean filtersIpv6() {
        return settings.flag("ip6tables", majorVersion() >= 27);
    }

    /** Whether there is a bridge network with IPv6 for which the daemon sets no rules. */
    public boolean leavesIpv6Unfiltered() {
        return networks().stream()
                        .filter(network ->
                                network.value("Driver").requiredText().equals("bridge"))
                        .anyMatch(network -> network.value("EnableIPv6").asBoolean(false))
                && !filtersIpv6();
    }

    /** What lets containers on the default bridge reach each other; nothing where there is no such network. */
    public List<String> waysBetweenContainersByDefault() {
        List<String> ways = new ArrayList<>();
        for (Reading network : networks()) {
            if (network.value("Name").requiredText().equals("bridge")) {
                wayAcross(network).ifPresent(ways::add);
            }
        }
        return ways;
    }

    /** The option alone keeps nobody apart: the engine does that by rules, for each family by its own. */
    private Optional<String> wayAcross(Reading bridge) {
        if (!bridge.value("Options.\"com.docker.network.bridge.enable_icc\"")
                .asText("true")
                .equals("false")) {
            return Optional.of("the network lets them");
        }
        if (!filtersPackets()) {
            return Optional.of("Docker sets no packet filter rules that keep them apart");
        }
        boolean ipv6 = bridge.value("EnableIPv6").asBoolean(false);
        if (ipv6 && !filtersIpv6()) {
            return Optional.of("Docker sets no packet filter rules that keep them apart by IPv6");
        }
        BridgeGuard guard = new BridgeGuard(bridge);
        return guard.gap("ip").or(() -> ipv6 ? guard.gap("ip6") : Optional.empty());
    }

    private List<Reading> networks() {
        return info.document(DockerDocuments.NETWORKS).elements("");
    }

    private int majorVersion() {
        String version = info.value("ServerVersion").requiredText();
        String major = version.replaceFirst("\\..*$", "");
        if (!major.matches("\\d{1,4}")) {
            throw new Unreadable("the engine's version is not a number: " + version);
        }
        return Integer.parseInt(major);
    }
}
