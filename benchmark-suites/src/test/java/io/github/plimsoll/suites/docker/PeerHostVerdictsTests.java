package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.DockerFixture;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same as {@link PeerVerdictsTests} for the daemon, its host and swarms. Which row is tested where stands in peer-mistakes.tsv. */
class PeerHostVerdictsTests {

    private static final List<String> WEB = List.of("container/web");
    private static final List<String> DAEMON = List.of("daemon");

    @Test
    void missed_1_1_1_root_file_system_mounted_once_more() {
        DockerFixture host = host().changed(HostDocuments.MOUNTS, table -> table.withJson("mounts", """
                        [{at: '/', device: '8:1', type: 'ext4', source: '/dev/sda1'},
                         {at: '/var/lib/docker', device: '8:1', root: '/srv', type: 'ext4', source: '/dev/sda1'}]"""));

        assertThat(Judging.wholly(host).violators("1.1.1")).containsExactly("directory /var/lib/docker");
    }

    @Test
    void missed_1_1_14_and_1_1_15_rule_for_a_program_of_a_longer_name() {
        DockerFixture host = host().file("/usr/bin/containerd-shim")
                .unaudited("/usr/bin/containerd")
                .auditRule(AuditProofs.rule("watch", "/usr/bin/containerd-shim-runc-v2", "wa"));

        Judging judging = Judging.wholly(host);

        assertThat(judging.violators("1.1.14")).containsExactly("file /usr/bin/containerd");
        assertThat(judging.violators("1.1.15")).containsExactly("file /usr/bin/containerd-shim");
        assertThat(judging.verdict("1.1.17")).isEqualTo(Verdict.COMPLIANT);
    }

    @Test
    void missed_1_2_2_engine_of_three_years_ago() {
        DockerFixture host =
                host().changed(DockerDocuments.VERSION, version -> version.with("BuildTime", "2023-01-01T00:00:00Z"));

        assertThat(Judging.wholly(host).violators("1.2.2")).isEqualTo(DAEMON);
    }

    /** The settings of a newer daemon are proven not to count on real ones. */
    @Test
    void missed_2_2_to_2_17_and_5_26_settings_that_only_a_container_has_in_its_command() {
        DockerFixture host = host().withoutDaemonJson("icc")
                .withoutDaemonJson("no-new-privileges")
                .withoutDaemonJson("userns-remap")
                .withoutDaemonJson("authorization-plugins")
                .withoutDaemonJson("userland-proxy")
                .network("bridge", bridge -> bridge.with("Options", Map.of()))
                .info(info -> info.with("SecurityOptions", List.of("name=seccomp,profile=builtin"))
                        .withJson("Plugins.Authorization", "[]"))
                .container(
                        "web",
                        container -> container
                                .with("HostConfig.SecurityOpt", List.of())
                                .with("Path", "sh")
                                .with(
                                        "Args",
                                        List.of(
                                                "-c",
                                                "sleep 900; : dockerd --icc=false --no-new-privileges --userns-remap=default"
                                                        + " --authorization-plugin=policy --userland-proxy=false")))
                .processes("web", "{pid: 999999, uid: 1, name: 'dockerd'}");

        Judging judging = Judging.wholly(host);

        for (String line : List.of("2.2", "2.10", "2.13", "2.15", "2.17")) {
            assertThat(judging.violators(line)).as(line).isEqualTo(DAEMON);
        }
        assertThat(judging.violators("5.26")).isEqualTo(WEB);
    }

    @Test
    void missed_2_3_log_level_on_the_command_line() {
        for (String argument : List.of("--log-level=debug", "-ldebug")) {
            assertThat(Judging.wholly(host().daemonArgs(argument)).violators("2.3"))
                    .as(argument)
                    .isEqualTo(DAEMON);
        }
    }

    @Test
    void missed_2_11_control_group_in_the_file() {
        assertThat(Judging.wholly(host().daemonJson("cgroup-parent", "/elsewhere"))
                        .violators("2.11"))
                .isEqualTo(DAEMON);
    }

    @Test
    void missed_2_14_logs_that_go_nowhere() {
        for (String driver : List.of("none", "local", "journald")) {
            assertThat(Judging.wholly(
                                    host().daemonJson("log-driver", driver).info(i -> i.with("LoggingDriver", driver)))
                            .violators("2.14"))
                    .as(driver)
                    .isEqualTo(DAEMON);
        }
    }

    @Test
    void missed_2_15_and_5_26_no_new_privileges_set_to_false_for_all() {
        DockerFixture host = host().withoutDaemonJson("no-new-privileges")
                .daemonArgs("--no-new-privileges=false")
                .info(i -> i.with("SecurityOptions", List.of("name=seccomp,profile=builtin")))
                .container("web", c -> c.with("HostConfig.SecurityOpt", List.of()));

        assertThat(Judging.wholly(host).violators("2.15")).isEqualTo(DAEMON);
        assertThat(Judging.wholly(host).violators("5.26")).isEqualTo(WEB);
    }

    /** Each mode is written by others and a smaller number than the widest that the line allows. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            3.2, 0622, file, /usr/lib/systemd/system/docker.service
            3.4, 0622, file, /usr/lib/systemd/system/docker.socket
            3.6, 0577, directory, /etc/docker
            3.8, 0266, file, /etc/docker/certs.d/registry.example.com/ca.crt
            3.10, 0422, file, /etc/docker/ca.pem
            3.12, 0422, file, /etc/docker/server.pem
            3.14, 0377, file, /etc/docker/server-key.pem
            3.16, 0606, socket, /run/docker.sock
            3.18, 0622, file, /etc/docker/daemon.json
            3.20, 0622, file, /etc/default/docker
            3.21, 0622, file, /etc/sysconfig/docker
            3.24, 0606, socket, /run/containerd/containerd.sock
            """)
    void missed_3_6_3_8_3_18_and_others_modes_that_are_small_numbers(
            String line, String mode, String kind, String path) {
        DockerFixture host = FileProofs.withTls().file(path, file -> file.with("mode", mode));

        assertThat(Judging.wholly(host).violators(line)).containsExactly(kind + " " + path);
    }

    @Test
    void missed_7_a_swarm_that_is_off_is_no_swarm_that_is_well_kept() {
        Judging judging = Judging.wholly(host());

        assertThat(IntStream.rangeClosed(1, 9).mapToObj(line -> judging.verdict("7." + line)))
                .containsOnly(Verdict.NOT_APPLICABLE);
    }

    @Test
    void alarm_1_1_4_directory_that_is_not_there() {
        assertThat(Judging.wholly(host().withoutFile("/run/containerd")).verdict("1.1.4"))
                .isEqualTo(Verdict.NOT_APPLICABLE);
    }

    @Test
    void alarm_2_8_tls_verified_by_the_file() {
        DockerFixture host = host().daemonArgs("-H", "tcp://10.0.0.1:2376")
                .daemonJson("tlscacert", "/etc/docker/ca.pem")
                .daemonJson("tlsverify", true);

        assertThat(Judging.wholly(host).verdict("2.8")).isEqualTo(Verdict.COMPLIANT);
    }

    @Test
    void alarm_3_23_and_3_24_socket_of_containerd_under_the_daemons_own_directory() {
        String socket = "/run/docker/containerd/containerd.sock";
        DockerFixture host = host().withoutFile("/run/containerd/containerd.sock")
                .changed(DockerDocuments.CONTAINERD, containerd -> containerd.with("address", socket))
                .file(socket, file -> file.with("mode", "0660"));

        assertThat(Judging.wholly(host).verdict("3.23")).isEqualTo(Verdict.COMPLIANT);
        assertThat(Judging.wholly(host).verdict("3.24")).isEqualTo(Verdict.COMPLIANT);
        assertThat(Judging.wholly(host.file(socket, file -> file.with("mode", "0666")))
                        .violators("3.24"))
                .containsExactly("file " + socket);
    }

    @Test
    void alarm_6_1_many_containers_of_one_image() {
        DockerFixture host = host();
        for (int i = 0; i < 51; i++) {
            host = host.container("web-" + i);
        }

        assertThat(Judging.of(host).verdict("6.1")).isEqualTo(Verdict.COMPLIANT);
    }
}
