package io.github.plimsoll.suites.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.fact.docker.DockerPlatform;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.Verdicts;
import io.github.plimsoll.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What controls say of services that are not started yet. */
class ComposeVerdictsTests {

    @TempDir
    Path directory;

    private Verdicts judged(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("compose.yaml"), yaml);
        return Verdicts.on(Targets.snapshot("compose:" + file));
    }

    private static final String SOUND = """
            services:
              web:
                image: registry.example/web@sha256:0123456789012345678901234567890123456789012345678901234567890123
                user: "1000:1000"
                read_only: true
                cap_drop: [ALL]
                security_opt: ["no-new-privileges:true"]
                mem_limit: 256m
                cpus: 1
                pids_limit: 100
                restart: on-failure:5
                healthcheck: {test: [CMD, /check]}
                logging: {driver: json-file, options: {max-size: 10m}}
                ports: ["127.0.0.1:8080:8080"]
                tmpfs: ["/tmp:size=16m"]
                volumes: ["./data:/data:ro"]
            """;

    @Test
    void a_sound_service_passes_what_its_file_decides() throws IOException {
        Verdicts results = judged(SOUND);

        assertThat(results.all().stream()
                        .filter(result -> result.verdict() == Verdict.VIOLATED
                                || result.verdict() == Verdict.INCONCLUSIVE
                                || result.verdict() == Verdict.BROKEN)
                        .map(result -> result.control().id() + " " + result.findings()))
                .isEmpty();
        for (String control : new String[] {
            "process_is_not_root",
            "is_not_privileged",
            "capabilities_are_limited",
            "gains_no_new_privileges",
            "memory_is_limited",
            "cpu_is_limited",
            "processes_are_limited",
            "root_filesystem_is_read_only",
            "restarts_are_bounded",
            "health_is_checked",
            "image_is_pinned_and_current",
            "port_is_bound_to_one_interface",
            "mounts_no_sensitive_host_directory",
            "mounts_no_control_socket",
            "log_growth_is_bounded",
            "tmpfs_is_bounded",
            "settings_hold_no_secret",
            "system_paths_are_masked",
            "ulimits_are_inherited"
        }) {
            assertThat(results.verdict(control)).as(control).isEqualTo(Verdict.COMPLIANT);
        }
    }

    @Test
    void a_spoilt_service_is_found_at_its_line() throws IOException {
        Verdicts results = judged("""
                services:
                  sound:
                    image: web:1
                    user: "1"
                  web:
                    image: web
                    user: root
                    privileged: true
                    pid: host
                    network_mode: host
                    environment: {DB_PASSWORD: geheim}
                    security_opt: ["apparmor:unconfined", "seccomp:unconfined", "label:disable"]
                    healthcheck: {disable: true}
                    logging: {driver: none}
                    ulimits: {nproc: 5}
                    volumes:
                      - /etc:/host
                      - /var/run/docker.sock:/var/run/docker.sock
                  open:
                    image: web:1
                    user: "1"
                    ports: ["80:80"]
                """);

        assertThat(results.of("is_not_privileged").findings())
                .extracting(
                        Finding::subject,
                        Finding::verdict,
                        finding -> finding.place().replaceAll(".*/", ""))
                .contains(
                        tuple("container/web", Verdict.VIOLATED, "compose.yaml:6"),
                        tuple("container/sound", Verdict.COMPLIANT, "compose.yaml:3"));
        assertThat(results.of("mounts_no_sensitive_host_directory").findings())
                .extracting(
                        Finding::subject,
                        Finding::verdict,
                        finding -> finding.place().replaceAll(".*/", ""))
                .contains(tuple("container/web › mount /host", Verdict.VIOLATED, "compose.yaml:17"));
        assertThat(results.of("publishes_no_privileged_port").findings())
                .extracting(Finding::subject, finding -> finding.place().replaceAll(".*/", ""))
                .containsExactly(tuple("container/open › port *:80->80/tcp", "compose.yaml:22"));
        for (String control : new String[] {
            "process_is_not_root",
            "apparmor_confines_it",
            "selinux_confines_it",
            "seccomp_filters_syscalls",
            "gains_no_new_privileges",
            "keeps_out_of_host_processes",
            "keeps_out_of_host_network",
            "settings_hold_no_secret",
            "health_is_checked",
            "output_is_logged",
            "ulimits_are_inherited",
            "mounts_no_control_socket",
            "cannot_write_what_host_obeys",
            "image_is_pinned_and_current",
            "port_is_bound_to_one_interface",
            "capabilities_have_no_power_over_host",
            "system_paths_are_masked"
        }) {
            assertThat(results.verdict(control)).as(control).isEqualTo(Verdict.VIOLATED);
        }
    }

    @Test
    void what_only_an_image_or_an_engine_knows_passes_nothing() throws IOException {
        Verdicts results = judged("""
                services:
                  web: {image: 'web:1', volumes: ['/srv/data:/data']}
                """);

        for (String control :
                new String[] {"process_is_not_root", "health_is_checked", "mounts_no_sensitive_host_directory"}) {
            assertThat(results.verdict(control)).as(control).isEqualTo(Verdict.INCONCLUSIVE);
        }
        for (String control : new String[] {
            "apparmor_confines_it",
            "selinux_confines_it",
            "seccomp_filters_syscalls",
            "output_is_logged",
            "log_growth_is_bounded",
            "keeps_to_the_central_log",
            "image_is_pinned_and_current",
            "processes_are_held_as_asked_for",
            "runs_no_ssh_server",
            "memory_limit_is_within_host",
            "live_restore_is_on",
            "api_calls_are_authorized",
            "image_holds_no_secret",
            "client_verifies_the_engine"
        }) {
            assertThat(results.verdict(control)).as(control).isEqualTo(Verdict.NOT_APPLICABLE);
        }
        assertThat(results.of("live_restore_is_on").reason()).isEqualTo("only an engine can tell, and these are files");
        assertThat(results.verdict("gains_no_new_privileges"))
                .as("a protection that an engine may add is not made up")
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void what_files_allow_in_a_chain_is_told_before_anything_is_started() throws IOException {
        Path file = Files.writeString(directory.resolve("compose.yaml"), """
                services:
                  admin: {image: 'a:1', user: root, privileged: true, ports: ['9000:9000']}
                  web: {image: 'w:1', ports: ['80:80'], volumes: ['/var/run/docker.sock:/var/run/docker.sock']}
                  lone: {image: 'l:1', user: "1", networks: [own], security_opt: ['no-new-privileges:true']}
                networks: {own: {}}
                """);
        AttackPaths attack = AttackPaths.of(new DockerPlatform().attackSteps(Targets.snapshot("compose:" + file)));

        assertThat(attack.paths())
                .filteredOn(AttackPath::isCertain)
                .extracting(AttackPath::sentence)
                .containsExactly("container/admin: published on 0.0.0.0:9000; runs as root, is privileged:"
                        + " whoever takes over container/admin once it runs owns this host");
        assertThat(attack.paths())
                .as("whether its image makes it root is not known")
                .filteredOn(path -> !path.isCertain())
                .extracting(AttackPath::sentence)
                .anyMatch(sentence -> sentence.startsWith("container/web: published on 0.0.0.0:80"))
                .noneMatch(sentence -> sentence.contains("lone"));
    }

    @Test
    void a_variable_that_is_not_set_here_is_no_proof_that_no_secret_stands_there() throws IOException {
        assertThat(judged("services: {web: {image: 'web:1', environment: ['DSN=${DSN_NOT_SET}']}}")
                        .verdict("settings_hold_no_secret"))
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged("services: {web: {image: 'web:1', environment: ['DB_PASSWORD=${DSN_NOT_SET}']}}")
                        .verdict("settings_hold_no_secret"))
                .isEqualTo(Verdict.VIOLATED);
        assertThat(judged("services: {web: {image: 'web:1', env_file: not-here.env}}")
                        .verdict("settings_hold_no_secret"))
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void what_a_service_runs_besides_and_what_its_build_is_told_is_judged() throws IOException {
        assertThat(judged(SOUND.replace(
                                "    read_only: true",
                                "    post_start: [{command: /init, privileged: true}]\n    read_only: true"))
                        .verdict("is_not_privileged"))
                .isEqualTo(Verdict.VIOLATED);
        assertThat(judged(SOUND).verdict("is_not_privileged")).isEqualTo(Verdict.COMPLIANT);
        assertThat(judged(SOUND.replace(
                                "    read_only: true",
                                "    build: {context: ., args: {DB_PASSWORD: hunter2-hunter2}}\n    read_only: true"))
                        .verdict("settings_hold_no_secret"))
                .isEqualTo(Verdict.VIOLATED);
        assertThat(judged(SOUND).verdict("settings_hold_no_secret")).isNotEqualTo(Verdict.VIOLATED);
    }
}
