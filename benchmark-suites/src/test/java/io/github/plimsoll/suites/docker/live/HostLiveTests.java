package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NEEDS_REVIEW;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.docker.CertificateFiles;
import io.github.plimsoll.suites.docker.ConfigurationAudit;
import io.github.plimsoll.suites.docker.DaemonFiles;
import io.github.plimsoll.suites.docker.EngineIntegrity;
import io.github.plimsoll.suites.docker.ProgramAudit;
import io.github.plimsoll.suites.docker.UnitFiles;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of a host are judged as a real daemon sees them: kept well, kept badly, and not there. */
@Tag("live")
@Timeout(180)
class HostLiveTests {

    private static final List<Class<?>> FILES =
            List.of(UnitFiles.class, DaemonFiles.class, CertificateFiles.class, EngineIntegrity.class);

    private static final List<Class<?>> AUDITS = List.of(ProgramAudit.class, ConfigurationAudit.class);

    private static final List<String> HIDDEN =
            List.of("/etc/systemd", "/etc/docker", "/etc/default", "/etc/sysconfig", "/etc/audit");

    /** But for the lines on the age of the engine: one that was built by hand does not tell. */
    private static final String[] SECTIONS = {"1.1", "2", "3"};

    private static final int SOMEBODY = 1234;

    @TempDir
    private Path directory;

    /** One whose configuration file is whose it is before it starts: a change after that would make it one of unknown content. */
    private ScratchDaemon daemon(String config, int owner, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("daemon.json"), "");
        Files.setAttribute(file, "unix:uid", owner);
        Files.setAttribute(file, "unix:gid", owner);
        Files.setAttribute(file, "unix:mode", Integer.parseInt(mode, 8));
        return daemon(config);
    }

    private ScratchDaemon daemon(String config) throws IOException {
        Path program = Files.writeString(directory.resolve("runtime"), "");
        Files.setAttribute(program, "unix:mode", 0755);
        return ScratchDaemon.start(directory, config);
    }

    /** Certificates are named and not used: TLS is for addresses of the network, of which there is none. */
    private String config() {
        return """
                {"tlscacert": "%1$s/ca.pem", "tlscert": "%1$s/cert.pem", "tlskey": "%1$s/key.pem",
                 "runtimes": {"planted": {"path": "%1$s/runtime"}}}
                """.formatted(directory);
    }

    private void plant(PlantedFiles files, int owner, boolean sound) throws Exception {
        files.cover("/etc", directory + "/cover");
        for (String hidden : HIDDEN) {
            if (Files.isDirectory(Path.of(hidden))) {
                files.hide(hidden);
            }
        }
        String written = sound ? "644" : "666";
        String unit = "[Service]\nEnvironmentFile=-/etc/default/docker\nExecStart=/usr/bin/dockerd\n";
        files.file("/etc/systemd/system/docker.service", owner, written, unit);
        files.file("/etc/systemd/system/docker.service.d/a.conf", owner, written, "[Service]\n");
        files.file("/etc/systemd/system/docker.socket", owner, written, "[Socket]\nListenStream=/run/docker.sock\n");
        files.file(
                "/etc/systemd/system/containerd.service", owner, written, "[Service]\nExecStart=/usr/bin/containerd\n");
        files.file("/etc/default/docker", owner, written);
        files.file("/etc/sysconfig/docker", owner, written);
        files.file("/etc/docker/certs.d/r.example.com:5000/ca.crt", owner, sound ? "444" : "646");
        files.file("/etc/docker/key.json", owner, sound ? "600" : "640");
        files.directory("/etc/docker", owner, sound ? "755" : "777");
        files.file(directory + "/ca.pem", owner, sound ? "444" : "464");
        files.file(directory + "/cert.pem", owner, sound ? "444" : "664");
        files.file(directory + "/key.pem", owner, sound ? "400" : "440");
        files.file(directory + "/docker.sock", owner, sound ? "660" : "666");
        files.file(directory + "/exec/containerd/containerd.sock", owner, sound ? "660" : "606");
        files.file(directory + "/runtime", owner, sound ? "755" : "775");
        files.directory(directory + "/data", 0, sound ? "710" : "755");
    }

    private static LiveAudit audit(ScratchDaemon daemon) {
        return LiveAudit.of(daemon.address());
    }

    /** The controls of those classes, but for some. */
    private static List<String> controls(List<Class<?>> classes, String... exceptions) {
        return classes.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Control.class))
                .map(Method::getName)
                .filter(name -> Arrays.stream(exceptions).noneMatch(name::startsWith))
                .sorted()
                .toList();
    }

    @Test
    void files_that_are_kept_well() throws Exception {
        try (ScratchDaemon daemon = daemon(config(), 0, "644")) {
            plant(new PlantedFiles(daemon), 0, true);

            audit(daemon).shows(COMPLIANT, controls(FILES)).isReadWholly(SECTIONS);
        }
    }

    @Test
    void files_that_others_own_and_write_to() throws Exception {
        try (ScratchDaemon daemon = daemon(config(), SOMEBODY, "666")) {
            plant(new PlantedFiles(daemon), SOMEBODY, false);

            audit(daemon).shows(VIOLATED, controls(FILES, "access_lists_"));
        }
    }

    @Test
    void a_file_that_a_list_lets_somebody_write_to() throws Exception {
        try (ScratchDaemon daemon = daemon("{}")) {
            PlantedFiles files = new PlantedFiles(daemon);
            files.cover("/etc", directory + "/cover");
            files.fileWithAccessList("/etc/default/docker", SOMEBODY);

            audit(daemon).violates("access_lists_open_no_engine_file");
        }
    }

    @Test
    void a_host_that_has_next_to_nothing() throws Exception {
        try (ScratchDaemon daemon = daemon("{}")) {
            PlantedFiles files = new PlantedFiles(daemon);
            for (String hidden : List.of("/etc", "/usr/lib/systemd")) {
                files.hide(hidden);
            }
            files.file("/etc/passwd", 0, "644", "root:x:0:0::/:/bin/sh\n");
            files.file("/etc/group", 0, "644", "root:x:0:\n");

            audit(daemon)
                    .shows(
                            NOT_APPLICABLE,
                            List.of(
                                    "service_unit_belongs_to_root",
                                    "socket_unit_is_written_by_root_only",
                                    "config_directory_belongs_to_root",
                                    "defaults_file_belongs_to_root",
                                    "sysconfig_file_belongs_to_root",
                                    "registry_certificates_are_read_only",
                                    "server_key_is_private"))
                    .satisfies("config_file_belongs_to_root")
                    .isReadWholly(SECTIONS);
        }
    }

    @Test
    void data_root_on_the_root_file_system_mounted_once_more_and_on_another() throws Exception {
        try (ScratchDaemon daemon = daemon("{}")) {
            PlantedFiles files = new PlantedFiles(daemon);
            String root = directory + "/data";
            String control = "data_root_has_a_partition_of_its_own";

            audit(daemon).violates(control);
            files.bind("/usr", root);
            audit(daemon).violates(control);
            files.hide(root);
            audit(daemon).satisfies(control).shows(NEEDS_REVIEW, List.of("host_is_hardened"));
        }
    }

    @Test
    void users_who_may_call() throws Exception {
        try (ScratchDaemon daemon = daemon("{}")) {
            PlantedFiles files = new PlantedFiles(daemon);
            files.hide("/etc");
            files.file("/etc/passwd", 0, "644", "root:x:0:0::/:/bin/sh\njane:x:1000:1000::/:/bin/sh\n");
            files.file("/etc/group", 0, "644", "root:x:0:\nops:x:1234:jane\n");
            String control = "only_trusted_users_call_the_daemon";

            files.file(directory + "/docker.sock", 0, "660");
            audit(daemon).satisfies(control);
            files.file(directory + "/docker.sock", SOMEBODY, "660");
            audit(daemon)
                    .violates(control)
                    .under("docker.trusted-users", "jane")
                    .satisfies(control);
        }
    }

    @Test
    void changes_that_nobody_records_and_changes_that_are_recorded() throws Exception {
        try (ScratchDaemon daemon = daemon(config())) {
            PlantedFiles files = new PlantedFiles(daemon);
            plant(files, 0, true);
            Map<String, Verdict> verdicts = audit(daemon).verdicts();
            List<String> applicable = controls(AUDITS).stream()
                    .filter(control -> verdicts.get(control) != NOT_APPLICABLE)
                    .toList();

            audit(daemon).shows(VIOLATED, applicable);

            List<String> watched = watched();
            files.file(
                    "/etc/audit/rules.d/docker.rules",
                    0,
                    "640",
                    watched.stream()
                            .map(path -> "-w " + path + " -p wa -k docker\n")
                            .collect(Collectors.joining()));
            try (KernelRules rules = new KernelRules(watched)) {
                LiveAudit audit = audit(daemon);
                if (rules.arePossible()) {
                    audit.shows(COMPLIANT, applicable);
                } else {
                    assertThat(audit.verdicts())
                            .as("without the kernel's word nothing passes")
                            .doesNotContainEntry(applicable.get(0), COMPLIANT);
                }
            }
        }
    }

    /** Directories, in which all that these controls look at lies. */
    private List<String> watched() {
        return Stream.of(directory.toString(), "/usr", "/etc", "/bin", "/sbin", "/opt", "/root")
                .filter(path -> Files.isDirectory(Path.of(path)) && !Files.isSymbolicLink(Path.of(path)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void a_file_that_says_otherwise_than_the_daemon_runs() throws Exception {
        try (ScratchDaemon daemon = daemon("{\"debug\": false}")) {
            String loaded = "configuration_is_in_force";
            String plain = "configuration_file_says_what_it_seems_to";
            audit(daemon).satisfies(loaded, plain);

            change("{\"debug\": true, \"debug\": true, \"live-restor\": true}");
            audit(daemon).violates(loaded, plain);

            change("{\"userland-proxy\": false}");
            audit(daemon).shows(INCONCLUSIVE, List.of(loaded));

            Files.delete(directory.resolve("daemon.json"));
            audit(daemon).violates(loaded);
        }
    }

    private void change(String config) throws IOException {
        Path file = Files.writeString(directory.resolve("daemon.json"), config);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
    }
}
