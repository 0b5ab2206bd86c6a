package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The addresses at which the engine's API may be served, worked out from what was collected: where the audit itself came in, the
 * sockets that the daemon holds, its usual ports whoever holds them, what processes listen on that were told of its socket, and what is
 * published of containers that can use the API.
 */
public final class ListenerSearch {

    private static final String DAEMON = "daemon";
    private static final String HOST = "host";

    /** Where a look cannot be taken from. */
    private static final String ANOTHER_NETWORK =
            "the daemon listens in another network namespace, which cannot be connected to from here; run the audit in that one";

    /** The ports that Docker's documentation has used for the API over the years. */
    private static final Set<Long> USUAL_PORTS = Set.of(2375L, 2376L, 4243L);

    private static final Set<Long> SWARM_PORTS = Set.of(2377L, 7946L);

    private final Reading snapshot;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<String> unseen = new ArrayList<>();
    private final Set<String> hostNames = new HashSet<>();
    private final Set<Long> otherPorts = new HashSet<>(SWARM_PORTS);

    /**
     * One address to look at.
     *
     * @param address as it is listened on
     * @param owner {@code daemon}, {@code host}, or the container that published it
     * @param connectTo the host to connect to
     * @param outOfReach why it cannot be connected to from here; empty if it may
     */
    public record Place(String address, int port, String owner, String connectTo, String outOfReach) {}

    private ListenerSearch(Reading snapshot) {
        this.snapshot = snapshot;
    }

    public static ListenerSearch in(Snapshot facts) {
        ListenerSearch listeners = new ListenerSearch(Reading.of(facts, new Recorder()));
        listeners.hostNames.add(listeners.text(DockerDocuments.INFO, "Name"));
        listeners.findPortsOfOthers();
        listeners.findHeldSockets();
        listeners.findContainers();
        listeners.addEndpoint();
        listeners.hostNames.remove("");
        return listeners;
    }

    public List<Place> places() {
        return List.copyOf(places.values());
    }

    /** Why there may be addresses that are not known; empty if all are. */
    public String unseen() {
        return String.join("; ", unseen);
    }

    /** Names by which clients come, as far as what was collected tells. */
    public Set<String> hostNames() {
        return hostNames;
    }

    /** Ports that the daemon holds for somebody else: members of its swarm, containers whose ports it forwards, services. */
    private void findPortsOfOthers() {
        for (Reading manager : elements(DockerDocuments.INFO, "Swarm.RemoteManagers")) {
            otherPorts.add(portOf(manager.value("Addr").asText("")));
        }
        for (Reading service : elements(DockerDocuments.SERVICES, "")) {
            service.elements("Endpoint.Ports")
                    .forEach(port -> otherPorts.add(port.value("PublishedPort").asLong(0)));
        }
    }

    private void findHeldSockets() {
        Reading sockets = snapshot.document(DockerDocuments.LISTENERS);
        try {
            boolean holdersKnown = sockets.value("holdersKnown").requiredBoolean();
            boolean reachable = sockets.value("sameNetwork").requiredBoolean();
            long daemon = snapshot.document(DockerDocuments.DAEMON_PROCESS)
                    .value("pid")
                    .requiredLong();
            if (!holdersKnown) {
                unseen.add("which sockets the daemon holds cannot be seen as this user; run as root");
            }
            for (Reading socket : sockets.elements("listeners")) {
                long port = socket.value("port").requiredLong();
                boolean held = socket.value("pids").asLongs().contains(daemon) && !otherPorts.contains(port);
                if ((held
                                || USUAL_PORTS.contains(port)
                                || socket.value("toldOfApi").asBoolean(false))
                        && socket.value("protocol").requiredText().equals("tcp")) {
                    add(socket, held ? DAEMON : HOST, reachable);
                }
            }
        } catch (Unreadable e) {
            unseen.add("on which addresses the engine listens beside the one that was audited is not known: "
                    + e.reason());
        }
    }

    private void findContainers() {
        try {
            DockerPlatform.containerPlaces(snapshot).forEach(this::findPassedOn);
        } catch (Unreadable e) {
            unseen.add("which containers pass the API on cannot be told: " + e.reason());
        }
    }

    /** What leads into a container that can use the API: ports of its own and of its service, and what it holds of the host's. */
    private void findPassedOn(Reading place) {
        try {
            Container container = new Container(place);
            if (!container.isRunning()) {
                return;
            }
            ContainerEntrances entrances = container.entrances();
            List<PublishedPort> ports =
                    entrances.ownPorts().filter(ListenerSearch::isTcp).toList();
            // The daemon holds the socket of a port that it forwards without a process of its own.
            ports.forEach(port -> places.values()
                    .removeIf(found ->
                            found.port() == port.hostPort() && found.owner().equals(DAEMON)));
            boolean inHostNetwork = container.namespaces().networkMode().equals("host");
            boolean isTask = !place.value(ServicePort.TASK_OF).asText("").isEmpty();
            if ((ports.isEmpty() && !inHostNetwork && !isTask)
                    || container.files().controlSockets(List.of()).isEmpty()) {
                return;
            }
            Stream.concat(ports.stream(), entrances.portsOfService().filter(ListenerSearch::isTcp))
                    .forEach(port -> addPublished(place, port));
            if (inHostNetwork) {
                addHeld(place);
            }
        } catch (Unreadable e) {
            unseen.add("whether " + place.subject() + " passes the API on cannot be told: " + e.reason());
        }
    }

    private static boolean isTcp(PublishedPort port) {
        return port.protocol().equals("tcp") && port.hostPort() != 0;
    }

    private void addPublished(Reading container, PublishedPort port) {
        String address = port.hostAddress();
        boolean wildcard = HostAddress.isWildcard(address);
        String host = remoteHost();
        Reading sockets = snapshot.document(DockerDocuments.LISTENERS);
        String outOfReach = "";
        String connectTo = wildcard ? "localhost" : address;
        if (sockets.isReadable()) {
            outOfReach = sockets.value("sameNetwork").asBoolean(false) ? "" : ANOTHER_NETWORK;
        } else if (host.isEmpty() || HostAddress.isLoopback(address)) {
            outOfReach = "the engine is elsewhere, and the port is not known to be reachable from here";
        } else {
            connectTo = wildcard ? host : address;
        }
        add(new Place(address, Math.toIntExact(port.hostPort()), container.subject(), connectTo, outOfReach));
    }

    /** What a container in the host's network listens on. */
    private void addHeld(Reading container) {
        Reading sockets = snapshot.document(DockerDocuments.LISTENERS);
        boolean reachable = sockets.value("sameNetwork").requiredBoolean();
        Set<Long> pids = new SeenProcesses(container).pids();
        for (Reading socket : sockets.elements("listeners")) {
            if (socket.value("pids").asLongs().stream().anyMatch(pids::contains)
                    && socket.value("protocol").requiredText().equals("tcp")) {
                add(socket, container.subject(), reachable);
            }
        }
    }

    private void add(Reading socket, String owner, boolean reachable) {
        String address = socket.value("address").requiredText();
        add(new Place(
                address,
                Math.toIntExact(socket.value("port").requiredLong()),
                owner,
                HostAddress.isWildcard(address) ? "localhost" : address,
                reachable ? "" : ANOTHER_NETWORK));
    }

    /** The address by which the audit came in, where it is not one of the sockets that were found here. */
    private void addEndpoint() {
        String host = remoteHost();
        long port = portOf(snapshot.header().endpoint());
        if (!host.isEmpty()) {
            hostNames.add(host);
            if (places.values().stream().noneMatch(place -> place.port() == port)) {
                add(new Place(host, Math.toIntExact(port), DAEMON, host, ""));
            }
        }
    }

    /** Who is known to be behind an address counts more than that somebody on the host is. */
    private void add(Place place) {
        places.merge(
                place.address() + " " + place.port(),
                place,
                (known, other) -> known.owner().equals(HOST) ? other : known);
    }

    /** The host of the engine's address, empty for a socket. */
    private String remoteHost() {
        String endpoint = snapshot.header().endpoint();
        if (endpoint.startsWith("unix:")) {
            return "";
        }
        String host = URI.create(endpoint).getHost();
        return host == null ? "" : host.replaceAll("[\\[\\]]", "");
    }

    private static long portOf(String address) {
        String port = address.replaceFirst("/+$", "").replaceFirst("^.*:", "");
        return port.matches("\\d{1,5}") ? Long.parseLong(port) : 0;
    }

    private String text(String document, String path) {
        Reading reading = snapshot.document(document);
        return reading.isReadable() ? reading.value(path).asText("") : "";
    }

    private List<Reading> elements(String document, String path) {
        Reading reading = snapshot.document(document);
        return reading.isReadable() ? reading.elements(path) : List.of();
    }
}
