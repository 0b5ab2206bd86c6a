package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.docker.DockerDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
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
            "seccomp_filters_by_default",
            "swarm_mode_is_off");

    /** What settings can spoil. */
    private static final List<String> LOOSENED = List.of(
            "registries_are_secure",
            "docker_manages_packet_filter",
            "experimental_features_are_off",
            "default_cgroup_is_kept",
            "logs_leave_the_host",
            "default_ulimits_are_set");

    @TempDir
    private Path directory;

    @Test
    void as_it_comes() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            audit(daemon)
                    .shows(VIOLATED, HARDENED_BY_SETTING)
                    .shows(COMPLIANT, HARDENED_BY_DEFAULT)
                    .violates("daemon_runs_rootless", "user_namespaces_are_remapped", "api_calls_are_authorized")
                    .shows(NOT_APPLICABLE, List.of("manager_keys_are_locked", "base_device_size_is_default"))
                    .isReadWholly("2", "7");
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
            audit(daemon).shows(COMPLIANT, HARDENED_BY_SETTING).shows(COMPLIANT, HARDENED_BY_DEFAULT);
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
            audit(daemon).shows(COMPLIANT, HARDENED_BY_SETTING).shows(COMPLIANT, HARDENED_BY_DEFAULT);
        }
    }

    @Test
    void switched_off_by_value() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(
                directory, "{}", "--no-new-privileges=false", "-D", "-l", "debug", "--live-restore=false")) {
            audit(daemon).violates("daemon_denies_new_privileges", "log_level_is_info", "live_restore_is_on");
        }
    }

    @Test
    void loosened_on_the_command_line() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(
                directory,
                "{}",
                "--insecure-registry=192.0.2.0/24",
                "--iptables=false",
                "--experimental",
                "--cgroup-parent=/plimsoll",
                "--log-driver=none",
                "--default-ulimit=nofile=1024:1048577")) {
            audit(daemon).shows(VIOLATED, LOOSENED);
        }
    }

    @Test
    void loosened_in_the_file() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, """
                {
                  "insecure-registries": ["registry.example.com:5000"], "iptables": false, "experimental": true,
                  "cgroup-parent": "/plimsoll", "log-driver": "none",
                  "default-ulimits": {"nofile": {"Name": "nofile", "Soft": 1024, "Hard": -1}}
                }
                """)) {
            audit(daemon).shows(VIOLATED, LOOSENED);
        }
    }

    @Test
    void limits_that_containers_inherit() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", "--default-ulimit=nofile=1024:4096")) {
            Engine engine = daemon.engine();
            engine.load(PlantImages.tar(engine.get("/info").get("Architecture").textValue()));
            engine.post("/containers/create", Plant.json("{Image: '%s'}".formatted(PlantImages.BARE)));
            audit(daemon).satisfies("ulimits_are_inherited");

            engine.post("/containers/create", Plant.json("""
                    {Image: '%s', HostConfig: {Ulimits: [{Name: 'nofile', Soft: 1024, Hard: 8192}]}}""".formatted(PlantImages.BARE)));
            audit(daemon).violates("ulimits_are_inherited");
        }
    }

    @Test
    void logs_sent_to_this_very_host() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(
                directory, "{}", "--log-driver=syslog", "--log-opt=syslog-address=udp://127.0.0.1:514")) {
            audit(daemon).violates("logs_leave_the_host");
        }
    }

    @Test
    void filter_of_its_own() throws Exception {
        Path profile = Files.writeString(
                directory.resolve("profile.json"), "{\"defaultAction\": \"SCMP_ACT_ERRNO\", \"syscalls\": []}");
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", "--seccomp-profile=" + profile)) {
            audit(daemon).satisfies("seccomp_filters_by_default");
        }
    }

    @Test
    void filter_of_its_own_that_lets_every_call_pass() throws Exception {
        Path profile = Files.writeString(directory.resolve("profile.json"), "{\"defaultAction\": \"SCMP_ACT_ALLOW\"}");
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", "--seccomp-profile=" + profile)) {
            audit(daemon).violates("seccomp_filters_by_default");
        }
    }

    /** Engines before 23 only know a filter of one's own. */
    @Test
    void filter_switched_off() throws Exception {
        String off = "--seccomp-profile=unconfined";
        if (ScratchDaemon.majorVersion() < 23) {
            assertThatThrownBy(() -> ScratchDaemon.start(directory, "{}", off))
                    .hasMessageContaining("opening seccomp profile (unconfined) failed");
            return;
        }
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", off)) {
            audit(daemon).violates("seccomp_filters_by_default");
        }
    }

    @Test
    void ipv6_past_the_packet_filter() throws Exception {
        try (ScratchDaemon daemon =
                ScratchDaemon.start(directory, "{}", "--ipv6", "--fixed-cidr-v6=fd00:91::/64", "--ip6tables=false")) {
            audit(daemon).violates("docker_manages_packet_filter");
        }
    }

    @Test
    void containers_kept_apart_but_for_ipv6() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(
                directory, "{}", "--icc=false", "--ipv6", "--fixed-cidr-v6=fd00:91::/64", "--ip6tables=false")) {
            audit(daemon).violates("default_bridge_isolates_containers");
        } catch (AssertionError e) {
            // Newer engines know that it keeps nobody apart.
            assertThat(e).hasMessageContaining("ICC=false uses ip6tables to function");
        }
    }

    /** The daemon sets it all up when it starts, and does not notice what becomes of it. */
    @Test
    void containers_kept_apart_until_somebody_undoes_it() throws Exception {
        String control = "default_bridge_isolates_containers";
        Assumptions.assumeTrue(
                ScratchDaemon.isOnPath("iptables") && ScratchDaemon.isOnPath("sysctl"), "no iptables and sysctl here");
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", "--icc=false")) {
            audit(daemon).satisfies(control);
            daemon.inside("sysctl", "-q", "-w", "net.bridge.bridge-nf-call-iptables=0");
            audit(daemon).violates(control);
            daemon.inside("sysctl", "-q", "-w", "net.bridge.bridge-nf-call-iptables=1");
            audit(daemon).satisfies(control);
            daemon.inside("iptables", "-I", "FORWARD", "-i", "docker0", "-j", "ACCEPT");
            audit(daemon).violates(control);
            daemon.inside("iptables", "-D", "FORWARD", "-i", "docker0", "-j", "ACCEPT");
            audit(daemon).satisfies(control);
            daemon.inside("iptables", "-F", "FORWARD");
            daemon.inside("iptables", "-P", "FORWARD", "ACCEPT");
            audit(daemon).violates(control);
        }
    }

    @Test
    void users_remapped() throws Exception {
        try (ScratchDaemon daemon =
                ScratchDaemon.startWithUser(directory, "plimsoll-remap", "{}", "--userns-remap=plimsoll-remap")) {
            Engine engine = daemon.engine();
            engine.load(PlantImages.tar(engine.get("/info").get("Architecture").textValue()));
            engine.post("/containers/create", Plant.json("{Image: '%s'}".formatted(PlantImages.BARE)));
            audit(daemon).satisfies("user_namespaces_are_remapped", "keeps_out_of_host_user_namespace");
        }
    }

    @Test
    void rootless() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.startRootless(directory, "{}")) {
            LiveAudit audit = audit(daemon).satisfies("daemon_runs_rootless", "user_namespaces_are_remapped");
            assertThat(audit.snapshot()
                            .document(DockerDocuments.DAEMON_PROCESS)
                            .json()
                            .path("uid")
                            .asLong())
                    .as("user of the daemon, as the host sees it")
                    .isPositive();
        } catch (AssertionError e) {
            // Newer engines have ports opened by RootlessKit, which is not there.
            assertThat(e).hasMessageContaining("$ROOTLESSKIT_STATE_DIR needs to be set");
        }
    }

    @Test
    void requests_authorized() throws Exception {
        try (AuthorizationPlugin plugin = AuthorizationPlugin.start(directory.resolve("authz.sock"));
                ScratchDaemon daemon = ScratchDaemon.startWithPlugin(
                        directory, "plimsoll-authz", plugin.socket(), "{}", "--authorization-plugin=plimsoll-authz")) {
            audit(daemon).satisfies("api_calls_are_authorized");
            assertThat(plugin.requests()).as("requests that it was asked about").isPositive();
        }
    }

    @Test
    void open_to_the_network() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", "-H", "tcp://0.0.0.0:2375", "--tls=false")) {
            audit(daemon).violates("tcp_endpoints_demand_mutual_tls");
        }
    }

    /** Its settings are told by the process that serves the socket, not by the newest one whose command line says dockerd. */
    @Test
    void beside_a_newer_one_and_a_process_that_only_sounds_like_one() throws Exception {
        String[] hardened = {"--icc=false", "--no-new-privileges", "--live-restore", "--userland-proxy=false"};
        String[] controls = {
            "default_bridge_isolates_containers",
            "daemon_denies_new_privileges",
            "live_restore_is_on",
            "userland_proxy_is_off"
        };
        try (ScratchDaemon daemon = ScratchDaemon.start(Files.createDirectory(directory.resolve("first")), "{}");
                ScratchDaemon newer =
                        ScratchDaemon.start(Files.createDirectory(directory.resolve("newer")), "{}", hardened)) {
            Process decoy = soundingLikeADaemon(hardened);
            try {
                audit(daemon).violates(controls);
                audit(newer).satisfies(controls);
            } finally {
                decoy.destroy();
            }
        }
    }

    private static Process soundingLikeADaemon(String... arguments) throws IOException {
        return new ProcessBuilder("sh", "-c", "read line; : dockerd " + String.join(" ", arguments)).start();
    }

    @Test
    void what_gathers_on_it() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            audit(daemon).satisfies("unused_images_are_cleaned_up", "ended_containers_are_cleaned_up");
            engine.load(PlantImages.tar(engine.get("/info").get("Architecture").textValue()));
            engine.post("/containers/create", Plant.json("{Image: '%s'}".formatted(PlantImages.BARE)));

            LiveAudit audit = audit(daemon);
            audit.under("docker.max-unused-images", "1").satisfies("unused_images_are_cleaned_up");
            audit.under("docker.max-unused-images", "0").violates("unused_images_are_cleaned_up");
            audit.under("docker.max-stopped-containers", "0").violates("ended_containers_are_cleaned_up");
        }
    }

    @Test
    void file_changed_behind_its_back() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Path file = directory.resolve("daemon.json");
            Files.writeString(file, "{\"userland-proxy\": false}");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));

            audit(daemon).shows(INCONCLUSIVE, List.of("userland_proxy_is_off")).violates("live_restore_is_on");
        }
    }

    @Test
    void file_taken_away_behind_its_back() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{\"userland-proxy\": false}")) {
            Files.delete(directory.resolve("daemon.json"));

            audit(daemon).shows(INCONCLUSIVE, List.of("userland_proxy_is_off", "docker_manages_packet_filter"));
        }
    }

    private static LiveAudit audit(ScratchDaemon daemon) {
        return LiveAudit.of(daemon.address());
    }
}
