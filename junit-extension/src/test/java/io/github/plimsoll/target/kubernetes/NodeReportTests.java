package io.github.plimsoll.target.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script that runs on nodes says of a file system, and what is made of it. */
class NodeReportTests {

    private static final String KEY = "c2VjcmV0IGlzIHNlY3VyZSwgb3IgaXMgaXQ/";

    @TempDir
    Path root;

    @BeforeEach
    void needs_a_shell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell to run the script");
    }

    private Path write(String path, String text, String mode) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private String said(String... arguments) throws IOException, InterruptedException {
        try (InputStream script = NodeProbe.class.getResourceAsStream("node-facts.sh")) {
            List<String> command = new ArrayList<>(
                    List.of("/bin/sh", "-c", new String(script.readAllBytes(), StandardCharsets.UTF_8)));
            command.add("sh");
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PLIMSOLL_ROOT", root.toString());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return said;
        }
    }

    private static Map<String, Document> read(String said) {
        NodeReport report = NodeReport.read(said, new ObjectRedactor(new Redactor()));
        assertThat(report.isComplete()).as(said).isTrue();
        return report.documents("a", Set.of(), Set.of());
    }

    private static JsonNode fact(Map<String, Document> documents, String fact) {
        return requireNonNull(documents.get(KubernetesDocuments.ofNode("a", fact)))
                .json();
    }

    @Test
    void files_are_described_by_owner_and_mode() throws IOException, InterruptedException {
        write("/etc/kubernetes/admin.conf", "x", "rw-r-----");
        write("/etc/kubernetes/pki/ca.key", "x", "rw-------");

        JsonNode files = fact(read(said("tree", "/etc/kubernetes", "one", "/etc/kubernetes/none")), "files");

        assertThat(files.path("/etc/kubernetes/admin.conf").path("mode").asText())
                .isEqualTo("0640");
        assertThat(files.path("/etc/kubernetes/pki/ca.key").path("mode").asText())
                .isEqualTo("0600");
        assertThat(files.path("/etc/kubernetes/pki").path("type").asText()).isEqualTo("directory");
        assertThat(files.path("/etc/kubernetes").path("listed").asBoolean()).isTrue();
        assertThat(files.path("/etc/kubernetes/none").path("exists").asBoolean(true))
                .isFalse();
    }

    @Test
    void no_file_lies_too_deep() throws IOException, InterruptedException {
        write("/etc/kubernetes/a/b/c/d/e/f/g.key", "x", "rw-r--r--");

        assertThat(fact(read(said("tree", "/etc/kubernetes")), "files").has("/etc/kubernetes/a/b/c/d/e/f/g.key"))
                .isTrue();
    }

    @Test
    void what_is_not_mounted_is_not_taken_for_absent() throws IOException, InterruptedException {
        JsonNode files = fact(read(said("one", "/etc/kubernetes/admin.conf", "tree", "/var/lib/x")), "files");

        assertThat(files.path("/etc/kubernetes/admin.conf").path("unreadable").asText())
                .contains("not mounted");
        assertThat(files.path("/var/lib/x").path("unreadable").asText()).contains("not mounted");
    }

    @Test
    void a_link_is_followed_within_the_node_only() throws IOException, InterruptedException {
        Path target = write("/etc/x/real.conf", "x", "rw-rw-rw-");
        Files.createSymbolicLink(target.resolveSibling("relative.conf"), Path.of("real.conf"));
        Files.createSymbolicLink(target.resolveSibling("absolute.conf"), Path.of("/etc/x/real.conf"));
        Files.createSymbolicLink(target.resolveSibling("astray.conf"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(root.resolve("etc/y"), Path.of("/etc/x"));

        JsonNode files = fact(
                read(said(
                        "one",
                        "/etc/x/relative.conf",
                        "one",
                        "/etc/x/absolute.conf",
                        "one",
                        "/etc/x/astray.conf",
                        "one",
                        "/etc/y/real.conf")),
                "files");

        assertThat(files.path("/etc/x/relative.conf").path("mode").asText()).isEqualTo("0666");
        assertThat(files.path("/etc/x/absolute.conf").path("mode").asText()).isEqualTo("0666");
        assertThat(files.path("/etc/x/absolute.conf").path("real").asText()).isEqualTo("/etc/x/real.conf");
        assertThat(files.path("/etc/x/astray.conf").path("unreadable").asText()).contains("not mounted");
        assertThat(files.path("/etc/y/real.conf").path("unreadable").asText()).contains("is a link");
    }

    /** Nothing would be found below it, and that looks as if nothing were there. */
    @Test
    void a_directory_behind_a_link_is_not_taken_for_empty() throws IOException, InterruptedException {
        write("/etc/kubernetes/real/kube-apiserver.yaml", "x", "rw-rw-rw-");
        Path directory = root.resolve("etc/kubernetes");
        Files.createSymbolicLink(directory.resolve("relative"), Path.of("real"));
        Files.createSymbolicLink(directory.resolve("absolute"), Path.of("/etc/kubernetes/real"));
        Files.createSymbolicLink(directory.resolve("file"), Path.of("real/kube-apiserver.yaml"));

        JsonNode files = fact(
                read(said(
                        "tree", "/etc/kubernetes",
                        "tree", "/etc/kubernetes/relative",
                        "tree", "/etc/kubernetes/absolute",
                        "tree", "/etc/kubernetes/file",
                        "tree", "/etc/kubernetes/real")),
                "files");

        for (String link : List.of("/etc/kubernetes/relative", "/etc/kubernetes/absolute")) {
            assertThat(files.path(link).path("unreadable").asText())
                    .contains("link to the directory /etc/kubernetes/real");
        }
        assertThat(files.path("/etc/kubernetes/file").path("mode").asText()).isEqualTo("0666");
        assertThat(files.path("/etc/kubernetes/real").path("listed").asBoolean())
                .isTrue();
    }

    @Test
    void keys_of_an_encryption_stay_on_the_node() throws IOException, InterruptedException {
        write("/etc/enc.yaml", """
                resources:
                  - resources: [secrets]
                    providers:
                      - secretbox:
                          keys:
                            - name: key1
                              secret: %1$s
                      - aescbc: {keys: [{name: key2, secret: short}]}
                      - aesgcm:
                          keys:
                            - name: key3
                              secret: |
                                %1$s
                """.formatted(KEY), "rw-------");

        String said = said("encryption", "/etc/enc.yaml");
        JsonNode content = fact(read(said), "settings").path("/etc/enc.yaml").path("content");

        assertThat(said).doesNotContain(KEY, KEY.substring(4, 30), "short");
        assertThat(content.at("/resources/0/resources/0").asText()).isEqualTo("secrets");
        assertThat(content.at("/resources/0/providers/0").has("secretbox")).isTrue();
        assertThat(content.at("/resources/0/providers/1").has("aescbc")).isTrue();
    }

    @Test
    void of_units_is_told_what_their_service_says_of_addresses() throws IOException, InterruptedException {
        write("/etc/systemd/system/kubelet.service", """
                [Unit]
                IPAddressDeny=any
                [Service]
                Environment=PASSWORD=hunter2
                IPAddressDeny = any
                IPAddressAllow=localhost \\
                  10.0.0.0/8
                # IPAddressAllow=any
                """, "rw-r--r--");
        write("/etc/systemd/system/kubelet.service.d/10-a.conf", "[Service]\nIPAddressAllow=\n", "rw-r--r--");
        write("/etc/systemd/system/kubelet.service.d/notes.txt", "[Service]\nIPAddressAllow=any\n", "rw-r--r--");
        Path link = root.resolve("etc/systemd/system/kubelet.service.d/20-b.conf");
        Files.createSymbolicLink(link, Path.of("/nowhere/20-b.conf"));

        String said =
                said("unit", "/etc/systemd/system/kubelet.service", "unit", "/etc/systemd/system/kubelet.service.d");
        JsonNode settings = fact(read(said), "settings");

        assertThat(said).doesNotContain("hunter2");
        assertThat(settings.path("/etc/systemd/system/kubelet.service").path("content"))
                .hasToString("{\"IPAddressDeny\":[\"any\"],\"IPAddressAllow\":[\"localhost\",\"10.0.0.0/8\"]}");
        assertThat(settings.path("/etc/systemd/system/kubelet.service.d/10-a.conf")
                        .path("content"))
                .hasToString("{\"IPAddressAllow\":[\"\"]}");
        assertThat(settings.properties())
                .as("neither what is no drop-in nor what leads elsewhere")
                .hasSize(2);
    }

    @Test
    void settings_that_are_no_yaml_are_unreadable() throws IOException, InterruptedException {
        write("/etc/bad.yaml", "a: [", "rw-------");
        write("/etc/audit.yaml", "rules:\n- level: Metadata\n", "rw-------");

        JsonNode settings = fact(read(said("settings", "/etc/bad.yaml", "settings", "/etc/audit.yaml")), "settings");

        assertThat(settings.path("/etc/bad.yaml").path("unreadable").asText()).contains("no YAML");
        assertThat(settings.path("/etc/audit.yaml").at("/content/rules/0/level").asText())
                .isEqualTo("Metadata");
    }

    @Test
    void what_is_as_long_as_a_key_stays_on_the_node_unless_it_names_a_file() throws IOException, InterruptedException {
        String path = "/etc/kubernetes/admissionconfigurations/podsecurity.yaml";
        write("/etc/admission.yaml", """
                plugins:
                  - name: PodSecurity
                    path: %1$s
                  - path: "%1$s"
                    name: %2$s
                  - {name: Other, path: %1$s}
                """.formatted(path, KEY + KEY), "rw-------");

        String said = said("settings", "/etc/admission.yaml");
        JsonNode plugins =
                fact(read(said), "settings").path("/etc/admission.yaml").at("/content/plugins");

        assertThat(said).doesNotContain(KEY);
        assertThat(plugins.at("/0/path").asText()).isEqualTo(path);
        assertThat(plugins.at("/1/path").asText()).isEqualTo(path);
        assertThat(plugins.at("/2/path").asText()).isEqualTo("dropped.yaml");
    }

    @Test
    void private_keys_beside_certificates_stay_on_the_node() throws IOException, InterruptedException {
        write("/etc/pki/both.pem", """
                -----BEGIN PRIVATE KEY-----
                %1$s
                -----END PRIVATE KEY-----
                -----BEGIN CERTIFICATE-----
                bm90aGluZw==
                -----END CERTIFICATE-----
                """.formatted(KEY), "rw-------");

        String said = said("tree", "/etc/pki");

        assertThat(said).doesNotContain(KEY).contains("pem\tbm90aGluZw==");
        assertThat(fact(read(said), "certificates")
                        .path("/etc/pki/both.pem")
                        .path("unreadable")
                        .asText())
                .contains("no certificate");
    }

    @Test
    void a_process_in_a_container_does_not_pose_as_one_of_the_node() throws IOException, InterruptedException {
        process(100, "kubelet", "0", "100", "/usr/bin/kubelet", "--config=/etc/k.yaml");
        process(200, "kubelet", "0", "200\t7", "/usr/bin/kubelet", "--config=/tmp/fake.yaml");
        process(300, "kubelet", "1000", "300", "/home/joe/kubelet");
        process(400, "etcd", "105", "400", "/usr/bin/etcd", "--name=a\nend");

        JsonNode processes = fact(read(said()), "processes").path("processes");

        assertThat(processes).hasSize(2);
        assertThat(processes.at("/0/args/1").asText()).isEqualTo("--config=/etc/k.yaml");
        assertThat(processes.at("/1/program").asText()).isEqualTo("etcd");
        assertThat(processes.at("/1/uid").asLong()).isEqualTo(105);
        assertThat(processes.at("/1/args/1").asText()).isEqualTo("--name=a end");
    }

    private void process(int pid, String comm, String uid, String ids, String... words) throws IOException {
        write("/proc/" + pid + "/comm", comm + "\n", "rw-r--r--");
        write("/proc/" + pid + "/cmdline", String.join("\0", words) + "\0", "rw-r--r--");
        write(
                "/proc/" + pid + "/status",
                "Name:\t%s\nUid:\t%s\t0\t0\t0\nNSpid:\t%s\n".formatted(comm, uid, ids),
                "rw-r--r--");
    }

    @Test
    void a_report_that_breaks_off_is_not_complete() {
        assertThat(NodeReport.read("file\t81a0 0 0 1\t/etc/x\t/etc/x\n", new ObjectRedactor(new Redactor()))
                        .isComplete())
                .isFalse();
    }

    @Test
    void numbers_that_are_none_make_a_file_unreadable() {
        JsonNode files = fact(read("file\tzz 0 0 1\t/etc/x\t/etc/x\nfile\t81a0 0\t/etc/y\t/etc/y\nend\n"), "files");

        assertThat(files.path("/etc/x").path("unreadable").asText()).contains("not understood");
        assertThat(files.path("/etc/y").path("unreadable").asText()).contains("not understood");
        assertThat(files.path("/etc/y").has("mode")).isFalse();
    }
}
