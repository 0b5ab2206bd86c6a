package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountSourcesTests {

    @TempDir
    Path root;

    @BeforeEach
    void make_host() throws IOException {
        Files.createDirectories(root.resolve("srv/data"));
        Files.createDirectory(root.resolve("etc"));
    }

    @Test
    void absolute_links_stay_below_the_root_of_the_daemon() throws IOException {
        link("srv/link", "/etc");
        assertThat(target("/srv/link/docker")).isEqualTo("/etc/docker");
    }

    @Test
    void relative_links_and_links_to_links_are_followed() throws IOException {
        link("srv/first", "data/../second");
        link("srv/second", "../etc/.");
        assertThat(target("/srv/first/")).isEqualTo("/etc");
    }

    @Test
    void the_parent_of_a_link_is_that_of_its_target() throws IOException {
        link("srv/link", "/etc");
        assertThat(target("/srv/link/..")).isEqualTo("/");
    }

    @Test
    void what_is_no_link_or_is_not_there_is_not_listed() {
        assertThat(links("/srv/data", "/srv/missing/part")).isEmpty();
    }

    @Test
    void a_ring_of_links_is_unreadable() throws IOException {
        link("srv/ring", "/srv/ring");
        JsonNode found = links("/srv/ring").get(0);
        assertThat(found.has("target")).isFalse();
        assertThat(found.path("unreadable").asText()).isNotEmpty();
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    private String target(String path) {
        return links(path).get(0).path("target").asText();
    }

    private JsonNode links(String... paths) {
        return MountSources.links(new HostTree(root), List.of(paths)).json().path("links");
    }
}
