package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.List;
import java.util.stream.Stream;

/**
 * A port that a service of a swarm publishes: {@code service/web › port *:8080->80/tcp}.
 *
 * <p>By ingress every node listens, whether it runs a task or not; by host the nodes that run one do.
 */
final class ServicePort extends PublishedPort {

    static final String TASK_OF = "Config.Labels.\"com.docker.swarm.service.id\"";
    private static final String EVERY_ADDRESS = "0.0.0.0";

    private final Reading service;

    ServicePort(Reading reading, Reading service) {
        super(reading);
        this.service = service;
    }

    @Override
    public String hostAddress() {
        String address = read("PublishMode").asText("ingress").equals("host")
                ? plain(addressOfNetwork(networkOfTasks()))
                : EVERY_ADDRESS;
        reading().recordDerived("address it listens on", address);
        return address;
    }

    @Override
    public long hostPort() {
        return read("PublishedPort").asLong(0);
    }

    @Override
    public long containerPort() {
        return read("TargetPort").requiredLong();
    }

    @Override
    public boolean isChosen() {
        read("TargetPort").requiredLong();
        return true;
    }

    @Override
    String protocol() {
        return read("Protocol").asText("tcp");
    }

    /** By ingress that of a network namespace of the engine's own, which it does not tell. */
    @Override
    List<String> containerAddresses(boolean ipv6) {
        return List.of();
    }

    @Override
    long translatedPort() {
        return read("PublishMode").asText("ingress").equals("host") ? containerPort() : hostPort();
    }

    /** Beside the networks that they share with other nodes, tasks are on one that leads to the host. */
    private String networkOfTasks() {
        return service.elements("Spec.TaskTemplate.Networks").isEmpty() ? "bridge" : "docker_gwbridge";
    }

    /** The ports of the service that a container is a task of; none if it is none. */
    static Stream<PublishedPort> ofTask(Reading container) {
        String id = container.unrecorded().value(TASK_OF).asText("");
        return id.isEmpty()
                ? Stream.empty()
                : container.document(DockerDocuments.SERVICES).elements("").stream()
                        .filter(service ->
                                service.unrecorded().value("ID").requiredText().equals(id))
                        .flatMap(service -> of(service).stream().map(port -> new ServicePort(port, service)));
    }

    /** The ports as the swarm has given them out, or as they were asked for where it has not come to that yet. */
    static List<Reading> of(Reading service) {
        List<Reading> given = service.elements("Endpoint.Ports");
        return given.isEmpty() ? service.elements("Spec.EndpointSpec.Ports") : given;
    }

    /** As the {@code docker} command writes it. */
    static String toString(Reading port) {
        Reading looked = port.unrecorded();
        return "*:" + looked.value("PublishedPort").asLong(0) + "->"
                + looked.value("TargetPort").asLong(0) + "/"
                + looked.value("Protocol").asText("tcp");
    }
}
