package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerNetworkProofs extends Proofs {

    ContainerNetworkProofs() {
        super(ContainerNetwork.class);
    }

    @Test
    void publishes_no_privileged_port() {
        satisfiedBy(host().container("web"));
        violatedBy(published("{HostIp: '127.0.0.1', HostPort: '80'}"));
        violatedBy(published("{HostIp: '::1', HostPort: '443'}"));
        violatedBy(published("{HostIp: '127.0.0.1', HostPort: '1023'}"));
        satisfiedBy(
                published("{HostIp: '127.0.0.1', HostPort: '443'}").policy("docker.low-ports", List.of("80", "443")));
        violatedBy(published("{HostIp: '127.0.0.1', HostPort: '443'}").policy("docker.low-ports", List.of("44", "80")));
        satisfiedBy(published("{HostIp: '127.0.0.1', HostPort: '1024'}"));
        violatedBy(
                web(c -> c.withJson("NetworkSettings.Ports", "{'53/udp': [{HostIp: '127.0.0.1', HostPort: '53'}]}")));
        violatedBy(web(c -> c.withJson(
                "NetworkSettings.Ports",
                "{'80/tcp': [{HostIp: '127.0.0.1', HostPort: '8080'}, {HostIp: '::1', HostPort: '80'}]}")));
        // What does not run is judged by what it asks for.
        violatedBy(asked("{HostIp: '127.0.0.1', HostPort: '80'}"));
        violatedBy(asked("{HostIp: '127.0.0.1', HostPort: '1000-2000'}"));
        satisfiedBy(asked("{HostIp: '127.0.0.1', HostPort: ''}"));
        satisfiedBy(asked("{HostIp: '127.0.0.1', HostPort: '8080'}"));
        notApplicableTo(web(c -> c.withJson("NetworkSettings.Ports", "{'8080/tcp': null}")));
        notApplicableTo(asked("{HostIp: '127.0.0.1', HostPort: '80'}", c -> c.with("HostConfig.NetworkMode", "host")));
        notApplicableTo(asked("{HostIp: '127.0.0.1', HostPort: '80'}", c -> c.with("HostConfig.NetworkMode", "none")));
        notApplicableTo(
                asked("{HostIp: '127.0.0.1', HostPort: '80'}", c -> c.with("HostConfig.NetworkMode", "container:web")));
        inconclusiveFor(published("{HostIp: '127.0.0.1', HostPort: 'http'}"));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
        violatedBy(service("{PublishMode: 'ingress', PublishedPort: 443, TargetPort: 8443, Protocol: 'tcp'}"));
        violatedBy(service("{PublishMode: 'host', PublishedPort: 53, TargetPort: 53, Protocol: 'udp'}"));
        violatedBy(service("{PublishedPort: 8443, TargetPort: 8443}, {PublishedPort: 443, TargetPort: 8443}"));
        satisfiedBy(service("{PublishMode: 'ingress', PublishedPort: 8443, TargetPort: 443, Protocol: 'tcp'}"));
        satisfiedBy(service("{PublishMode: 'host', TargetPort: 443, Protocol: 'tcp'}"));
        // What the swarm gave out counts, and what was asked for until it has.
        violatedBy(services(s -> s.withJson("Spec.EndpointSpec.Ports", "[{PublishedPort: 443, TargetPort: 8443}]")));
        satisfiedBy(services(s -> s.withJson("Spec.EndpointSpec.Ports", "[{PublishedPort: 443, TargetPort: 8443}]")
                .withJson("Endpoint.Ports", "[{PublishedPort: 8443, TargetPort: 8443}]")));
        inconclusiveFor(service("{PublishedPort: 'https', TargetPort: 8443}"));
        knowsThatAServiceMayPublish();
    }

    @Test
    void publishes_only_needed_ports() {
        asksAbout(host().container("web"), "HostConfig.PublishAllPorts");
        asksAbout(web("HostConfig.PublishAllPorts", true), "HostConfig.PublishAllPorts");
        DockerFixture web = published("{HostIp: '127.0.0.1', HostPort: '8080'}");
        asksAbout(web.policy("docker.needed-ports", List.of("443", "8080")), "HostConfig.PublishAllPorts");
        violatedBy(web.policy("docker.needed-ports", List.of("80")));
        violatedBy(web(c -> c.with("HostConfig.PublishAllPorts", true).without("HostConfig.PortBindings")));
        violatedBy(asked(
                "{}",
                c -> c.with("HostConfig.PublishAllPorts", true)
                        .withJson("Config.ExposedPorts", "{'8080/tcp': {}, '9090/tcp': {}}")));
        asksAbout(service("{PublishedPort: 8443, TargetPort: 443}"), "[0].Endpoint.Ports[0].TargetPort");
        notApplicableTo(web(c -> c.withJson("NetworkSettings.Ports", "{'8080/tcp': null}")));
        notApplicableTo(web("HostConfig.NetworkMode", "none"));
        inconclusiveFor(web(c -> c.with("NetworkSettings.Ports", "all")));
        knowsThatAServiceMayPublish();
    }

    @Test
    void port_is_bound_to_one_interface() {
        satisfiedBy(host().container("web"));
        for (String address :
                List.of("", "0.0.0.0", "::", "[::]", "0", "0:0:0:0:0:0:0:0", "::0", "::ffff:0.0.0.0", "::ffff:0:0")) {
            violatedBy(published("{HostIp: '" + address + "', HostPort: '8080'}"));
        }
        for (String address : List.of("127.0.0.1", "::1", "[::1]", "10.0.0.5", "fe80::1%eth0", "0.0.0.1")) {
            satisfiedBy(published("{HostIp: '" + address + "', HostPort: '8080'}"));
        }
        violatedBy(asked("{HostIp: '', HostPort: '8080'}"));
        violatedBy(asked("{HostPort: '8080'}"));
        satisfiedBy(asked("{HostIp: '127.0.0.1', HostPort: '8080'}"));
        // The address of a binding that leaves it open is a matter of the network.
        satisfiedBy(asked("{HostIp: '', HostPort: '8080'}").network("shop", n -> n.with(BINDING, "127.0.0.1")));
        violatedBy(asked("{HostIp: '', HostPort: '8080'}").network("shop", n -> n.with(BINDING, "0.0.0.0")));
        violatedBy(asked("{HostIp: '', HostPort: '8080'}").network("bridge", n -> n.with(BINDING, "127.0.0.1")));
        satisfiedBy(asked("{HostIp: ''}", c -> c.with("HostConfig.NetworkMode", "default"))
                .network("bridge", n -> n.with(BINDING, "127.0.0.1")));
        // A port for each that the image declares, once it is started.
        violatedBy(asked(
                "{HostIp: '127.0.0.1'}",
                c -> c.with("HostConfig.PublishAllPorts", true)
                        .withJson("Config.ExposedPorts", "{'8080/tcp': {}, '9090/tcp': {}}")));
        satisfiedBy(asked("{HostIp: '127.0.0.1'}", c -> c.with("HostConfig.PublishAllPorts", true)));
        satisfiedBy(asked(
                "{HostIp: '127.0.0.1'}", c -> c.withJson("Config.ExposedPorts", "{'8080/tcp': {}, '9090/tcp': {}}")));
        inconclusiveFor(published("{HostIp: 'example.org', HostPort: '8080'}"));
        inconclusiveFor(published("{HostIp: '1.2.3.4.5', HostPort: '8080'}"));
        inconclusiveFor(asked("{HostIp: ''}").unreadable(DockerDocuments.NETWORKS, "timed out"));
        notApplicableTo(host());
        violatedBy(service("{PublishMode: 'ingress', PublishedPort: 8443, TargetPort: 443}"));
        violatedBy(service("{PublishedPort: 8443, TargetPort: 443}"));
        // By host, the network that leads the task to the host decides.
        DockerFixture byHost = service("{PublishMode: 'host', PublishedPort: 8443, TargetPort: 443}");
        violatedBy(byHost);
        satisfiedBy(byHost.network("bridge", n -> n.with(BINDING, "127.0.0.1")));
        violatedBy(byHost.network("docker_gwbridge", n -> n.with(BINDING, "127.0.0.1")));
        DockerFixture onOverlay = services(s -> s.withJson("Spec.TaskTemplate.Networks", "[{Target: 'shop'}]")
                .withJson("Endpoint.Ports", "[{PublishMode: 'host', PublishedPort: 8443, TargetPort: 443}]"));
        satisfiedBy(onOverlay.network("docker_gwbridge", n -> n.with(BINDING, "127.0.0.1")));
        violatedBy(onOverlay.network("bridge", n -> n.with(BINDING, "127.0.0.1")));
        knowsThatAServiceMayPublish();
    }

    @Test
    void avoids_default_bridge() {
        satisfiedBy(host().container("web"));
        violatedBy(web(c -> c.withJson("NetworkSettings.Networks", "{bridge: {}}")));
        violatedBy(web(c -> c.withJson("NetworkSettings.Networks", "{shop: {}, bridge: {}}")));
        satisfiedBy(web("HostConfig.NetworkMode", "default"));
        violatedBy(web(c -> c.withJson("NetworkSettings.Networks", "{}").with("HostConfig.NetworkMode", "default")));
        violatedBy(web(c -> c.withJson("NetworkSettings.Networks", "{}").with("HostConfig.NetworkMode", "bridge")));
        violatedBy(web(c -> c.withJson("NetworkSettings.Networks", "{}").with("HostConfig.NetworkMode", "")));
        satisfiedBy(web(c -> c.withJson("NetworkSettings.Networks", "{}")));
        violatedBy(web(c -> c.withJson("NetworkSettings.Networks", "{}").with("HostConfig.NetworkMode", "container:db"))
                .container("db", c -> c.withJson("NetworkSettings.Networks", "{bridge: {}}")));
    }

    /** Which ports a swarm publishes on this node, a manager tells, or nobody. */
    private void knowsThatAServiceMayPublish() {
        notApplicableTo(host().swarm());
        notApplicableTo(service(""));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.INFO, "timed out"));
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.SERVICES, "timed out"));
        inconclusiveFor(host().swarm().info(info -> info.with("Swarm.ControlAvailable", false)));
        inconclusiveFor(services(s -> s.with("Endpoint.Ports", "all")));
    }

    private static final String BINDING = "Options.\"com.docker.network.bridge.host_binding_ipv4\"";

    private static DockerFixture web(UnaryOperator<Json> change) {
        return host().container("web", change);
    }

    private static DockerFixture web(String path, @Nullable Object value) {
        return web(c -> c.with(path, value));
    }

    /** A service that the swarm has given those ports. */
    private static DockerFixture service(String ports) {
        return services(service -> service.withJson("Endpoint.Ports", "[" + ports + "]"));
    }

    private static DockerFixture services(UnaryOperator<Json> change) {
        return host().swarm().service("shop", change);
    }

    private static DockerFixture published(String binding) {
        return web(c -> c.withJson("NetworkSettings.Ports", "{'8080/tcp': [" + binding + "]}"));
    }

    private static DockerFixture asked(String binding) {
        return asked(binding, UnaryOperator.identity());
    }

    /** A container that does not run, and what it will publish. */
    private static DockerFixture asked(String binding, UnaryOperator<Json> change) {
        return web(c -> change.apply(c.with("State.Status", "exited")
                .withJson("NetworkSettings.Ports", "{}")
                .withJson("HostConfig.PortBindings", "{'8080/tcp': [" + binding + "]}")));
    }
}
