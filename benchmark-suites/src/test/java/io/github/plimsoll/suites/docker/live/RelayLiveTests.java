package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API of a real daemon, passed on by containers and processes that no setting of the daemon knows of. */
@Tag("live")
@Timeout(180)
class RelayLiveTests {

    private static final String CONTROL = "api_is_not_served_in_plain_http";

    /** One that can use the API, and runs what it is told to instead of waiting. */
    private static final String HOLDER = """
            {User: '0:0', Entrypoint: [], Cmd: ['/pause'],
             HostConfig: {NetworkMode: 'none', Memory: 0, MemorySwap: 0, NanoCpus: 0, PidsLimit: 100, Binds: []}}
            """;

    /** What a Java program needs of the machine. */
    private static final List<String> PROGRAMS = List.of(
            "/usr",
            "/lib",
            "/lib64",
            "/etc",
            System.getProperty("java.home"),
            ApiRelay.classes().toString());

    @TempDir
    private Path directory;

    /** The port is the neighbour's, which has neither the socket nor anything that listens. */
    @Test
    void a_container_in_the_network_of_another_that_publishes_a_port() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, "{}")) {
            int port = HostPorts.free();
            PlantedHost.plant(daemon.engine(), List.of());
            if (!startsOneThatPublishes(daemon, port)) {
                LiveAudit.of(daemon.address()).shows(NOT_APPLICABLE, List.of(CONTROL));
                return;
            }
            create(daemon, "relay", holder(daemon, "container:front", List.of("/pause")));
            LiveAudit.of(daemon.address()).satisfies(CONTROL);

            daemon.engine().delete("/containers/relay?force=1");
            create(daemon, "relay", holder(daemon, "container:front", ApiRelay.command("/api.sock", 8375)));
            awaitAnswer(port);
            assertFoundAt(daemon, "container/relay › listener 127.0.0.1:" + port);
        }
    }

    @Test
    void a_container_in_the_network_of_the_host() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, "{}")) {
            PlantedHost.plant(daemon.engine(), List.of());
            create(daemon, "relay", holder(daemon, "host", List.of("/pause")));
            LiveAudit.of(daemon.address()).shows(NOT_APPLICABLE, List.of(CONTROL));

            int port = HostPorts.free();
            daemon.engine().delete("/containers/relay?force=1");
            create(daemon, "relay", holder(daemon, "host", ApiRelay.command("/api.sock", port)));
            awaitAnswer(port);
            assertFoundAt(daemon, "container/relay › listener [::]:" + port);
        }
    }

    /** It holds a port that nobody has heard of, and was told of the socket in plain words. */
    @Test
    void a_process_of_the_host() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, "{}")) {
            LiveAudit.of(daemon.address()).shows(NOT_APPLICABLE, List.of(CONTROL));

            int port = HostPorts.free();
            Process relay = new ProcessBuilder(ApiRelay.command(socket(daemon), port)).start();
            try {
                awaitAnswer(port);
                assertFoundAt(daemon, "listener/[::]:" + port);
            } finally {
                relay.destroy();
                relay.waitFor();
            }
            LiveAudit.of(daemon.address()).shows(NOT_APPLICABLE, List.of(CONTROL));
        }
    }

    /** A task of a swarm publishes nothing itself: the port is that of its service. */
    @Test
    void a_task_behind_the_port_of_its_service() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            PlantedHost.plant(engine, List.of());
            engine.post("/swarm/init", Plant.json("{ListenAddr: '0.0.0.0:2377', AdvertiseAddr: '172.17.0.1'}"));
            engine.post("/services/create", service("plain", "[]", 9375));
            awaitTasks(engine, 1);
            LiveAudit.of(daemon.address()).shows(NOT_APPLICABLE, List.of(CONTROL));

            engine.post("/services/create", service("relay", """
                    [{Type: 'bind', Source: '%s', Target: '/api.sock'}]""".formatted(socket(daemon)), 9376));
            awaitTasks(engine, 2);
            LiveAudit audit = LiveAudit.of(daemon.address()).shows(Verdict.INCONCLUSIVE, List.of(CONTROL));
            assertThat(audit.subjects(CONTROL, Verdict.INCONCLUSIVE))
                    .as("in a network where nobody can look from here")
                    .singleElement()
                    .asString()
                    .matches("container/relay\\.1\\..* › listener 0\\.0\\.0\\.0:9376");
        }
    }

    /** Looked at from the network of the daemon, in which the ports of its services are. */
    @Test
    void a_task_that_publishes_a_port_by_itself() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            PlantedHost.plant(engine, List.of());
            daemon.inside("ip", "link", "set", "lo", "up");
            if (!startsOneThatPublishes(daemon, 9376)) {
                LiveAudit.of(SnapshotProcess.inNetworkOf(daemon)).shows(NOT_APPLICABLE, List.of(CONTROL));
                return;
            }
            engine.delete("/containers/front?force=1");
            engine.post("/swarm/init", Plant.json("{ListenAddr: '0.0.0.0:2377', AdvertiseAddr: '172.17.0.1'}"));
            engine.post("/services/create", relayService(daemon, List.of("/pause"), 9377));
            awaitTasks(engine, 1);
            LiveAudit.of(SnapshotProcess.inNetworkOf(daemon)).satisfies(CONTROL);

            engine.delete("/services/relay9377");
            awaitTasks(engine, 0);
            engine.post("/services/create", relayService(daemon, ApiRelay.command("/api.sock", 8375), 9378));
            awaitTasks(engine, 1);
            // It takes a moment until it listens.
            Thread.sleep(5000);
            LiveAudit audit = LiveAudit.of(SnapshotProcess.inNetworkOf(daemon)).violates(CONTROL);
            assertThat(audit.subjects(CONTROL, Verdict.VIOLATED))
                    .isNotEmpty()
                    .allMatch(subject -> subject.matches("container/relay9378\\.1\\..* › listener .*:9378"));
        }
    }

    /** An engine that finds no proxy of its own release starts nothing that publishes a port, and then nobody gets anywhere. */
    private static boolean startsOneThatPublishes(ScratchDaemon daemon, int port) throws IOException {
        try {
            create(daemon, "front", Plant.json("""
                    {User: '0:0', ExposedPorts: {'8375/tcp': {}}, HostConfig: {
                      NetworkMode: 'bridge', PortBindings: {'8375/tcp': [{HostIp: '127.0.0.1', HostPort: '%d'}]}}}
                    """.formatted(port)));
            return true;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("userland proxy");
            daemon.engine().delete("/containers/front?force=1");
            return false;
        }
    }

    private static JsonNode relayService(ScratchDaemon daemon, List<String> words, int port) {
        ObjectNode service = (ObjectNode) Plant.json("""
                {Name: 'relay%1$d', TaskTemplate: {ContainerSpec: {Image: '%2$s', User: '0:0'}},
                 EndpointSpec: {Ports: [{Protocol: 'tcp', TargetPort: 8375, PublishedPort: %1$d, PublishMode: 'host'}]}}
                """.formatted(port, PlantImages.BARE));
        ObjectNode container = (ObjectNode) service.at("/TaskTemplate/ContainerSpec");
        words.forEach(container.putArray("Command")::add);
        ArrayNode mounts = container.putArray("Mounts");
        mount(mounts, socket(daemon), "/api.sock");
        if (words.size() > 1) {
            PROGRAMS.forEach(path -> mount(mounts, path, path));
        }
        return service;
    }

    private static void mount(ArrayNode mounts, String source, String target) {
        mounts.addObject().put("Type", "bind").put("Source", source).put("Target", target);
    }

    private static JsonNode service(String name, String mounts, int port) {
        return Plant.json("""
                {Name: '%s', TaskTemplate: {ContainerSpec: {Image: '%s', Mounts: %s}},
                 EndpointSpec: {Ports: [{Protocol: 'tcp', TargetPort: 8375, PublishedPort: %d, PublishMode: 'ingress'}]}}
                """.formatted(name, PlantImages.BARE, mounts, port));
    }

    private static void awaitTasks(Engine engine, int count) throws InterruptedException {
        for (int i = 0; i < 300 && engine.get("/containers/json").size() != count; i++) {
            Thread.sleep(100);
        }
        assertThat(engine.get("/containers/json")).as("tasks that run").hasSize(count);
    }

    private static void assertFoundAt(ScratchDaemon daemon, String listener) {
        LiveAudit audit = LiveAudit.of(daemon.address()).violates(CONTROL);
        assertThat(audit.finding("docker/" + CONTROL, listener).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(audit.attacks()).anyMatch(path -> path.contains("answers without encryption"));
    }

    /** @param words what runs in it */
    private static JsonNode holder(ScratchDaemon daemon, String network, List<String> words) {
        ObjectNode document = (ObjectNode) Plant.json(HOLDER);
        ObjectNode settings = (ObjectNode) document.path("HostConfig");
        settings.put("NetworkMode", network);
        ArrayNode binds = settings.withArray("Binds").add(socket(daemon) + ":/api.sock");
        if (words.size() > 1) {
            PROGRAMS.forEach(path -> binds.add(path + ":" + path + ":ro"));
        }
        ArrayNode command = document.putArray("Cmd");
        words.forEach(command::add);
        return document;
    }

    private static void create(ScratchDaemon daemon, String name, JsonNode document) {
        ((ObjectNode) document).put("Image", PlantImages.BARE);
        daemon.engine().post("/containers/create?name=" + name, document);
        daemon.engine().post("/containers/" + name + "/start");
    }

    private static String socket(ScratchDaemon daemon) {
        return daemon.address().substring("unix://".length());
    }

    /** It takes a moment to start, and longer on a machine that is busy. */
    private static void awaitAnswer(int port) throws InterruptedException {
        for (int i = 0; i < 300 && !answers(port); i++) {
            Thread.sleep(100);
        }
        assertThat(answers(port)).as("a relay answers at port " + port).isTrue();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream()
                    .write("GET /_ping HTTP/1.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false;
        }
    }
}
