package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.host.FileRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of files, below a root that is not that of this machine. */
class FileFactsTests {

    @TempDir
    private Path root;

    private Path file(String path, String mode) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "c4n4ry");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private JsonNode look(String path, int depth) {
        return FileFacts.of(new HostTree(root), List.of(new FileRequest(path, depth)))
                .json();
    }

    private JsonNode look(String path) {
        return look(path, 0).get(path);
    }

    @Test
    void a_file_is_told_by_its_numbers_and_bits_and_never_by_what_is_in_it() throws IOException {
        Path file = file("etc/docker/daemon.json", "rw-r---w-");

        JsonNode told = look("/etc/docker/daemon.json");

        assertThat(told.get("exists").asBoolean()).isTrue();
        assertThat(told.get("type").asText()).isEqualTo("file");
        assertThat(told.get("mode").asText()).isEqualTo("0642");
        assertThat(told.get("uid").asLong()).isEqualTo(((Integer) Files.getAttribute(file, "unix:uid")).longValue());
        assertThat(told.has("real")).isFalse();
        assertThat(told.get("way"))
                .extracting(step -> step.get("path").asText())
                .containsExactly("/", "/etc", "/etc/docker");
        assertThat(told.toString()).doesNotContain("c4n4ry");
    }

    @Test
    void what_is_not_there_is_a_fact() throws IOException {
        file("etc/plain", "rw-r--r--");

        assertThat(look("/etc/none").get("exists").asBoolean()).isFalse();
        assertThat(look("/none/at/all").get("exists").asBoolean()).isFalse();
        assertThat(look("/etc/plain/below").get("exists").asBoolean()).isFalse();
    }

    @Test
    void links_are_followed_below_the_root_and_show_all_directories_on_the_way() throws IOException {
        file("srv/real/docker.sock", "rw-rw-rw-");
        Files.createDirectories(root.resolve("var"));
        Files.createSymbolicLink(root.resolve("var/run"), Path.of("/srv/../srv/real"));

        JsonNode told = look("/var/run/docker.sock");

        assertThat(told.get("real").asText()).isEqualTo("/srv/real/docker.sock");
        assertThat(told.get("mode").asText()).isEqualTo("0666");
        assertThat(told.get("way"))
                .extracting(step -> step.get("path").asText())
                .contains("/var", "/srv", "/srv/real");
    }

    @Test
    void a_ring_of_links_is_not_taken_for_an_absent_file() throws IOException {
        Files.createSymbolicLink(root.resolve("a"), Path.of("/b"));
        Files.createSymbolicLink(root.resolve("b"), Path.of("/a"));

        assertThat(look("/a").get("unreadable").asText()).contains("too many links");
        assertThat(look("/a").has("exists")).isFalse();
    }

    @Test
    void of_a_sticky_directory_it_is_told_whose_the_entry_is() throws IOException {
        file("tmp/x", "rw-r--r--");
        Files.setAttribute(root.resolve("tmp"), "unix:mode", 01777);

        JsonNode tmp = look("/tmp/x").get("way").get(1);

        assertThat(tmp.get("mode").asText()).isEqualTo("1777");
        assertThat(tmp.has("uidOfEntry")).isTrue();
    }

    @Test
    void a_directory_is_listed_as_deep_as_was_asked() throws IOException {
        file("etc/docker/certs.d/r:5000/ca.crt", "r--r--r--");
        file("etc/docker/certs.d/r:5000/a/b/c/deep", "r--r--r--");

        JsonNode files = look("/etc/docker/certs.d", 3);

        assertThat(files.has("/etc/docker/certs.d/r:5000/ca.crt")).isTrue();
        assertThat(files.at("/~1etc~1docker~1certs.d/listed").asBoolean()).isTrue();
        assertThat(files.at("/~1etc~1docker~1certs.d~1r:5000~1a~1b/unlistable").asText())
                .contains("deeper");
    }

    @Test
    void a_name_that_no_evidence_could_show_is_said_to_be_there() throws IOException {
        file("etc/certs/a\"b", "r--r--r--");

        assertThat(look("/etc/certs", 1).get("/etc/certs").get("unlistable").asText())
                .contains("quotation mark");
    }
}
