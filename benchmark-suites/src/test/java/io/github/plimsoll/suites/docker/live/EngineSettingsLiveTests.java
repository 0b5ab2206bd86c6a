package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real engine is told beside the lines of the benchmark's section 2, and what containers have from it. */
@Tag("live")
@Timeout(120)
class EngineSettingsLiveTests {

    private static final String[] OF_LOGS = {
        "logs_travel_encrypted_by_default",
        "container_logs_travel_encrypted",
        "keeps_to_the_central_log",
        "output_is_logged"
    };

    private static final String[] OF_OTHER_ENDS = {
        "metrics_stay_on_this_host", "mirrors_are_asked_over_https", "runtimes_are_known"
    };

    @TempDir
    private Path directory;

    private static void create(Engine engine, String settings) {
        engine.post(
                "/containers/create",
                Plant.json("{Image: '%s', HostConfig: %s}".formatted(PlantImages.BARE, settings)));
    }

    private static Engine withImages(ScratchDaemon daemon) {
        Engine engine = daemon.engine();
        engine.load(PlantImages.tar(engine.get("/info").get("Architecture").textValue()));
        return engine;
    }

    @Test
    void other_ends_that_anybody_can_be() throws Exception {
        Path runtime = Files.writeString(directory.resolve("odd"), "");
        try (ScratchDaemon daemon = ScratchDaemon.start(
                directory,
                "{}",
                "--experimental",
                "--metrics-addr=0.0.0.0:9323",
                "--registry-mirror=http://192.0.2.1",
                "--add-runtime=odd=" + runtime,
                "--log-driver=syslog",
                "--log-opt=syslog-address=udp://192.0.2.1:514")) {
            Engine engine = withImages(daemon);
            create(engine, "{}");
            create(engine, "{LogConfig: {Type: 'none'}}");

            LiveAudit.of(daemon.address()).violates(OF_LOGS).violates(OF_OTHER_ENDS);
        }
    }

    @Test
    void other_ends_that_prove_who_they_are() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(
                directory,
                "{}",
                "--registry-mirror=https://192.0.2.1",
                "--log-driver=syslog",
                "--log-opt=syslog-address=tcp+tls://192.0.2.1:6514")) {
            create(withImages(daemon), "{}");

            LiveAudit.of(daemon.address()).satisfies(OF_LOGS).satisfies(OF_OTHER_ENDS);
        }
    }

    @Test
    void what_it_has_from_whoever_started_it() throws Exception {
        String proxies = "proxies_are_told_no_password_in_clear";
        String proxy = "export HTTPS_PROXY=http://%s192.0.2.1:3128";
        // Engines before 25 set it themselves, unless they are told not to.
        String[] options = ScratchDaemon.majorVersion() < 25 ? new String[] {"--oom-score-adjust=0"} : new String[] {};
        try (ScratchDaemon daemon =
                ScratchDaemon.startAfter(proxy.formatted("who:c4n4ry@"), directory, "{}", options)) {
            LiveAudit.of(daemon.address()).violates("memory_shortage_spares_the_daemon", proxies);
        }
        Path other = Files.createDirectory(directory.resolve("other"));
        try (ScratchDaemon daemon = ScratchDaemon.startAfter(proxy.formatted(""), other, "{}")) {
            LiveAudit.of(daemon.address()).satisfies(proxies);
        }
    }

    /** Engines from 28 on know the option no more, and are closed. */
    @Test
    void web_pages_that_speak_to_it() throws Exception {
        String control = "api_is_closed_to_web_pages";
        String option = "--api-cors-header=*";
        if (ScratchDaemon.majorVersion() < 28) {
            try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", option)) {
                LiveAudit.of(daemon.address()).violates(control);
            }
        } else {
            assertThatThrownBy(() -> ScratchDaemon.start(directory, "{}", option))
                    .hasMessageContaining("unknown flag");
        }
        try (ScratchDaemon daemon = ScratchDaemon.start(Files.createDirectory(directory.resolve("closed")), "{}")) {
            LiveAudit.of(daemon.address()).satisfies(control);
        }
    }

    /** An engine that was built by hand does not tell when. */
    @Test
    void age_of_its_build() throws Exception {
        String control = "engine_is_current";
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            LiveAudit audit = LiveAudit.of(daemon.address());
            if (audit.verdicts().get(control) == INCONCLUSIVE) {
                assertThat(daemon.engine().get("/version").path("BuildTime").asText())
                        .doesNotContainPattern("\\d{4}-\\d\\d");
                return;
            }
            audit.under("docker.max-engine-age", "1d").violates(control);
            audit.under("docker.max-engine-age", "36500d").satisfies(control);
        }
    }

    @Test
    void age_of_the_list_of_flaws() throws Exception {
        String control = "flaw_list_is_current";
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            LiveAudit audit = LiveAudit.of(daemon.address());
            audit.under("docker.max-flaw-list-age", "36500d").satisfies(control);
            Path old = Files.writeString(directory.resolve("old.tsv"), """
                    #dated 2020-01-01
                    component\tid\tbranch\tfixed\tsince\teffect\tsource
                    Engine\tX-1\t1.1\t1.1.12\t\tnothing much\tmade up
                    """);
            audit.under("docker.flaw-list", old.toString()).violates(control);
        }
    }

    /** The default that a container was created under stays with it, whatever the daemon is told when it starts again. */
    @Test
    void privileges_that_containers_from_before_keep() throws Exception {
        String control = "gains_no_new_privileges";
        String denied = "--no-new-privileges";
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            create(withImages(daemon), "{}");
            LiveAudit.of(daemon.address()).violates(control);
        }
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}", denied)) {
            assertThat(LiveAudit.of(daemon.address()).verdicts())
                    .containsEntry("daemon_denies_new_privileges", COMPLIANT)
                    .containsEntry(control, INCONCLUSIVE);
        }
    }

    @Test
    void ids_that_two_users_may_hand_out() throws Exception {
        String control = "subordinate_ids_do_not_overlap";
        String user = "plimsoll-remap";
        try (ScratchDaemon daemon = ScratchDaemon.startWithUser(directory, user, "{}", "--userns-remap=" + user)) {
            subordinateIds(user + ":1000000:65536\n");
            LiveAudit.of(daemon.address()).satisfies(control);

            subordinateIds(user + ":1000000:65536\nsomebody:1000100:65536\n");
            LiveAudit.of(daemon.address()).violates(control);
        }
    }

    private void subordinateIds(String ranges) throws IOException {
        for (String file : new String[] {"subuid", "subgid"}) {
            Files.writeString(directory.resolve("accounts").resolve(file), ranges);
        }
    }

    @Test
    void plugins_with_power_over_the_host() throws Exception {
        String control = "plugins_are_trusted";
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            plugin(daemon, "plimsoll/modest:1", "{type: 'bridge'}", "[]");
            LiveAudit.of(daemon.address()).satisfies(control);

            plugin(daemon, "plimsoll/odd:1", "{type: 'host'}", "['CAP_SYS_ADMIN']");
            LiveAudit.of(daemon.address())
                    .violates(control)
                    .under("docker.trusted-plugins", "plimsoll/odd:1")
                    .satisfies(control);

            plugin(daemon, "plimsoll/bold:1", "{type: 'bridge'}", "[]", """
                    {mounts: [{name: 'api', description: '', source: '/var/run/docker.sock', destination: '/api.sock',
                      type: 'bind', options: ['rbind'], settable: []}]}""");
            LiveAudit.of(daemon.address())
                    .under("docker.trusted-plugins", "plimsoll/odd:1")
                    .violates(control);
        }
    }

    @Test
    void secrets_that_plugins_and_volumes_are_told() throws Exception {
        String ofPlugin = "plugin_settings_hold_no_secret";
        String ofVolume = "volume_options_hold_no_secret";
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            LiveAudit.of(daemon.address()).shows(NOT_APPLICABLE, List.of(ofPlugin, ofVolume));

            plugin(daemon, "plimsoll/modest:1", "{type: 'bridge'}", "[]", "{env: [{name: 'DEBUG', value: '0'}]}");
            volume(daemon, "nfs", "addr=192.0.2.1,rw");
            volume(daemon, "cifs", "credentials=/root/.smb,vers=3.0");
            LiveAudit.of(daemon.address()).satisfies(ofPlugin, ofVolume);

            plugin(daemon, "plimsoll/cloud:1", "{type: 'bridge'}", "[]", """
                    {env: [{name: 'CLOUD_SECRET_KEY', value: 'c4n4ry-horse'}]}""");
            volume(daemon, "cifs", "addr=192.0.2.1,username=shop,password=c4n4ry-horse");
            LiveAudit audit = LiveAudit.of(daemon.address()).violates(ofPlugin, ofVolume);
            assertThat(audit.snapshot().documents().values())
                    .noneMatch(document ->
                            document.isReadable() && document.json().toString().contains("c4n4ry"));
        }
    }

    /** Nothing is mounted for it: what it would be mounted by is kept and shown from the first. */
    private static void volume(ScratchDaemon daemon, String type, String options) {
        daemon.engine().post("/volumes/create", Plant.json("""
                {DriverOpts: {type: '%s', device: '//192.0.2.1/shop', o: '%s'}}""".formatted(type, options)));
    }

    /** By its name and its kind it is one that everybody knows. */
    @Test
    void a_known_runtime_with_another_program_behind_it() throws Exception {
        String control = "runtimes_are_known";
        // Engines before 23 know runtimes by their path alone.
        String runtime = ScratchDaemon.majorVersion() < 23
                ? "{'path': '%s'}"
                : "{'runtimeType': 'io.containerd.runc.v2', 'options': {'BinaryName': '%s'}}";
        for (String program : List.of("/usr/bin/crun", directory + "/crun")) {
            String config = "{'runtimes': {'crun': %s}}"
                    .formatted(runtime.formatted(program))
                    .replace('\'', '"');
            try (ScratchDaemon daemon = ScratchDaemon.start(directory, config)) {
                LiveAudit audit = LiveAudit.of(daemon.address());
                if (program.startsWith("/usr")) {
                    audit.satisfies(control);
                } else {
                    audit.violates(control);
                }
            }
        }
    }

    /** It is made from a directory and not switched on, so that it need not be able to do anything. */
    private void plugin(ScratchDaemon daemon, String name, String network, String capabilities) throws Exception {
        plugin(daemon, name, network, capabilities, "{}");
    }

    /** @param more of its configuration */
    private void plugin(ScratchDaemon daemon, String name, String network, String capabilities, String more)
            throws Exception {
        Path parts = Files.createDirectories(directory.resolve("plugin").resolve(name.replace('/', '-')));
        // Engines that keep images in containerd take no two plugins with the same files.
        Files.writeString(Files.createDirectories(parts.resolve("rootfs")).resolve("name"), name);
        Files.writeString(
                parts.resolve("config.json"),
                Plant.merged(Plant.json("""
                        {description: '', documentation: '', entrypoint: ['/pause'], workdir: '', network: %s,
                         interface: {types: ['docker.volumedriver/1.0'], socket: 'plugin.sock'},
                         linux: {capabilities: %s}}""".formatted(network, capabilities)), more)
                        .toString());
        // Not one block more than an archive needs: what the engine leaves unread cuts off its answer.
        Process tar =
                new ProcessBuilder("tar", "-c", "-b", "1", "-C", parts.toString(), "config.json", "rootfs").start();
        byte[] archive = tar.getInputStream().readAllBytes();
        assertThat(tar.waitFor()).isZero();
        daemon.engine().createPlugin(name, archive);
    }
}
