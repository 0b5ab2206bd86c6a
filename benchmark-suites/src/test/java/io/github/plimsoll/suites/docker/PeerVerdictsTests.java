package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Verdicts on containers and images that docker-bench-security 1.6 was measured to get wrong: what it missed, and what it raised a
 * false alarm on.
 */
class PeerVerdictsTests {

    private static final List<String> WEB = List.of("container/web");

    @Test
    void missed_4_1_root_written_as_0_0() {
        assertThat(unmapped(c -> c.with("Config.User", "0:0").with("State.Status", "exited"))
                        .violators("4.1"))
                .isEqualTo(WEB);
    }

    @Test
    void missed_4_6_health_check_switched_off_in_the_image() {
        assertThat(image(i -> i.with("Config.Healthcheck.Test", List.of("NONE")))
                        .violators("4.6"))
                .containsExactly("image/app:1");
    }

    @Test
    void missed_4_7_update_behind_a_long_command() {
        String step = "/bin/sh -c " + "echo a long command && ".repeat(10) + "apt-get update";

        assertThat(built(step).violators("4.7")).containsExactly("image/app:1");
    }

    @Test
    void missed_4_9_add_as_the_oldest_layer() {
        assertThat(built("ADD app /app # buildkit").violators("4.9")).containsExactly("image/app:1");
    }

    @Test
    void missed_5_3_security_options_that_are_no_labels() {
        for (String option : List.of(
                "no-new-privileges",
                "no-new-privileges=false",
                "seccomp=unconfined",
                "apparmor=unconfined",
                "label=disable")) {
            Judging judging = Judging.of(container(c ->
                            c.with("HostConfig.SecurityOpt", List.of(option)).with("ProcessLabel", ""))
                    .info(i -> i.with("SecurityOptions", List.of("name=selinux"))));

            assertThat(judging.violators("5.3")).as(option).isEqualTo(WEB);
        }
    }

    @Test
    void missed_5_4_and_5_22_what_privileged_implies() {
        Judging judging = web(c -> c.with("HostConfig.Privileged", true));

        assertThat(judging.violators("5.4")).isEqualTo(WEB);
        assertThat(judging.violators("5.22")).isEqualTo(WEB);
    }

    @Test
    void missed_5_6_directories_in_and_above_those_listed_and_read_only_mounts() {
        for (String source : List.of("/etc/docker", "/var/run", "/etc")) {
            assertThat(mounted("{Type: 'bind', Source: '%s', Destination: '/x', RW: false}".formatted(source))
                            .violators("5.6"))
                    .as(source)
                    .containsExactly("container/web › mount /x");
        }
    }

    @Test
    void missed_5_7_ssh_server_where_nothing_can_be_executed_or_is_paused() {
        DockerFixture sshd =
                container(c -> c.with("State.Status", "paused")).processes("web", "{pid: 9, uid: 1, name: 'sshd'}");

        assertThat(Judging.of(sshd).violators("5.7")).isEqualTo(WEB);
    }

    @Test
    void missed_5_7_processes_that_cannot_be_listed() {
        DockerFixture silent = host().container("web").unreadable("/containers/web/top", "timed out");

        assertThat(Judging.of(silent).verdict("5.7")).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void missed_5_8_5_9_and_5_14_ports_on_ipv6_addresses() {
        assertThat(published("{HostIp: '::1', HostPort: '443'}").violators("5.8"))
                .containsExactly("container/web › port [::1]:443->8080/tcp");
        assertThat(published("{HostIp: '::', HostPort: '8082'}").violators("5.14"))
                .containsExactly("container/web › port [::]:8082->8080/tcp");
        assertThat(published("{HostIp: '::1', HostPort: '443'}").reviewed("5.9"))
                .containsExactly("container/web › port [::1]:443->8080/tcp");
    }

    @Test
    void missed_5_10_host_network_at_one_remove() {
        Judging judging = Judging.of(host().container("db", c -> c.with("HostConfig.NetworkMode", "host"))
                .container("web", c -> c.with("HostConfig.NetworkMode", "container:db")));

        assertThat(judging.violators("5.10")).containsExactlyInAnyOrder("container/db", "container/web");
    }

    @Test
    void missed_5_15_restarts_without_end() {
        for (String policy : List.of("always", "unless-stopped", "on-failure")) {
            assertThat(web(c -> c.with("HostConfig.RestartPolicy.Name", policy)
                                    .with("HostConfig.RestartPolicy.MaximumRetryCount", 0))
                            .violators("5.15"))
                    .as(policy)
                    .isEqualTo(WEB);
        }
    }

    @Test
    void missed_5_26_no_new_privileges_set_to_false() {
        assertThat(web(c -> c.with("HostConfig.SecurityOpt", List.of("no-new-privileges=false")))
                        .violators("5.26"))
                .isEqualTo(WEB);
    }

    @Test
    void missed_5_31_namespaces_that_do_not_exist() {
        assertThat(unmapped(UnaryOperator.identity()).verdict("5.31")).isEqualTo(Verdict.NOT_APPLICABLE);
    }

    @Test
    void missed_5_32_directory_that_holds_the_socket() {
        assertThat(mounted("{Type: 'bind', Source: '/var/run', Destination: '/x', RW: false}")
                        .violators("5.32"))
                .isEqualTo(WEB);
    }

    @Test
    void missed_everywhere_containers_that_opt_out_by_name_or_label() {
        DockerFixture host = host().container("vanilla", c -> c.with("HostConfig.Privileged", true))
                .container(
                        "web",
                        c -> c.with("HostConfig.Privileged", true)
                                .with("Config.Labels", Map.of("docker_bench_security", "")));

        assertThat(Judging.of(host).violators("5.5")).containsExactlyInAnyOrder("container/vanilla", "container/web");
    }

    @Test
    void alarm_4_7_update_chained_with_install() {
        assertThat(built("RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit")
                        .verdict("4.7"))
                .isEqualTo(Verdict.COMPLIANT);
    }

    @Test
    void alarm_4_9_variable_whose_name_holds_add() {
        assertThat(built("COPY app /app # buildkit", "ENV BIND_ADDR=0.0.0.0").verdict("4.9"))
                .isEqualTo(Verdict.COMPLIANT);
    }

    @Test
    void alarm_5_2_and_5_3_kernel_without_security_module() {
        Judging judging = Judging.of(container(c -> c.with("AppArmorProfile", ""))
                .info(i -> i.with("SecurityOptions", List.of("name=seccomp,profile=default"))));

        assertThat(judging.verdict("5.2")).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(judging.verdict("5.3")).isEqualTo(Verdict.NOT_APPLICABLE);
    }

    @Test
    void alarm_5_6_volume_at_a_path_of_the_container() {
        Judging judging = Judging.of(container(c -> c.withJson("Mounts", """
                        [{Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data/_data', Destination: '/usr',
                          Driver: 'local', RW: true}]""")).volume("data", "{}"));

        assertThat(judging.verdict("5.6")).isEqualTo(Verdict.COMPLIANT);
    }

    @Test
    void alarm_5_6_writable_directory_beside_a_sensitive_one() {
        assertThat(mounted("{Type: 'bind', Source: '/etc', Destination: '/x', RW: false},"
                                + " {Type: 'bind', Source: '/data', Destination: '/y', RW: true}")
                        .violators("5.6"))
                .containsExactly("container/web › mount /x");
    }

    @Test
    void alarm_5_7_another_containers_ssh_server() {
        DockerFixture host = container(c -> c.with("HostConfig.PidMode", "host"))
                .container("ssh")
                .processes("ssh", "{pid: 9, uid: 1, name: 'sshd'}");

        assertThat(Judging.of(host).violators("5.7")).containsExactly("container/ssh");
    }

    @Test
    void alarm_5_8_first_port_that_is_not_privileged() {
        assertThat(published("{HostIp: '127.0.0.1', HostPort: '1024'}").verdict("5.8"))
                .isEqualTo(Verdict.COMPLIANT);
    }

    @Test
    void alarm_5_12_quota_instead_of_shares() {
        assertThat(web(c -> c.with("HostConfig.NanoCpus", 0).with("HostConfig.CpuQuota", 50000))
                        .verdict("5.12"))
                .isEqualTo(Verdict.COMPLIANT);
    }

    @Test
    void alarm_5_32_text_file_with_the_name_of_the_socket_in_its_own() {
        assertThat(mounted("{Type: 'bind', Source: '/srv/docker.sock.txt', Destination: '/x', RW: true}")
                        .verdict("5.32"))
                .isEqualTo(Verdict.COMPLIANT);
    }

    private static DockerFixture container(UnaryOperator<Json> change) {
        return host().container("web", change);
    }

    private static Judging web(UnaryOperator<Json> change) {
        return Judging.of(container(change));
    }

    /** On a host whose daemon maps no users. */
    private static Judging unmapped(UnaryOperator<Json> change) {
        return Judging.of(container(change).info(i -> i.with("SecurityOptions", List.of("name=seccomp"))));
    }

    private static Judging mounted(String mount) {
        return web(c -> c.withJson("Mounts", "[" + mount + "]"));
    }

    private static Judging published(String binding) {
        return web(c -> c.withJson("NetworkSettings.Ports", "{'8080/tcp': [" + binding + "]}"));
    }

    private static Judging image(UnaryOperator<Json> change) {
        return Judging.of(host().image("app:1", change));
    }

    private static Judging built(String... steps) {
        return Judging.of(host().image("app:1").built("app:1", steps));
    }
}
