package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.ListenerSearch;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which addresses are connected to, and which never are. */
class ListenerSearchTests {

    private static final String SOCKET =
            "{Type: 'bind', Source: '/var/run/docker.sock', Destination: '/docker.sock', RW: true, Propagation: ''}";

    private static List<String> places(DockerFixture host) {
        return ListenerSearch.in(host.snapshot()).places().stream()
                .map(place -> place.owner() + " " + place.address() + " " + place.port()
                        + (place.outOfReach().isEmpty() ? " by " + place.connectTo() : " out of reach"))
                .toList();
    }

    private static UnaryOperator<Json> publishing(String address, int port) {
        return container -> container
                .withJson("Mounts", "[" + SOCKET + "]")
                .withJson(
                        "NetworkSettings.Ports",
                        "{'80/tcp': [{HostIp: '%s', HostPort: '%d'}]}".formatted(address, port));
    }

    @Test
    void sockets_that_the_daemon_holds() {
        assertThat(places(host())).isEmpty();
        assertThat(places(host().listener("tcp", "0.0.0.0", 2376, 100)
                        .listener("tcp", "::", 9000, 1, 100)
                        .listener("tcp", "10.0.0.1", 9323, 100)
                        .listener("tcp", "0.0.0.0", 80, 200)
                        .listener("udp", "0.0.0.0", 4789, 100)))
                .containsExactly(
                        "daemon 0.0.0.0 2376 by localhost",
                        "daemon :: 9000 by localhost",
                        "daemon 10.0.0.1 9323 by 10.0.0.1");
    }

    @Test
    void usual_ports_whoever_holds_them() {
        assertThat(places(host().listener("tcp", "0.0.0.0", 2375, 300)))
                .containsExactly("host 0.0.0.0 2375 by localhost");
    }

    @Test
    void what_a_process_listens_on_that_was_told_of_the_socket() {
        assertThat(places(host().changed(DockerDocuments.LISTENERS, sockets -> sockets.withJson("listeners", """
                        [{protocol: 'tcp', address: '0.0.0.0', port: 9999, pids: [300], toldOfApi: true},
                         {protocol: 'udp', address: '0.0.0.0', port: 9999, pids: [300], toldOfApi: true},
                         {protocol: 'tcp', address: '0.0.0.0', port: 8888, pids: [301]}]"""))))
                .containsExactly("host 0.0.0.0 9999 by localhost");
    }

    @Test
    void not_what_the_daemon_holds_for_its_swarm_or_for_a_container() {
        assertThat(places(host().swarm())).isEmpty();
        assertThat(places(host().listener("tcp", "0.0.0.0", 8080, 100)
                        .container(
                                "web",
                                container -> container.withJson(
                                        "NetworkSettings.Ports",
                                        "{'80/tcp': [{HostIp: '0.0.0.0', HostPort: '8080'}]}"))))
                .isEmpty();
    }

    @Test
    void what_a_container_publishes_that_can_use_the_api() {
        assertThat(places(host().container("proxy", publishing("0.0.0.0", 2375))))
                .containsExactly("container/proxy 0.0.0.0 2375 by localhost");
        assertThat(places(host().container(
                                "proxy",
                                container -> publishing("0.0.0.0", 2375)
                                        .apply(container)
                                        .with("State.Running", false)
                                        .with("State.Status", "exited"))))
                .isEmpty();
    }

    /** The port is that of the container whose network it lives in, or of the service it is a task of. */
    @Test
    void what_somebody_else_publishes_of_a_container_that_can_use_the_api() {
        assertThat(places(host().container(
                                "web",
                                container -> publishing("0.0.0.0", 8375)
                                        .apply(container)
                                        .with("Mounts", List.of()))
                        .container(
                                "relay",
                                container -> container
                                        .withJson("Mounts", "[" + SOCKET + "]")
                                        .with("HostConfig.NetworkMode", "container:web"))))
                .containsExactly("container/relay 0.0.0.0 8375 by localhost");
        DockerFixture service = host().swarm()
                .service(
                        "api",
                        published -> published
                                .with("ID", "api")
                                .withJson(
                                        "Endpoint.Ports",
                                        "[{Protocol: 'tcp', TargetPort: 80, PublishedPort: 9000, PublishMode: 'ingress'}]"));
        UnaryOperator<Json> task = container -> container
                .with("Config.Labels.\"com.docker.swarm.service.id\"", "api")
                .with("NetworkSettings.Ports", Map.of());
        assertThat(places(service.listener("tcp", "0.0.0.0", 9000, 100).container("api.1", task)))
                .isEmpty();
        assertThat(places(service.container(
                        "api.1", container -> task.apply(container).withJson("Mounts", "[" + SOCKET + "]"))))
                .containsExactly("container/api.1 0.0.0.0 9000 by localhost");
    }

    @Test
    void what_a_container_in_the_hosts_network_listens_on_that_can_use_the_api() {
        DockerFixture listening = host().listener("tcp", "0.0.0.0", 2375, 100)
                .listener("tcp", "127.0.0.1", 9000, 100)
                .listener("udp", "0.0.0.0", 53, 100)
                .listener("tcp", "0.0.0.0", 80, 200)
                .changed(DockerDocuments.DAEMON_PROCESS, process -> process.with("pid", 1));
        UnaryOperator<Json> inHostNetwork =
                container -> container.with("HostConfig.NetworkMode", "host").with("NetworkSettings.Ports", Map.of());
        DockerFixture relay = listening.container(
                "relay", container -> inHostNetwork.apply(container).withJson("Mounts", "[" + SOCKET + "]"));

        assertThat(places(relay))
                .containsExactly(
                        "container/relay 0.0.0.0 2375 by localhost", "container/relay 127.0.0.1 9000 by 127.0.0.1");
        assertThat(places(listening.container("web", inHostNetwork))).containsExactly("host 0.0.0.0 2375 by localhost");
        assertThat(ListenerSearch.in(relay.unreadable(DockerDocuments.processes("relay"), "timed out")
                                .snapshot())
                        .unseen())
                .contains("whether container/relay passes the API on cannot be told: timed out");
    }

    @Test
    void nothing_in_a_network_namespace_that_is_not_this_one() {
        DockerFixture elsewhere = host().listener("tcp", "0.0.0.0", 2376, 100)
                .container("proxy", publishing("0.0.0.0", 2375))
                .changed(DockerDocuments.LISTENERS, listeners -> listeners.with("sameNetwork", false));

        assertThat(places(elsewhere))
                .containsExactly("daemon 0.0.0.0 2376 out of reach", "container/proxy 0.0.0.0 2375 out of reach");
    }

    @Test
    void an_engine_elsewhere_is_looked_at_where_the_audit_came_in() {
        DockerFixture remote =
                host().container("proxy", publishing("0.0.0.0", 8375)).remote("https://engine.example.com:2376");

        assertThat(places(remote))
                .containsExactly(
                        "container/proxy 0.0.0.0 8375 by engine.example.com",
                        "daemon engine.example.com 2376 by engine.example.com");
        assertThat(ListenerSearch.in(remote.snapshot()).unseen()).contains("the daemon does not run on this machine");
        assertThat(places(
                        host().container("proxy", publishing("127.0.0.1", 8375)).remote("unix:///tmp/forwarded.sock")))
                .containsExactly("container/proxy 127.0.0.1 8375 out of reach");
    }

    @Test
    void the_address_by_which_the_audit_came_in_is_looked_at_once() {
        assertThat(places(host().listener("tcp", "0.0.0.0", 2376, 100).reachedAt("https://engine.example.com:2376")))
                .containsExactly("daemon 0.0.0.0 2376 by localhost");
        assertThat(ListenerSearch.in(host().reachedAt("https://engine.example.com:2376")
                                .snapshot())
                        .hostNames())
                .contains("engine.example.com");
    }

    @Test
    void what_cannot_be_seen_is_said() {
        assertThat(ListenerSearch.in(host().snapshot()).unseen()).isEmpty();
        assertThat(ListenerSearch.in(host().changed(
                                        DockerDocuments.LISTENERS, listeners -> listeners.with("holdersKnown", false))
                                .snapshot())
                        .unseen())
                .contains("run as root");
        assertThat(ListenerSearch.in(host().container("web")
                                .unreadable(DockerDocuments.container("web"), "timed out")
                                .snapshot())
                        .unseen())
                .contains("whether container/web passes the API on cannot be told: timed out");
    }
}
