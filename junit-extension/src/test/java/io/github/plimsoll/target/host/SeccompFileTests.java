package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.DockerPaths;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter that a daemon was told to use is read where the daemon found it. */
class SeccompFileTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path root;

    private Document profile(String named) throws IOException {
        DockerPaths paths = DockerPaths.of(Map.of(
                DockerDocuments.DAEMON_PROCESS,
                Document.of(JSON.readTree("{\"pid\": 1, \"cwd\": \"/srv\"}")),
                DockerDocuments.INFO,
                Document.of(JSON.readTree("{\"SecurityOptions\": [\"name=apparmor\", \"" + named + "\"]}"))));
        return SeccompFile.of(new HostTree(root), paths, new Redactor());
    }

    private Path file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void a_file_is_read_by_its_whole_path_or_from_where_the_daemon_was_started() throws IOException {
        file("srv/own.json", "{\"defaultAction\": \"SCMP_ACT_ERRNO\"}");

        for (String name : new String[] {"/srv/own.json", "own.json"}) {
            Document profile = profile("name=seccomp,profile=" + name);

            assertThat(profile.json().path("path").asText()).isEqualTo("/srv/own.json");
            assertThat(profile.json().at("/content/defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
        }
    }

    @Test
    void a_file_that_was_moved_there_is_as_new_as_that() throws IOException {
        Path old = file("tmp/own.json", "{}");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(400))));
        Instant begin = Instant.now().minusSeconds(1);
        Files.createDirectories(root.resolve("srv"));
        Files.move(old, root.resolve("srv/own.json"));

        assertThat(Instant.parse(profile("name=seccomp,profile=/srv/own.json")
                        .json()
                        .path("changedAt")
                        .asText()))
                .isAfter(begin);
    }

    @Test
    void the_engines_own_is_no_file() throws IOException {
        for (String name :
                new String[] {"name=seccomp,profile=builtin", "name=seccomp,profile=default", "name=seccomp"}) {
            assertThat(profile(name).json()).as(name).isEmpty();
        }
        assertThat(profile("name=seccomp,profile=unconfined").json()).isEmpty();
    }

    @Test
    void what_is_no_filter_is_not_read_as_one() throws IOException {
        file("srv/text.json", "no filter");
        file("srv/list.json", "[]");
        Files.createDirectories(root.resolve("srv/directory.json"));

        for (String name : new String[] {"text", "list", "directory", "gone"}) {
            Document profile = profile("name=seccomp,profile=/srv/" + name + ".json");

            assertThat(profile.isReadable()).as(name).isFalse();
            assertThat(profile.reason()).contains("/srv/" + name + ".json");
        }
    }

    @Test
    void nothing_is_known_where_the_engine_did_not_answer() {
        DockerPaths paths = DockerPaths.of(Map.of(DockerDocuments.INFO, Document.unreadable("timed out")));

        assertThat(SeccompFile.of(new HostTree(root), paths, new Redactor()).reason())
                .isEqualTo("timed out");
    }
}
