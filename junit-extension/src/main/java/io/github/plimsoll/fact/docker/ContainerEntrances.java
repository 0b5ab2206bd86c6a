package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ways by which others come to a container over the network. */
final class ContainerEntrances {

    private final Container container;
    private final Reading reading;

    ContainerEntrances(Container container, Reading reading) {
        this.container = container;
        this.reading = reading;
    }

    /** The addresses and ports of the host that lead into it, those that match: {@code published on 0.0.0.0:8080}. */
    List<String> publishedOn(Predicate<String> address) {
        return Stream.concat(ownPorts(), portsOfService())
                .filter(port -> address.test(port.hostAddress()))
                .map(port -> "published on " + HostAddress.withPort(port.hostAddress(), port.hostPort()))
                .toList();
    }

    /** The ports that lead into its network: published by itself, or by the container whose network it lives in. */
    Stream<PublishedPort> ownPorts() {
        Reading owner = container.namespaces().networkOwner();
        return ContainerPort.of(owner).stream()
                .map(binding -> new ContainerPort(binding.reading(), owner, binding.port()));
    }

    /** The ports of the service that it is a task of; none if it is none. */
    Stream<PublishedPort> portsOfService() {
        return ServicePort.ofTask(container.namespaces().networkOwner());
    }

    /** The sockets that its processes listen on in the host's network, but for those that only the host itself reaches. */
    List<String> listensInHostNetwork() {
        if (!container.namespaces().networkMode().equals("host")) {
            return List.of();
        }
        if (!container.isRunning()) {
            throw new Unreadable("what it listens on shows only when it runs");
        }
        Reading sockets = reading.document(DockerDocuments.LISTENERS);
        boolean known = sockets.value("holdersKnown").requiredBoolean();
        Set<Long> pids = new SeenProcesses(reading).pids();
        List<String> listening = sockets.unrecorded().elements("listeners").stream()
                .filter(socket -> socket.value("pids").asLongs().stream().anyMatch(pids::contains))
                .filter(socket ->
                        !HostAddress.isLoopback(socket.value("address").requiredText()))
                .map(socket -> "listens on "
                        + HostAddress.withPort(
                                socket.value("address").requiredText(),
                                socket.value("port").requiredLong())
                        + " in the host's network")
                .toList();
        if (listening.isEmpty() && !known) {
            throw new Unreadable("which sockets it holds only root may see");
        }
        return listening;
    }
}
