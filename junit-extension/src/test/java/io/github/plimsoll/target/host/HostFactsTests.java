package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine tells of the files of a daemon: those that this daemon has to do with, as it sees them. */
class HostFactsTests {

    private static final String UNIX = """
            Num       RefCount Protocol Flags    Type St Inode Path
            0000: 00000002 00000000 00010000 0001 01 777 /run/docker.sock
            0000: 00000002 00000000 00010000 0001 01 778 /run/docker/metrics.sock
            0000: 00000002 00000000 00010000 0001 01 779 /run/containerd/containerd.sock
            """;

    @TempDir
    private Path directory;

    private FakeProc proc;

    @BeforeEach
    void host() throws IOException {
        proc = new FakeProc(directory.resolve("proc"))
                .process(42, "/opt/bin/dockerd", "/opt/bin/dockerd -H fd:// --exec-root /run/docker")
                .socket(42, 3, 777)
                .socket(42, 4, 778)
                .file(42, "net/unix", UNIX)
                .file(42, "cgroup", "0::/system.slice/docker.service\n")
                .file(42, "environ", "PATH=/usr/bin\0HOME=/root\0SECRET=c4n4ry\0")
                .file(42, "mountinfo", """
                        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
                        23 22 8:2 / /var/lib/my\\040docker rw - ext4 /dev/sda2 rw,subvol=/@x
                        24 22 0:5 / /var/lib/my\\040docker/overlay2/x/merged rw - overlay overlay rw
                        """)
                .file(
                        42,
                        "root/etc/passwd",
                        "root:x:0:0:c4n4ry:/root:/bin/sh\njane:x:1000:998::/:/bin/sh\n+@netgroup\n")
                .file(42, "root/etc/group", "root:x:0:\ndocker:x:998:bob,\n")
                .file(42, "root/etc/nsswitch.conf", "passwd: files systemd [NOTFOUND=return] sss # ldap\nhosts: dns\n")
                .file(42, "root/etc/docker/daemon.json", "{\"log-opts\": {\"splunk-token\": \"c4n4ry\"}}")
                .file(42, "root/etc/docker/certs.d/r.example.com/client.key", "c4n4ry")
                .file(42, "root/run/docker.sock", "")
                .process(50, "/opt/bin/containerd", "/opt/bin/containerd --config /etc/c.toml")
                .socket(50, 3, 779)
                .file(50, "net/unix", UNIX)
                .file(42, "root/run/containerd/containerd.sock", "")
                .file(42, "root/etc/c.toml", "root = '/srv/containerd'\n[plugins]\ntoken = 'c4n4ry'\n");
    }

    private Map<String, Document> facts() {
        HostFacts host = HostFacts.of(proc.procfs(), new Redactor());
        Map<String, Document> documents = new HashMap<>(host.daemonAt(Path.of("/run/docker.sock")));
        try {
            documents.put(DockerDocuments.INFO, Document.of(new ObjectMapper().readTree("""
                    {"DockerRootDir": "/var/lib/my docker", "Runtimes": {"runc": {"path": "runc"}}}""")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        host.apart(documents).forEach((key, look) -> documents.put(key, look.get()));
        documents.putAll(host.around(documents));
        return documents;
    }

    private JsonNode json(String key) {
        Document document = Objects.requireNonNull(facts().get(key), key);
        assertThat(document.reason()).isEmpty();
        return document.json();
    }

    @Test
    void the_files_of_this_daemon_are_looked_at() {
        assertThat(json(HostDocuments.FILES).properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "/etc/docker",
                        "/etc/docker/daemon.json",
                        "/etc/docker/certs.d/r.example.com/client.key",
                        "/run/docker.sock",
                        "/run/containerd/containerd.sock",
                        "/etc/c.toml",
                        "/usr/bin/runc",
                        "/var/lib/my docker")
                .doesNotContain("/run/docker/metrics.sock", "/etc/passwd");
    }

    @Test
    void the_process_tells_its_unit_and_sockets_and_no_secret_of_its_environment() {
        JsonNode process = json(DockerDocuments.DAEMON_PROCESS);

        assertThat(process.get("unit").asText()).isEqualTo("docker.service");
        assertThat(process.get("unixSockets")).hasSize(2);
        assertThat(process.get("environment").has("SECRET")).isFalse();
        assertThat(process.get("gid").asLong()).isZero();
    }

    @Test
    void containerd_is_who_listens_at_its_socket() {
        JsonNode containerd = json(DockerDocuments.CONTAINERD);

        assertThat(containerd.get("pid").asLong()).isEqualTo(50);
        assertThat(containerd.get("exe").asText()).isEqualTo("/opt/bin/containerd");
        assertThat(containerd.get("config").asText()).isEqualTo("/etc/c.toml");
        assertThat(containerd.get("root").asText()).isEqualTo("/srv/containerd");
        assertThat(containerd.get("state").asText()).isEqualTo("/run/containerd");
        assertThat(containerd.get("managed").asBoolean()).isFalse();
    }

    @Test
    void without_a_listener_containerd_is_out_of_reach_and_not_absent() throws IOException {
        Files.delete(directory.resolve("proc/50/fd/3"));

        assertThat(Objects.requireNonNull(facts().get(DockerDocuments.CONTAINERD))
                        .reason())
                .contains("/run/docker/containerd/containerd.sock or /run/containerd/containerd.sock");
    }

    @Test
    void accounts_are_known_with_those_who_may_know_more() {
        JsonNode accounts = json(HostDocuments.ACCOUNTS);

        assertThat(accounts.get("users")).hasSize(2);
        assertThat(accounts.at("/groups/1").toString())
                .isEqualTo("{\"name\":\"docker\",\"gid\":998,\"members\":[\"bob\"]}");
        assertThat(accounts.get("otherSources").toString()).isEqualTo("[\"sss\"]");
    }

    @Test
    void mounts_are_those_on_the_way_to_the_files() {
        JsonNode mounts = json(HostDocuments.MOUNTS).get("mounts");

        assertThat(mounts).hasSize(2);
        assertThat(mounts.get(1).get("at").asText()).isEqualTo("/var/lib/my docker");
        assertThat(mounts.get(1).get("device").asText()).isEqualTo("8:2");
        assertThat(mounts.get(1).get("subvolume").asText()).isEqualTo("/@x");
    }

    @Test
    void limits_of_the_kernel_are_told_with_what_is_used_of_them() throws IOException {
        Path proc = directory.resolve("proc");
        Files.createDirectories(proc.resolve("sys/kernel"));
        Files.createDirectories(proc.resolve("sys/fs"));
        Files.writeString(proc.resolve("sys/kernel/pid_max"), "4194304\n");
        Files.writeString(proc.resolve("sys/kernel/threads-max"), "many\n");
        Files.writeString(proc.resolve("sys/fs/file-nr"), "1216\t0\t9223372036854775807\n");
        Files.writeString(proc.resolve("loadavg"), "0.00 0.01 0.05 2/345 6789\n");

        assertThat(json(HostDocuments.SYSTEM).get("limits").toString())
                .isEqualTo("{\"processIds\":4194304,\"openFiles\":9223372036854775807,"
                        + "\"used\":{\"openFiles\":1216,\"threads\":345}}");
    }

    @Test
    void how_full_a_disk_is_is_told_of_the_directory_that_the_daemon_sees() throws IOException {
        Path data = Files.createDirectories(directory.resolve("proc/42/root/var/lib/my docker"));

        JsonNode space = json(HostDocuments.SPACE).get("/var/lib/my docker");
        assertThat(space.get("bytes").asLong())
                .isEqualTo(Files.getFileStore(data).getTotalSpace());
        assertThat(space.get("freeBytes").asLong())
                .isLessThan(space.get("bytes").asLong());
        assertThat(space.get("files").asLong())
                .isGreaterThanOrEqualTo(space.get("freeFiles").asLong());

        Files.delete(data);
        assertThat(json(HostDocuments.SPACE)
                        .get("/var/lib/my docker")
                        .get("unreadable")
                        .asText())
                .startsWith("how full /var/lib/my docker is cannot be told: ")
                .endsWith("No such file or directory");
    }

    @Test
    void of_a_network_that_may_not_be_seen_nothing_is_told() {
        assertThat(Objects.requireNonNull(facts().get(HostDocuments.NETWORK)).reason())
                .isEqualTo("cannot look into the daemon's network: no permission to see which network the daemon is in;"
                        + " run as root");
    }

    @Test
    void settings_of_the_network_of_the_daemon() throws IOException {
        Path proc = directory.resolve("proc");
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/net"), Path.of("net:[42]"));
        Files.createDirectories(proc.resolve("sys/net/ipv4"));
        Files.createDirectories(proc.resolve("sys/net/netfilter"));
        Files.writeString(proc.resolve("sys/net/ipv4/tcp_syncookies"), "1\n");
        proc42("net/route", "Iface\tDestination\neth0\t00000000\ndocker0\t000011AC\neth0\t0000A8C0\n");
        proc42("net/if_inet6", """
                00000000000000000000000000000001 01 80 10 80       lo
                fe80000000000000209101fffeeae726 02 40 20 80  docker0
                20010db8000000000000000000000002 03 40 00 80     eth0
                """);

        assertThat(json(HostDocuments.NETWORK).toString())
                .isEqualTo("{\"synCookies\":1,\"bridges\":{\"ip\":false,\"ip6\":false},"
                        + "\"interfaces\":{\"ip\":[\"docker0\",\"eth0\"],\"ip6\":[\"eth0\"]}}");

        Files.createDirectories(proc.resolve("sys/net/bridge"));
        Files.writeString(proc.resolve("sys/net/bridge/bridge-nf-call-iptables"), "1\n");
        Files.writeString(proc.resolve("sys/net/bridge/bridge-nf-call-ip6tables"), "0\n");
        assertThat(json(HostDocuments.NETWORK).get("bridges").toString()).isEqualTo("{\"ip\":true,\"ip6\":false}");

        Files.writeString(proc.resolve("sys/net/netfilter/nf_conntrack_max"), "262144\n");
        Files.writeString(proc.resolve("sys/net/netfilter/nf_conntrack_count"), "17\n");
        assertThat(json(HostDocuments.NETWORK).get("connections").toString()).isEqualTo("{\"most\":262144,\"now\":17}");
    }

    private void proc42(String file, String text) throws IOException {
        Files.writeString(directory.resolve("proc/42").resolve(file), text);
    }

    @Test
    void nothing_that_is_in_a_file_gets_out() {
        assertThat(facts().values())
                .filteredOn(Document::isReadable)
                .extracting(document -> document.json().toString())
                .noneMatch(text -> text.contains("c4n4ry"));
    }

    @Test
    void of_a_daemon_elsewhere_nothing_is_told() {
        HostFacts host = HostFacts.of(proc.procfs(), new Redactor());
        Map<String, Document> nothing = HostFacts.outOfReach("the daemon is on another machine");
        Map<String, Document> facts = new HashMap<>(host.around(nothing));
        host.apart(nothing).forEach((key, look) -> facts.put(key, look.get()));

        assertThat(facts).hasSize(14);
        assertThat(facts.values()).extracting(Document::reason).containsOnly("the daemon is on another machine");
    }

    @Test
    void whoever_keeps_the_clock_is_told_by_the_programs_that_run_outside_of_containers() throws IOException {
        proc.process(60, "/usr/sbin/chronyd", "chronyd")
                .file(60, "comm", "chronyd\n")
                .process(61, "/usr/sbin/ntpd", "ntpd")
                .file(61, "comm", "ntpd\n")
                .file(61, "status", "NSpid:\t61\t1\n");

        assertThat(json(HostDocuments.SYSTEM).at("/clock/keepers")).hasToString("[\"chronyd\"]");
    }
}
