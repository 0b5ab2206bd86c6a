package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.attack.Cut;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.DockerPlatform;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How findings chain into paths on hosts made up for it. */
class DockerAttackTests {

    private static final Map<String, String> ENGINE = Map.of("Api-Version", "1.51", "Server", "Docker/28");

    private static final String OWNS = ": whoever takes over container/web owns this host";

    @Test
    void on_the_hardened_host_nothing_leads_anywhere() {
        AttackPaths attack = attack(host().container("web").container("db"));

        assertThat(attack.paths()).isEmpty();
        assertThat(attack.unreached()).isEmpty();
        assertThat(attack.cuts()).isEmpty();
    }

    @Test
    void a_published_container_that_is_root_and_has_the_socket_is_the_host() {
        DockerFixture host = exposed(c -> mounts(c, "/var/run/docker.sock", false));

        assertThat(sentences(attack(host)))
                .containsExactly("container/web: published on 0.0.0.0:8080; runs as root, controls the engine by"
                        + " /run/docker.sock" + OWNS);
    }

    @Test
    void each_way_out_is_seen() {
        assertThat(wayOut(c -> c.with("HostConfig.Privileged", true))).contains("runs as root, is privileged");
        assertThat(wayOut(c -> c.with("HostConfig.CapAdd", List.of("SYS_ADMIN"))))
                .contains("has SYS_ADMIN");
        assertThat(wayOut(
                        c -> c.with("HostConfig.CapAdd", List.of("SYS_PTRACE")).with("HostConfig.PidMode", "host")))
                .contains("has SYS_PTRACE in the host's namespace");
        assertThat(wayOut(c -> mounts(c, "/etc/cron.d", true))).contains("may write /etc/cron.d");
        assertThat(wayOut(c -> c.withJson("HostConfig.Devices", "[{PathOnHost: '/dev/sda', CgroupPermissions: 'r'}]")))
                .contains("has /dev/sda (r)");
        assertThat(wayOut(c -> c.with("HostConfig.DeviceCgroupRules", List.of("b 8:* rmw"))))
                .contains("has rule b 8:* rmw");
        assertThat(wayOut(c -> c.with("AppArmorProfile", "unconfined").with("HostConfig.ReadonlyPaths", List.of())))
                .contains("may write /proc/sys");
    }

    @Test
    void what_is_no_way_out_is_none() {
        assertThat(attack(exposed(c -> c.with("HostConfig.CapAdd", List.of("SYS_TIME", "NET_ADMIN"))))
                        .paths())
                .isEmpty();
        assertThat(attack(exposed(c -> c.withJson("HostConfig.Devices", "[{PathOnHost: '/dev/fuse'}]")))
                        .paths())
                .isEmpty();
        assertThat(attack(exposed(c -> mounts(c, "/srv", true))).paths()).isEmpty();
        // AppArmor's profile for containers denies it.
        assertThat(attack(exposed(c -> c.with("HostConfig.ReadonlyPaths", List.of())))
                        .paths())
                .isEmpty();
        // Nothing is root: neither now, nor by a setuid program.
        assertThat(attack(host().container("web", c -> published(mounts(c, "/etc", true))))
                        .paths())
                .isEmpty();
        // Root of the container is nobody on the host.
        assertThat(attack(host().container(
                                        "web",
                                        c -> published(mounts(c, "/etc", true)).with("Config.User", "0"))
                                .processes("web", "{pid: 100, uid: 100000, name: 'app'}"))
                        .paths())
                .isEmpty();
    }

    @Test
    void secrets_that_can_be_read_are_a_lesser_goal() {
        assertThat(sentences(attack(exposed(c -> mounts(c, "/home/jane/.ssh", false)))))
                .containsExactly("container/web: published on 0.0.0.0:8080; runs as root, reads /home/jane/.ssh:"
                        + " whoever takes over container/web reads secrets of this host");
        assertThat(sentences(attack(exposed(c -> mounts(c, "/etc", true)))))
                .singleElement()
                .asString()
                .endsWith("owns this host");
    }

    @Test
    void a_neighbour_on_the_same_network_is_one_step_away() {
        DockerFixture host = unmapped(host().network("shop", n -> n.without("Options"))
                .container("web", DockerAttackTests::published)
                .container("db", c -> c.with("HostConfig.Privileged", true).with("NetworkSettings.Ports", null))
                .processes("db", "{pid: 100, uid: 0, name: 'app'}"));

        assertThat(sentences(attack(host)))
                .containsExactly("container/web → container/db: published on 0.0.0.0:8080; on network shop with it;"
                        + " runs as root, is privileged: whoever takes over container/web, then takes over"
                        + " container/db owns this host");
        // Where containers of a network do not reach each other, nothing leads there.
        AttackPaths isolated =
                attack(host.network("shop", n -> n.with("Options.\"com.docker.network.bridge.enable_icc\"", "false")));
        assertThat(isolated.paths()).isEmpty();
        assertThat(isolated.unreached()).hasSize(1);
    }

    @Test
    void ports_count_by_who_reaches_them() {
        UnaryOperator<Json> privileged = c -> c.with("HostConfig.Privileged", true);
        assertThat(sentences(attack(unmapped(root(host().container("web", privileged))))))
                .containsExactly("container/web: published on 127.0.0.1:8080; runs as root, is privileged" + OWNS);
        assertThat(wayIn(c -> c.with("NetworkSettings.Ports.\"8080/tcp\"", List.of(binding("::", "8080")))))
                .contains("published on [::]:8080");
        assertThat(attack(unmapped(root(host().network("lan", n -> n.with("Driver", "macvlan"))
                                .container(
                                        "web",
                                        c -> privileged
                                                .apply(c)
                                                .with("NetworkSettings.Networks", Map.of("lan", Map.of()))))))
                        .paths()
                        .get(0)
                        .sentence())
                .startsWith("container/web: has an address outside the host on network lan;");
        DockerFixture inHostNetwork = unmapped(
                root(host().container("web", c -> privileged.apply(c).with("HostConfig.NetworkMode", "host"))));
        assertThat(attack(inHostNetwork).paths()).isEmpty();
        assertThat(sentences(attack(inHostNetwork.listener("tcp", "0.0.0.0", 9100, 100))))
                .containsExactly("container/web: listens on 0.0.0.0:9100 in the host's network; runs as root,"
                        + " is privileged" + OWNS);
        assertThat(attack(inHostNetwork.listener("tcp", "127.0.0.1", 9100, 100)).paths())
                .isEmpty();
    }

    @Test
    void an_open_api_is_the_host_for_everybody_and_for_every_container() {
        DockerFixture host =
                host().daemonArgs("-H", "tcp://0.0.0.0:2375").container("web", DockerAttackTests::published);

        AttackPaths attack = attack(host);
        assertThat(sentences(attack))
                .containsExactly("the engine's API: tcp://0.0.0.0:2375 lets in clients without a certificate:"
                        + " whoever speaks to the engine owns this host");
        assertThat(attack.cuts()).first().extracting(cut -> cut.fix().subject()).isEqualTo("daemon");
        // On loopback it is open to the host's users, and to containers in the host's network.
        assertThat(sentences(attack(host().daemonArgs("-H", "tcp://127.0.0.1:2375"))))
                .singleElement()
                .asString()
                .startsWith("the engine's API: tcp://127.0.0.1:2375 lets in");
    }

    /** It stands in no setting of the daemon, and is found by connecting to it. */
    @Test
    void a_relay_that_passes_the_api_on_is_the_host_for_everybody() {
        DockerFixture relay = host().container("web", DockerAttackTests::published)
                .serving("host", "0.0.0.0", 2375, DockerAttackTests::inPlainHttp);

        assertThat(sentences(attack(relay)))
                .containsExactly("the engine's API: 0.0.0.0:2375 answers without encryption:"
                        + " whoever speaks to the engine owns this host");
        assertThat(attack(relay).cuts())
                .first()
                .extracting(cut -> cut.fix().subject())
                .isEqualTo("listener/0.0.0.0:2375");
        assertThat(sentences(attack(host().serving(
                                "0.0.0.0",
                                2376,
                                probe -> probe.with(
                                        "tls.withoutCertificate",
                                        Map.of("outcome", "answered", "status", 200, "headers", ENGINE))))))
                .singleElement()
                .asString()
                .startsWith("the engine's API: 0.0.0.0:2376 lets in clients without a certificate:");
        assertThat(sentences(
                        attack(host().serving("container/web", "127.0.0.1", 8375, DockerAttackTests::inPlainHttp))))
                .singleElement()
                .asString()
                .startsWith("the engine's API: 127.0.0.1:8375 answers without encryption:");
        // What the settings tell already is not told twice, and what is closed not at all.
        assertThat(sentences(attack(host().daemonArgs("-H", "tcp://0.0.0.0:2375")
                        .serving("0.0.0.0", 2375, DockerAttackTests::inPlainHttp))))
                .singleElement()
                .asString()
                .contains("tcp://0.0.0.0:2375 lets in clients");
        assertThat(attack(host().serving("0.0.0.0", 2376, UnaryOperator.identity()))
                        .paths())
                .isEmpty();
        // What speaks neither HTTP nor TLS passes no API on.
        assertThat(attack(host().serving(
                                        "container/web",
                                        "0.0.0.0",
                                        5432,
                                        probe -> probe.with("plain", Map.of("outcome", "closed"))
                                                .with("tls", Map.of("outcome", "not spoken"))))
                        .paths())
                .isEmpty();
    }

    @Test
    void where_nobody_looked_for_a_relay_the_settings_of_the_daemon_tell() {
        DockerFixture host = host().serving("host", "0.0.0.0", 2375, DockerAttackTests::inPlainHttp);

        assertThat(attack(host.unreadable(DockerDocuments.PROBED_LISTENERS, "switched off"))
                        .paths())
                .isEmpty();
        assertThat(attack(host.unreadable(DockerDocuments.probe("0.0.0.0", 2375), "refused"))
                        .paths())
                .isEmpty();
        AttackPaths unclear = attack(host().serving(
                        "host",
                        "0.0.0.0",
                        2375,
                        probe -> probe.with("plain", Map.of("outcome", "unclear"))
                                .with("tls", Map.of("outcome", "not spoken"))));
        assertThat(unclear.certain()).isZero();
        assertThat(unclear.paths()).hasSize(1);
    }

    @Test
    void what_cannot_be_read_could_not_be_excluded() {
        DockerFixture host = exposed(c -> c.with("HostConfig.Privileged", true));
        for (DockerFixture blind : List.of(
                host.unreadable(DockerDocuments.container("web"), "timed out"),
                host.unreadable(DockerDocuments.CONTAINERS, "timed out"),
                host.unreadable(DockerDocuments.processes("web"), "timed out")
                        .changed(
                                DockerDocuments.container("web"),
                                c -> c.with("Config.User", "stranger").with("HostConfig.SecurityOpt", null)),
                host.remote("https://elsewhere:2376"))) {
            AttackPaths attack = attack(blind);
            assertThat(attack.paths()).isNotEmpty();
            assertThat(attack.paths())
                    .filteredOn(path -> !path.isCertain())
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(path.doubts()).isNotEmpty());
        }
    }

    @Test
    void a_user_that_may_become_root_leaves_a_path_in_doubt() {
        AttackPaths attack = attack(unmapped(host().container(
                        "web",
                        c -> published(mounts(c, "/etc", true))
                                .with("HostConfig.SecurityOpt", List.of("no-new-privileges=false")))));

        assertThat(attack.certain()).isZero();
        assertThat(attack.paths())
                .singleElement()
                .satisfies(path ->
                        assertThat(path.doubts()).singleElement().asString().contains("setuid"));
    }

    @Test
    void what_does_not_run_comes_after_what_does() {
        DockerFixture host = unmapped(host().container(
                        "a",
                        c -> published(c)
                                .with("HostConfig.Privileged", true)
                                .with("Config.User", "0")
                                .with("State.Status", "exited"))
                .container("b", c -> published(c).with("HostConfig.Privileged", true))
                .processes("b", "{pid: 100, uid: 0, name: 'app'}"));

        assertThat(sentences(attack(host)))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("container/b:"),
                        second -> assertThat(second)
                                .startsWith("container/a:")
                                .contains("whoever takes over container/a once it runs owns this host"));
    }

    @Test
    void one_change_breaks_what_several_containers_have_in_common() {
        DockerFixture host = unmapped(host());
        for (String name : List.of("a", "b", "c")) {
            host = host.container(name, c -> published(mounts(c, "/etc", true)))
                    .processes(name, "{pid: 100, uid: 0, name: 'app'}");
        }
        List<Cut> cuts = attack(host).cuts();

        assertThat(cuts).hasSize(1);
        assertThat(cuts.get(0).fix().words()).contains("userns-remap");
        assertThat(cuts.get(0).breaks()).isEqualTo(3);
    }

    @Test
    void a_manager_of_a_swarm_is_the_whole_swarm() {
        assertThat(sentences(attack(
                        exposed(c -> c.with("HostConfig.Privileged", true)).swarm())))
                .singleElement()
                .asString()
                .endsWith("owns this host and every node of its swarm");
    }

    private static String wayOut(UnaryOperator<Json> change) {
        List<String> sentences = sentences(attack(exposed(change)));
        assertThat(sentences).hasSize(1);
        return sentences.get(0);
    }

    private static String wayIn(UnaryOperator<Json> change) {
        return wayOut(c -> change.apply(c.with("HostConfig.Privileged", true)));
    }

    /** A container that is reached from everywhere and runs as root, after a change. */
    private static DockerFixture exposed(UnaryOperator<Json> change) {
        return unmapped(root(host().container("web", c -> change.apply(published(c)))));
    }

    private static Json inPlainHttp(Json probe) {
        return probe.with("plain", Map.of("outcome", "answered", "status", 200, "headers", ENGINE))
                .with("tls", Map.of("outcome", "not spoken"));
    }

    private static DockerFixture root(DockerFixture host) {
        return host.processes("web", "{pid: 100, uid: 0, name: 'app'}");
    }

    private static DockerFixture unmapped(DockerFixture host) {
        return host.info(i -> i.with(
                "SecurityOptions", List.of("name=apparmor", "name=seccomp,profile=builtin", "name=no-new-privileges")));
    }

    private static Json published(Json container) {
        return container
                .with("NetworkSettings.Ports.\"8080/tcp\"", List.of(binding("0.0.0.0", "8080")))
                .with("HostConfig.PortBindings.\"8080/tcp\"", List.of(binding("0.0.0.0", "8080")));
    }

    private static Map<String, String> binding(String address, String port) {
        return Map.of("HostIp", address, "HostPort", port);
    }

    private static Json mounts(Json container, String source, boolean writable) {
        return container.with(
                "Mounts", List.of(Map.of("Type", "bind", "Source", source, "Destination", "/data", "RW", writable)));
    }

    private static AttackPaths attack(DockerFixture host) {
        return AttackPaths.of(new DockerPlatform().attackSteps(host.snapshot()));
    }

    private static List<String> sentences(AttackPaths attack) {
        return attack.paths().stream().map(AttackPath::sentence).toList();
    }
}
