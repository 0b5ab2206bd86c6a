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
        Map<String, String> kinds = new TreeMap<>();
        facts(Document.of(JSON.readTree(LABELS)))
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
