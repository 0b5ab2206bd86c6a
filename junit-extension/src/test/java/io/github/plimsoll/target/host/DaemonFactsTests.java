package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonFactsTests {

    private static final String UNIX = """
            Num       RefCount Protocol Flags    Type St Inode Path
            0000: 00000002 00000000 00010000 0001 01 777 /run/docker.sock
            0000: 00000003 00000000 00000000 0001 03 778 /run/docker.sock
            """;

    @TempDir
    Path directory;

    private FakeProc proc;

    @BeforeEach
    void mount() throws IOException {
        proc = new FakeProc(directory.resolve("proc"));
    }

    private void daemon(String arguments) throws IOException {
        proc.process(42, "/opt/sbin/dockerd (deleted)", arguments)
                .file(42, "net/unix", UNIX)
                .socket(42, 3, 777);
    }

    private Map<String, Document> facts() {
        return HostFacts.of(proc.procfs(), new Redactor()).daemonAt(Path.of("/run/docker.sock"));
    }

    private Document fact(String key) {
        return Objects.requireNonNull(facts().get(key), key);
    }

    private Document config() {
        return fact(DockerDocuments.DAEMON_CONFIG);
    }

    @Test
    void how_readily_the_kernel_ends_the_daemon() throws IOException {
        daemon("dockerd");
        assertThat(fact(DockerDocuments.DAEMON_PROCESS).json().has("oomScoreAdj"))
                .isFalse();
        proc.file(42, "oom_score_adj", "-500\n");
        assertThat(fact(DockerDocuments.DAEMON_PROCESS)
                        .json()
                        .path("oomScoreAdj")
                        .longValue())
                .isEqualTo(-500);
    }

    private void etc(String json) throws IOException {
        proc.file(42, "root/etc/docker/daemon.json", json);
    }

    @Test
    void the_process_that_listens_is_the_daemon_whatever_others_are_called() throws IOException {
        proc.process(41, "/opt/dockerd", "dockerd --icc=false").socket(41, 5, 778);
        daemon("/usr/sbin/dockerd -H fd:// --label a=b");

        Document process = fact(DockerDocuments.DAEMON_PROCESS);

        assertThat(process.json().get("pid").asLong()).isEqualTo(42);
        assertThat(process.json().get("exe").asText()).isEqualTo("/opt/sbin/dockerd");
        assertThat(process.json().get("uid").asLong()).isZero();
        assertThat(process.json().get("args")).hasSize(5);
        assertThat(process.json().get("args").get(2).asText()).isEqualTo("fd://");
    }

    @Test
    void systemd_which_opened_the_socket_is_not_the_daemon() throws IOException {
        proc.process(1, "/sys/lib/systemd", "/sbin/init").socket(1, 9, 777);
        daemon("dockerd");

        assertThat(fact(DockerDocuments.DAEMON_PROCESS).json().get("pid").asLong())
                .isEqualTo(42);
    }

    @Test
    void a_socket_that_only_systemd_holds_has_no_daemon_yet() throws IOException {
        proc.process(1, "/sys/lib/systemd", "/sbin/init")
                .file(1, "net/unix", UNIX)
                .socket(1, 9, 777);

        assertThat(fact(DockerDocuments.DAEMON_PROCESS).reason()).contains("no daemon has taken it over yet");
    }

    @Test
    void an_engine_inside_a_container_that_calls_its_socket_the_same_is_not_the_daemon() throws IOException {
        Files.createDirectories(directory.resolve("proc/self/root/run"));
        Files.writeString(directory.resolve("proc/self/root/run/docker.sock"), "");
        Files.createDirectories(directory.resolve("proc/42/root/run"));
        daemon("dockerd");
        Files.createLink(
                directory.resolve("proc/42/root/run/docker.sock"), directory.resolve("proc/self/root/run/docker.sock"));
        proc.process(60, "/usr/local/bin/dockerd", "dockerd")
                .file(60, "root/run/docker.sock", "")
                .file(60, "net/unix", UNIX.replace("777", "7777"))
                .socket(60, 3, 7777);

        assertThat(fact(DockerDocuments.DAEMON_PROCESS).json().get("pid").asLong())
                .isEqualTo(42);
    }

    @Test
    void a_copy_of_the_daemon_that_has_ended_since_is_not_another_daemon() throws IOException {
        proc.process(41, "/opt/sbin/dockerd", "dockerd").socket(41, 3, 777);
        Files.delete(directory.resolve("proc/41/status"));
        daemon("dockerd");

        assertThat(fact(DockerDocuments.DAEMON_PROCESS).json().get("pid").asLong())
                .isEqualTo(42);
    }

    @Test
    void a_daemon_that_ended_while_it_was_looked_at_is_said_to_have() throws IOException {
        daemon("dockerd");
        Files.delete(directory.resolve("proc/42/status"));

        assertThat(fact(DockerDocuments.DAEMON_PROCESS).reason())
                .isEqualTo("the process that served /run/docker.sock ended while it was looked at");
    }

    @Test
    void a_namespace_is_looked_into_through_any_process_that_is_still_there() throws IOException {
        proc.process(7, "/opt/bin/gone", "gone");
        daemon("dockerd");
        Files.delete(directory.resolve("proc/7/ns/net"));
        Files.createSymbolicLink(directory.resolve("proc/7/ns/net"), Path.of("net:[42]"));
        Files.delete(directory.resolve("proc/7/net/unix"));

        assertThat(fact(DockerDocuments.DAEMON_PROCESS).json().get("pid").asLong())
                .isEqualTo(42);
    }

    @Test
    void something_else_that_serves_the_socket_is_named() throws IOException {
        proc.process(42, "/opt/bin/podman", "podman system service")
                .file(42, "net/unix", UNIX)
                .socket(42, 3, 777);

        assertThat(facts().values())
                .allSatisfy(document -> assertThat(document.reason())
                        .isEqualTo("/run/docker.sock is served by /opt/bin/podman (process 42), which is not dockerd"));
    }

    @Test
    void nobody_to_be_seen_is_said_to_be_elsewhere() {
        assertThat(fact(DockerDocuments.LISTENERS).reason())
                .isEqualTo("no process that may be looked at here serves /run/docker.sock; the daemon runs in another"
                        + " container or on another machine");
    }

    @Test
    void no_configuration_file_is_a_fact() throws IOException {
        daemon("dockerd");

        assertThat(config().json()).hasToString("{\"path\":\"/etc/docker/daemon.json\",\"exists\":false}");
    }

    @Test
    void a_file_that_may_have_been_removed_left_its_mark_on_the_directory() throws IOException {
        daemon("dockerd");
        proc.file(42, "root/etc/docker/key.json", "{}");

        assertThat(config().json().get("exists").asBoolean()).isFalse();
        assertThat(config().json().get("directoryModifiedAt").asText()).isNotEmpty();
    }

    @Test
    void the_configuration_is_read_as_the_daemon_sees_it_and_redacted() throws IOException {
        daemon("dockerd");
        etc("{\"icc\": false, \"labels\": [\"owner=canary\"], \"log-opts\": {\"splunk-token\": \"canary\"}}");

        assertThat(config().json().at("/content/icc").asBoolean(true)).isFalse();
        assertThat(config().json().get("exists").asBoolean()).isTrue();
        assertThat(config().json().get("modifiedAt").asText()).isNotEmpty();
        assertThat(config().json().toString()).doesNotContain("canary");
    }

    /** What a link leads to may be as old as anybody likes. */
    @Test
    void a_file_counts_as_changed_when_a_link_to_it_was_made() throws IOException {
        daemon("dockerd");
        Instant begin = Instant.now().minusSeconds(1);
        proc.file(42, "root/srv/old.json", "{\"icc\": false}");
        Path old = directory.resolve("proc/42/root/srv/old.json");
        Files.setLastModifiedTime(old, FileTime.from(begin.minus(Duration.ofDays(400))));
        Path etc = Files.createDirectories(directory.resolve("proc/42/root/etc/docker"));

        // The target of the link is below the daemon's root, not below that of whoever looks.
        Files.createSymbolicLink(etc.resolve("daemon.json"), Path.of("/srv/old.json"));
        assertThat(config().json().at("/content/icc").asBoolean(true)).isFalse();
        assertThat(Instant.parse(config().json().get("modifiedAt").asText())).isAfter(begin);
    }

    /** So is what is moved to its place, or copied over it with its age. */
    @Test
    void a_file_counts_as_changed_when_the_kernel_says_so_however_old_it_calls_itself() throws IOException {
        daemon("dockerd");
        etc("{\"icc\": false}");
        Path file = directory.resolve("proc/42/root/etc/docker/daemon.json");
        Instant begin = Instant.now().minusSeconds(1);
        Files.setLastModifiedTime(file, FileTime.from(begin.minus(Duration.ofDays(400))));

        assertThat(Instant.parse(config().json().get("modifiedAt").asText())).isAfter(begin);

        Instant later = begin.plus(Duration.ofDays(400));
        Files.setLastModifiedTime(file, FileTime.from(later));
        assertThat(Instant.parse(config().json().get("modifiedAt").asText())).isEqualTo(later);
    }

    @Test
    void the_flag_names_another_file_in_either_spelling_the_last_one_wins() throws IOException {
        daemon("dockerd --config-file /first.json --config-file=relative.json");
        proc.file(42, "root/started/here/relative.json", "{\"debug\": true}");

        assertThat(config().json().get("path").asText()).isEqualTo("/started/here/relative.json");
        assertThat(config().json().at("/content/debug").asBoolean()).isTrue();
    }

    @Test
    void a_rootless_daemon_looks_in_its_home() throws IOException {
        daemon("dockerd");
        proc.file(42, "environ", "HOME=/home/me\0ROOTLESSKIT_STATE_DIR=/tmp/x\0");
        assertThat(config().json().get("path").asText()).isEqualTo("/home/me/.config/docker/daemon.json");

        proc.file(42, "environ", "HOME=/home/me\0XDG_CONFIG_HOME=/cfg\0ROOTLESSKIT_STATE_DIR=/tmp/x\0");
        assertThat(config().json().get("path").asText()).isEqualTo("/cfg/docker/daemon.json");
    }

    @Test
    void a_file_that_is_no_configuration_is_unreadable_and_its_text_not_repeated() throws IOException {
        daemon("dockerd");
        etc("{\n\"token\": canary");
        assertThat(config().reason())
                .contains("/etc/docker/daemon.json is not JSON, near line 2")
                .doesNotContain("canary");
        etc("[]");
        assertThat(config().reason()).contains("is not a JSON object");
        Files.delete(directory.resolve("proc/42/root/etc/docker/daemon.json"));
        Files.createDirectory(directory.resolve("proc/42/root/etc/docker/daemon.json"));
        assertThat(config().reason()).contains("it is not a regular file");
    }

    @Test
    void listeners_are_those_of_the_daemons_network_namespace_with_their_holders() throws IOException {
        daemon("dockerd");
        proc.socket(42, 4, 900)
                .process(7, "/opt/bin/other", "other")
                .socket(7, 4, 902)
                .file(42, "net/tcp", """
                          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                           0: 00000000:0947 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 900 1
                           1: 0100007F:0050 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 901 1
                        """)
                .file(42, "net/tcp6", """
                          sl  local_address                         remote_address                        st tx rx tr tm retr uid timeout inode
                           0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 902 1
                        """);

        assertThat(fact(DockerDocuments.LISTENERS).json())
                .hasToString(
                        "{\"listeners\":["
                                + "{\"protocol\":\"tcp\",\"address\":\"0.0.0.0\",\"port\":2375,\"pids\":[42]},"
                                + "{\"protocol\":\"tcp\",\"address\":\"::\",\"port\":80,\"pids\":[7]}],\"holdersKnown\":true,\"sameNetwork\":false}");

        Files.createDirectories(directory.resolve("proc/self/ns"));
        Files.createSymbolicLink(directory.resolve("proc/self/ns/net"), Path.of("net:[42]"));
        assertThat(fact(DockerDocuments.LISTENERS).json().path("sameNetwork").asBoolean())
                .isTrue();
    }
}
