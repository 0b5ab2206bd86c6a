package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.kubernetes.network.Endpoint.Pod;
import java.util.ArrayList;
import java.util.List;

/** One entry of a policy's ingress or egress: these peers, on these ports. */
final class PeerRule {

    private final List<Peer> peers = new ArrayList<>();
    private final List<PortRange> ports = new ArrayList<>();

    private PeerRule() {}

    /** @param peersField {@code from} or {@code to} */
    static PeerRule of(JsonNode rule, String peersField, String namespace, String place) {
        PeerRule parsed = new PeerRule();
        rule.path(peersField).forEach(peer -> parsed.peers.add(Peer.of(peer, namespace, place)));
        rule.path("ports").forEach(port -> parsed.ports.add(PortRange.of(port, place)));
        return parsed;
    }

    /** All of them as one: whoever is let through by any, on whichever port any of them names. */
    static PeerRule together(List<PeerRule> rules) {
        PeerRule together = new PeerRule();
        if (rules.stream().noneMatch(rule -> rule.peers.isEmpty())) {
            rules.forEach(rule -> together.peers.addAll(rule.peers));
        }
        if (rules.stream().noneMatch(rule -> rule.ports.isEmpty())) {
            rules.forEach(rule -> together.ports.addAll(rule.ports));
        }
        return together;
    }

    boolean admits(Endpoint peer, Port port, Endpoint receiver, Network network) {
        return (peers.isEmpty() || peers.stream().anyMatch(allowed -> allowed.matches(peer, network)))
                && (ports.isEmpty() || ports.stream().anyMatch(range -> range.covers(port, receiver)));
    }

    /** Whether it admits the whole world, or every pod of every namespace. */
    boolean admitsEverybody(Network network) {
        return peers.isEmpty()
                || peers.stream().anyMatch(peer -> peer.isEverybody(network))
                || Cidr.cover(peers.stream()
                        .filter(Block.class::isInstance)
                        .map(peer -> ((Block) peer).block())
                        .toList());
    }

    boolean admitsEveryPort() {
        return ports.isEmpty() || PortRange.leaveOutNone(ports);
    }

    List<PortRange> ports() {
        return ports;
    }

    /** Whom an entry of {@code from} or {@code to} speaks of. */
    private sealed interface Peer {

        boolean matches(Endpoint endpoint, Network network);

        boolean isEverybody(Network network);

        static Peer of(JsonNode peer, String namespace, String place) {
            JsonNode block = peer.path("ipBlock");
            if (block.isObject()) {
                List<Cidr> except = new ArrayList<>();
                block.path("except").forEach(part -> except.add(Cidr.of(part.asText(""), place)));
                return new Block(Cidr.of(block.path("cidr").asText(""), place), except);
            }
            JsonNode namespaces = peer.path("namespaceSelector");
            return new Pods(
                    namespaces.isObject() ? "" : namespace,
                    LabelSelector.of(namespaces, place),
                    LabelSelector.of(peer.path("podSelector"), place));
        }
    }

    /** @param only the namespace that is meant; empty if it is for the selector to say */
    private record Pods(String only, LabelSelector namespaces, LabelSelector pods) implements Peer {

        /** A pod on its node's network is seen as the node, whatever its labels. */
        @Override
        public boolean matches(Endpoint endpoint, Network network) {
            return endpoint instanceof Pod pod
                    && !pod.onHostNetwork()
                    && (only.isEmpty()
                            ? namespaces.matches(network.labelsOf(pod.namespace()))
                            : only.equals(pod.namespace()))
                    && pods.matches(pod.labels());
        }

        @Override
        public boolean isEverybody(Network network) {
            return only.isEmpty()
                    && pods.choosesAll()
                    && (namespaces.choosesAll() || network.allNamespaces(namespaces::matches));
        }
    }

    private record Block(Cidr block, List<Cidr> except) implements Peer {

        /** Plugins differ on whether a block means pods too; one that might let somebody through is taken to do so. */
        @Override
        public boolean matches(Endpoint endpoint, Network network) {
            return endpoint.addresses().stream()
                    .flatMap(address -> Cidr.address(address).stream())
                    .anyMatch(address ->
                            block.contains(address) && except.stream().noneMatch(part -> part.contains(address)));
        }

        @Override
        public boolean isEverybody(Network network) {
            return Cidr.cover(List.of(block));
        }
    }
}
