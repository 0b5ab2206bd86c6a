package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NEEDS_REVIEW;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.docker.ContainerNetwork;
import io.github.plimsoll.suites.docker.DaemonNetwork;
import io.github.plimsoll.suites.docker.DaemonOperation;
import io.github.plimsoll.suites.docker.DaemonPrivileges;
import io.github.plimsoll.suites.docker.SwarmOperation;
import io.github.plimsoll.target.Targets;
import io.github.plimsoll.waiver.Waivers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The settings of a real daemon are told as that daemon runs with them, wherever they were set. */
@Tag("live")
@Timeout(120)
class DaemonLiveTests {

    /** What a daemon needs to be told, each of which is violated if it is not. */
    private static final List<String> HARDENED_BY_SETTING = List.of(
            "default_bridge_isolates_containers",
            "daemon_denies_new_privileges",
            "live_restore_is_on",
            "userland_proxy_is_off",
            "default_ulimits_are_set",
            "logs_leave_the_host");

    /** What a daemon does by itself. */
    private static final List<String> HARDENED_BY_DEFAULT = List.of(
            "docker_manages_packet_filter",
            "registries_are_secure",
            "tcp_endpoints_demand_mutual_tls",
            "log_level_is_info",
            "aufs_is_not_used",
            "devicemapper_is_not_used",
            "default_cgroup_is_kept",
            "experimental_features_are_off",
            "swarm_mode_is_off");

    /** What is judged of each port of the host. */
    private static final List<String> PORTS = List.of("publishes_no_privileged_port", "port_is_bound_to_one_interface");

    @TempDir
    private Path directory;

    @Test
    void as_it_comes() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            assertThat(verdicts(daemon))
                    .containsAllEntriesOf(all(HARDENED_BY_SETTING, VIOLATED))
                    .containsAllEntriesOf(all(HARDENED_BY_DEFAULT, COMPLIANT))
                    .containsEntry("daemon_runs_rootless", VIOLATED)
                    .containsEntry("user_namespaces_are_remapped", VIOLATED)
                    .containsEntry("api_calls_are_authorized", VIOLATED)
                    .containsEntry("manager_keys_are_locked", NOT_APPLICABLE)
                    .doesNotContainValue(INCONCLUSIVE);
        }
    }

    @Test
    void hardened_on_the_command_line() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(
                directory,
                "{}",
                "--icc=false",
                "--no-new-privileges",
                "--live-restore",
                "--userland-proxy=false",
                "--default-ulimit=nofile=1024:65536",
                "--log-driver=syslog",
                "--log-opt=syslog-address=udp://192.0.2.1:514")) {
            assertThat(verdicts(daemon))
                    .containsAllEntriesOf(all(HARDENED_BY_SETTING, COMPLIANT))
                    .containsAllEntriesOf(all(HARDENED_BY_DEFAULT, COMPLIANT));
        }
    }

    @Test
    void hardened_in_the_file() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, """
                {
                  "icc": false, "no-new-privileges": true, "live-restore": true, "userland-proxy": false,
                  "default-ulimits": {"nofile": {"Name": "nofile", "Soft": 1024, "Hard": 65536}},
                  "log-driver": "syslog", "log-opts": {"syslog-address": "udp://192.0.2.1:514"}
                }
                """)) {
            assertThat(verdicts(daemon))
                    .containsAllEntriesOf(all(HARDENED_BY_SETTING, COMPLIANT))
                    .containsAllEntriesOf(all(HARDENED_BY_DEFAULT, COMPLIANT));
        }
    }

    @Test
    void switched_off_by_value() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(
                directory, "{}", "--no-new-privileges=false", "-D", "-l", "debug", "--live-restore=false")) {
            assertThat(verdicts(daemon))
                    .containsEntry("daemon_denies_new_privileges", VIOLATED)
                    .containsEntry("log_level_is_info", VIOLATED)
                    .containsEntry("live_restore_is_on", VIOLATED);
        }
    }

    @Test
    void open_to_the_network() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", "-H", "tcp://0.0.0.0:2375", "--tls=false")) {
            assertThat(verdicts(daemon)).containsEntry("tcp_endpoints_demand_mutual_tls", VIOLATED);
        }
    }

    @Test
    void file_changed_behind_its_back() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Path file = directory.resolve("daemon.json");
            Files.writeString(file, "{\"userland-proxy\": false}");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));

            assertThat(verdicts(daemon))
                    .containsEntry("userland_proxy_is_off", INCONCLUSIVE)
                    .containsEntry("live_restore_is_on", VIOLATED);
        }
    }

    @Test
    void file_taken_away_behind_its_back() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{\"userland-proxy\": false}")) {
            Files.delete(directory.resolve("daemon.json"));

            assertThat(verdicts(daemon))
                    .containsEntry("userland_proxy_is_off", INCONCLUSIVE)
                    .containsEntry("docker_manages_packet_filter", INCONCLUSIVE);
        }
    }

    @Test
    void manager_of_a_swarm() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            daemon.engine()
                    .post(
                            "/swarm/init",
                            new ObjectMapper()
                                    .createObjectNode()
                                    .put("ListenAddr", "0.0.0.0:2377")
                                    .put("AdvertiseAddr", "172.17.0.1"));

            assertThat(verdicts(daemon))
                    .containsEntry("swarm_mode_is_off", VIOLATED)
                    .containsEntry("managers_are_few_and_odd", COMPLIANT)
                    .containsEntry("swarm_ports_are_bound_to_one_interface", VIOLATED)
                    .containsEntry("overlay_networks_are_encrypted", VIOLATED)
                    .containsEntry("sensitive_data_uses_secrets", NOT_APPLICABLE)
                    .containsEntry("manager_keys_are_locked", VIOLATED)
                    .containsEntry("unlock_key_is_rotated", NOT_APPLICABLE)
                    .containsEntry("node_certificates_are_short_lived", COMPLIANT)
                    .containsEntry("swarm_ca_is_rotated", COMPLIANT)
                    .containsEntry("management_and_data_traffic_are_separate", NEEDS_REVIEW)
                    .containsEntry("live_restore_is_on", NOT_APPLICABLE)
                    .doesNotContainValue(INCONCLUSIVE);
        }
    }

    @Test
    void services_of_a_swarm() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            ObjectMapper json = new ObjectMapper();
            daemon.engine()
                    .post(
                            "/swarm/init",
                            json.createObjectNode()
                                    .put("ListenAddr", "0.0.0.0:2377")
                                    .put("AdvertiseAddr", "172.17.0.1"));
            assertThat(verdicts(daemon))
                    .containsAllEntriesOf(all(PORTS, NOT_APPLICABLE))
                    .containsEntry("publishes_only_needed_ports", NOT_APPLICABLE);

            // No image is needed: what a service publishes and holds stands in its definition.
            daemon.engine().post("/services/create", json.readTree("""
                    {"Name": "open",
                     "TaskTemplate": {"ContainerSpec": {"Image": "nothing", "Args": ["--db-password", "hunter2"]}},
                     "EndpointSpec": {"Ports": [{"TargetPort": 8080, "PublishedPort": 80, "PublishMode": "ingress"}]}}
                    """));
            assertThat(verdicts(daemon))
                    .containsAllEntriesOf(all(PORTS, VIOLATED))
                    .containsEntry("publishes_only_needed_ports", NEEDS_REVIEW)
                    .containsEntry("sensitive_data_uses_secrets", VIOLATED);
        }
    }

    private static Map<String, Verdict> all(List<String> controls, Verdict verdict) {
        Map<String, Verdict> all = new TreeMap<>();
        controls.forEach(control -> all.put(control, verdict));
        return all;
    }

    /** The verdict of each control on the daemon, through the source that an audit uses. */
    static Map<String, Verdict> verdicts(ScratchDaemon daemon) {
        Platform platform = Platform.named("docker").orElseThrow();
        Catalogue catalogue = Catalogue.load(DaemonLiveTests.class.getClassLoader());
        Judge judge =
                new Judge(Targets.snapshot(daemon.address()), platform, Waivers.none(), Policies.defaults(catalogue));
        Map<String, Verdict> verdicts = new TreeMap<>();
        for (Class<?> type : List.of(
                ContainerNetwork.class,
                DaemonNetwork.class,
                DaemonOperation.class,
                DaemonPrivileges.class,
                SwarmOperation.class)) {
            ControlMethod.allOf(type, catalogue, platform)
                    .forEach(control -> verdicts.put(
                            control.description().id().substring("docker/".length()),
                            judge.judge(control).verdict()));
        }
        return verdicts;
    }
}
