package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the subjects of a swarm: none if swarm mode is off, and unreadable ones if this node cannot tell of them. */
final class SwarmMode {

    private static final long MANAGEMENT_PORT = 2377;
    private static final long GOSSIP_PORT = 7946;

    private SwarmMode() {}

    static String state(Reading info) {
        String state = info.value("Swarm.LocalNodeState").requiredText();
        return state.isEmpty() ? "inactive" : state;
    }

    static List<Found<Swarm>> swarms(Reading snapshot) {
        requireManager(snapshot);
        return List.of(new Found<>(
                "swarm",
                reading -> new Swarm(reading.document(DockerDocuments.SWARM).named("swarm"))));
    }

    static List<Found<SwarmService>> services(Reading snapshot) {
        requireManager(snapshot);
        return servicePlaces(snapshot).stream()
                .map(place -> DockerPlatform.found(place, SwarmService::new))
                .toList();
    }

    static List<Found<SwarmConfig>> configs(Reading snapshot) {
        requireManager(snapshot);
        return snapshot.document(DockerDocuments.CONFIGS).elements("").stream()
                .map(listed -> DockerPlatform.found(
                        listed.named("config/" + listed.value("Spec.Name").requiredText()), SwarmConfig::new))
                .toList();
    }

    /** The ports that services publish on this node; none if it is in no swarm. */
    static List<Found<PublishedPort>> publishedPorts(Reading snapshot) {
        try {
            requireManager(snapshot);
            List<Found<PublishedPort>> found = new ArrayList<>();
            for (Reading service : servicePlaces(snapshot)) {
                for (Reading port : ServicePort.of(service)) {
                    found.add(DockerPlatform.found(
                            DockerPlatform.partOf(service, "port " + ServicePort.toString(port), port),
                            reading -> new ServicePort(reading, reading.at(service))));
                }
            }
            return found;
        } catch (Absent e) {
            return List.of();
        } catch (Unreadable e) {
            return List.of(Found.unreadable("swarm › ports of services", e));
        }
    }

    private static List<Reading> servicePlaces(Reading snapshot) {
        return snapshot.document(DockerDocuments.SERVICES).elements("").stream()
                .map(listed ->
                        listed.named("service/" + listed.value("Spec.Name").requiredText()))
                .toList();
    }

    /** A worker only sees the networks that its own tasks are on. */
    static List<Found<OverlayNetwork>> overlayNetworks(Reading snapshot) {
        requireManager(snapshot);
        List<Found<OverlayNetwork>> found = new ArrayList<>();
        List<Reading> listed = snapshot.document(DockerDocuments.NETWORKS).elements("");
        for (int i = 0; i < listed.size(); i++) {
            if (listed.get(i).value("Driver").requiredText().equals("overlay")) {
                String name = "network/" + listed.get(i).value("Name").requiredText();
                String place = "[" + i + "]";
                found.add(new Found<>(
                        name,
                        reading -> new OverlayNetwork(reading.document(DockerDocuments.NETWORKS)
                                .part(place)
                                .named(name))));
            }
        }
        return found;
    }

    /** Every member listens for gossip, and a manager for the others; where no such socket is seen, it was not looked at. */
    static List<Found<SwarmListener>> listeners(Reading snapshot) {
        Reading info = snapshot.document(DockerDocuments.INFO);
        requireMember(info);
        Set<Long> ports = new LinkedHashSet<>(Set.of(GOSSIP_PORT));
        if (info.value("Swarm.ControlAvailable").asBoolean(false)) {
            ports.add(managementPort(info));
        }
        List<Found<SwarmListener>> found = new ArrayList<>();
        List<Reading> listed = snapshot.document(DockerDocuments.LISTENERS).elements("listeners");
        Set<Long> seen = new LinkedHashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            long port = listed.get(i).value("port").requiredLong();
            if (ports.contains(port)) {
                seen.add(port);
                String place = "listeners[" + i + "]";
                String name = "listener/" + listed.get(i).value("address").requiredText() + ":" + port + "/"
                        + listed.get(i).value("protocol").requiredText();
                found.add(new Found<>(
                        name,
                        reading -> new SwarmListener(reading.document(DockerDocuments.LISTENERS)
                                .part(place)
                                .named(name))));
            }
        }
        ports.removeAll(seen);
        if (!ports.isEmpty()) {
            throw new Unreadable("no socket was seen to listen on port " + ports + ", which a swarm needs here");
        }
        return found;
    }

    private static long managementPort(Reading info) {
        String node = info.value("Swarm.NodeID").requiredText();
        for (Reading manager : info.elements("Swarm.RemoteManagers")) {
            String address = manager.value("Addr").requiredText();
            if (manager.value("NodeID").requiredText().equals(node) && address.matches(".*:\\d{1,5}")) {
                return Long.parseLong(address.substring(address.lastIndexOf(':') + 1));
            }
        }
        return MANAGEMENT_PORT;
    }

    private static void requireMember(Reading info) {
        if (state(info).equals("inactive")) {
            throw new Absent("swarm mode is off");
        }
    }

    private static void requireManager(Reading snapshot) {
        Reading info = snapshot.document(DockerDocuments.INFO);
        requireMember(info);
        if (!info.value("Swarm.ControlAvailable").asBoolean(false)) {
            String state = state(info);
            throw new Unreadable(
                    state.equals("active")
                            ? "this node is a worker of its swarm: ask a manager"
                            : "this node's part in its swarm is " + state + ": ask an active manager");
        }
    }
}
