package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.DockerPaths;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files Compose made containers from, which copies lie beside them, and what they set. */
class DeploymentFilesTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LABELS = """
            [{"Labels": {
              "com.docker.compose.project.working_dir": "/srv/shop",
              "com.docker.compose.project.config_files": "/srv/shop/compose.yaml,/srv/shop/prod.yml",
              "com.docker.compose.project.environment_file": "/srv/shop/prod.env"}}, {"Labels": null}]
            """;

    @TempDir
    private Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JsonNode facts(Document containers) throws IOException {
        Map<String, Document> documents = new LinkedHashMap<>();
        documents.put(DockerDocuments.CONTAINERS, containers);
        documents.put(DockerDocuments.DAEMON_PROCESS, Document.of(JSON.readTree("{\"pid\": 1, \"uid\": 0}")));
        documents.put(
                DockerDocuments.DAEMON_CONFIG,
                Document.of(JSON.readTree("{\"path\": \"/etc/docker/daemon.json\", \"exists\": false}")));
        return DeploymentFiles.of(new HostTree(root), DockerPaths.of(documents), new Redactor())
                .json();
    }

    private Map<String, String> kinds() throws IOException {
        return kinds(LABELS);
    }

    private Map<String, String> kinds(String containers) throws IOException {
        Map<String, String> kinds = new TreeMap<>();
        facts(Document.of(JSON.readTree(containers)))
                .path("files")
                .forEach(file -> kinds.put(
                        file.path("path").asText(),
                        file.path("kind").asText() + (file.has("unreadable") ? " unreadable" : "")));
        return kinds;
    }

    @Test
    void what_a_project_names_and_what_lies_beside_it() throws IOException {
        file("srv/shop/compose.yaml", """
                services:
                  web: {env_file: ./web.env}
                  db:
                    env_file: [{path: /etc/db.env, required: false}, absent.env]
                secrets:
                  password: {file: ./password.txt}
                  other: {environment: OTHER}
                """);
        file("srv/shop/compose.yaml~", "");
        file("srv/shop/compose.old.yaml", "");
        file("srv/shop/compose-notes.txt", "");
        file("srv/shop/.env", "");
        file("srv/shop/.env.bak", "");
        file("srv/shop/prod.env", "");
        file("srv/shop/web.env", "");
        file("etc/db.env", "");
        file("srv/shop/password.txt", "c4n4ry");
        file("etc/docker/daemon.json.dpkg-old", "");

        assertThat(kinds())
                .containsOnly(
                        Map.entry("/srv/shop/compose.yaml", "compose"),
                        Map.entry("/srv/shop/compose.yaml~", "copy"),
                        Map.entry("/srv/shop/compose.old.yaml", "copy"),
                        Map.entry("/srv/shop/.env", "environment"),
                        Map.entry("/srv/shop/.env.bak", "copy"),
                        Map.entry("/srv/shop/prod.env", "environment"),
                        Map.entry("/srv/shop/web.env", "environment"),
                        Map.entry("/etc/db.env", "environment"),
                        Map.entry("/srv/shop/password.txt", "secret"),
                        Map.entry("/etc/docker/daemon.json.dpkg-old", "copy"));
    }

    @Test
    void files_that_a_file_is_put_together_from() throws IOException {
        file("srv/shop/compose.yaml", """
                include:
                  - ../mail/compose.yaml
                  - {path: [/srv/cache/a.yaml, /srv/cache/b.yaml], project_directory: /srv/data, env_file: cache.env}
                services:
                  web: {extends: {file: common/base.yaml, service: web}}
                  job: {extends: web}
                """);
        file("srv/shop/prod.yml", "include: [compose.yaml]");
        file("srv/mail/compose.yaml", "services: {mail: {env_file: mail.env}}");
        file("srv/mail/compose.yaml.bak", "");
        file("srv/mail/mail.env", "");
        file("srv/mail/.env", "");
        file("srv/cache/a.yaml", "services: {a: {env_file: a.env}}");
        file("srv/cache/b.yaml", "");
        file("srv/data/a.env", "");
        file("srv/shop/cache.env", "");
        file("srv/shop/common/base.yaml", "services: {web: {env_file: web.env}}");
        file("srv/shop/common/web.env", "");

        assertThat(kinds())
                .containsOnly(
                        Map.entry("/srv/shop/compose.yaml", "compose"),
                        Map.entry("/srv/shop/prod.yml", "compose"),
                        Map.entry("/srv/mail/compose.yaml", "compose"),
                        Map.entry("/srv/mail/compose.yaml.bak", "copy"),
                        Map.entry("/srv/mail/mail.env", "environment"),
                        Map.entry("/srv/mail/.env", "environment"),
                        Map.entry("/srv/cache/a.yaml", "compose"),
                        Map.entry("/srv/cache/b.yaml", "compose"),
                        Map.entry("/srv/data/a.env", "environment"),
                        Map.entry("/srv/shop/cache.env", "environment"),
                        Map.entry("/srv/shop/common/base.yaml", "compose"),
                        Map.entry("/srv/shop/common/web.env", "environment"));
    }

    /** As Compose has it: the first file says where the project is, and the others are laid over it there. */
    @Test
    void paths_of_an_override_begin_where_the_project_is() throws IOException {
        file("srv/shop/compose.yaml", "");
        file("opt/over/prod.yml", "services: {web: {env_file: web.env}}");
        file("srv/shop/web.env", "");
        file("opt/over/web.env", "");

        assertThat(kinds(LABELS.replace("/srv/shop/prod.yml", "/opt/over/prod.yml")))
                .containsOnlyKeys("/srv/shop/compose.yaml", "/opt/over/prod.yml", "/srv/shop/web.env");
    }

    @Test
    void what_only_whoever_called_compose_knows_is_said_to_be_unknown() throws IOException {
        file("srv/shop/compose.yaml", """
                include: [https://example.com/x.git, oci://registry.example.com/x]
                services: {web: {env_file: ["${STAGE}.env", ~/web.env]}}
                """);

        assertThat(facts(Document.of(JSON.readTree(LABELS))).path("unseen").asText())
                .isEqualTo("which files /srv/shop/compose.yaml names by https://example.com/x.git,"
                        + " oci://registry.example.com/x, ${STAGE}.env, ~/web.env is not known");
    }

    @Test
    void what_is_no_yaml_is_unreadable_and_its_environment_is_read_all_the_same() throws IOException {
        file("srv/shop/compose.yaml", "services: [");
        file("srv/shop/.env", "");

        assertThat(kinds())
                .containsOnly(
                        Map.entry("/srv/shop/compose.yaml", "compose unreadable"),
                        Map.entry("/srv/shop/.env", "environment"));
    }

    @Test
    void no_value_is_kept() throws IOException {
        file("srv/shop/compose.yaml", """
                services:
                  db: {environment: {NAME: c4n4ry}, command: [--password=c4n4ry]}
                secrets: {password: {file: password.txt}}
                """);
        file("srv/shop/password.txt", "c4n4ry");
        file("srv/shop/.env", "DB_PASSWORD=c4n4ry\n#TOKEN=c4n4ry\n");

        JsonNode files = facts(Document.of(JSON.readTree(LABELS)));

        assertThat(files.toString()).doesNotContain("c4n4ry").contains("DB_PASSWORD=", "TOKEN=", "secret=");
    }

    @Test
    void where_containers_cannot_be_listed_there_may_be_more() throws IOException {
        assertThat(facts(Document.unreadable("403")).path("unseen").asText()).contains("403");
    }

    @Test
    void settings_are_told_in_whatever_language() {
        assertThat(Settings.in("""
                        A=1
                        export B='two' # no
                          c: "three"
                          - D=four
                        "e.f": "five",
                        # G: six
                        H=${H}
                        I: ${I:-seven}
                        J=$J
                        K=true
                        L:
                        M: ["x", "--password=$$X"]
                        no setting here
                        {"n": "eight", "o": {"p": "nine"}}
                        """))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("A", "1"),
                        Map.entry("B", "two"),
                        Map.entry("c", "three"),
                        Map.entry("D", "four"),
                        Map.entry("e.f", "five"),
                        Map.entry("G", "six"),
                        Map.entry("I", "seven"),
                        Map.entry("M", "[\"x\", \"--password=‹\"]"),
                        Map.entry("n", "eight"),
                        Map.entry("p", "nine")));
        assertThat(Settings.in("x\n-----BEGIN PRIVATE KEY-----\nabc\n")).containsOnlyKeys("key");
        assertThat(List.copyOf(Settings.in("PASSWORD=${A}${B}b").values())).containsExactly("b");
    }
}
