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
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files say beside the daemon's own of how registries are reached. */
class RegistryFilesTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path root;

    @BeforeEach
    void containerd() throws IOException {
        file("etc/containerd/config.toml", "");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JsonNode facts(Document containerd) throws IOException {
        DockerPaths paths = DockerPaths.of(
                Map.of(DockerDocuments.DAEMON_PROCESS, Document.of(JSON.readTree("{\"pid\": 1, \"uid\": 0}"))));
        return RegistryFiles.of(new HostTree(root), paths, containerd, new Redactor())
                .json();
    }

    /** Each as {@code path name plain unverified}. */
    private List<String> registries() throws IOException {
        Document containerd = Document.of(JSON.readTree("{\"config\": \"/etc/containerd/config.toml\"}"));
        return StreamSupport.stream(facts(containerd).path("files").spliterator(), false)
                .flatMap(file -> file.has("unreadable")
                        ? List.of(file.path("unreadable").asText()).stream()
                        : StreamSupport.stream(file.path("registries").spliterator(), false)
                                .map(registry -> file.path("path").asText() + " "
                                        + registry.path("name").asText()
                                        + (registry.path("plain").asBoolean() ? " plain" : "")
                                        + (registry.path("unverified").asBoolean() ? " unverified" : "")))
                .toList();
    }

    @Test
    void a_host_without_such_files_has_none() throws IOException {
        assertThat(registries()).isEmpty();
    }

    @Test
    void a_directory_for_each_registry() throws IOException {
        file("etc/docker/certs.d/r.example.com/ca.crt", "");
        file("etc/docker/certs.d/one.example.com/hosts.toml", """
                server = "https://one.example.com"
                [host."http://mirror.example.com:5000"]
                  capabilities = ["pull", "resolve"]
                [host."https://user:c4n4ry@other.example.com"]
                  skip_verify = true
                """);
        file("etc/containerd/certs.d/two.example.com/hosts.toml", "skip_verify = true");

        assertThat(registries())
                .hasSize(4)
                .contains(
                        "/etc/docker/certs.d/one.example.com/hosts.toml https://one.example.com",
                        "/etc/docker/certs.d/one.example.com/hosts.toml http://mirror.example.com:5000 plain",
                        "/etc/containerd/certs.d/two.example.com/hosts.toml two.example.com unverified")
                .anyMatch(line -> line.contains("other.example.com unverified"))
                .noneMatch(line -> line.contains("c4n4ry"));
    }

    @Test
    void the_configuration_of_containerd_and_what_it_imports_and_where_it_looks() throws IOException {
        file("etc/containerd/config.toml", """
                version = 2
                imports = ["conf.d/*.toml"]
                [plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
                  endpoint = ["http://mirror.example.com", "https://mirror.example.com"]
                """);
        file("etc/containerd/conf.d/tls.toml", """
                [plugins.cri.registry.configs."r.example.com".tls]
                  insecure_skip_verify = true
                [plugins."io.containerd.cri.v1.images".registry]
                  config_path = "/srv/hosts:/srv/more/"
                """);
        file("srv/more/_default/hosts.toml", "[host.\"http://all.example.com\"]");

        assertThat(registries())
                .containsExactlyInAnyOrder(
                        "/etc/containerd/config.toml http://mirror.example.com plain",
                        "/etc/containerd/config.toml https://mirror.example.com",
                        "/etc/containerd/conf.d/tls.toml r.example.com unverified",
                        "/srv/more/_default/hosts.toml _default",
                        "/srv/more/_default/hosts.toml http://all.example.com plain");
    }

    @Test
    void the_builders_file() throws IOException {
        file("etc/buildkit/buildkitd.toml", """
                [registry."a.example.com"]
                  http = true
                [registry."b.example.com:5000"]
                  insecure = true
                [registry."c.example.com"]
                  mirrors = ["a.example.com"]
                """);

        assertThat(registries())
                .containsExactly(
                        "/etc/buildkit/buildkitd.toml a.example.com plain",
                        "/etc/buildkit/buildkitd.toml b.example.com:5000 unverified",
                        "/etc/buildkit/buildkitd.toml c.example.com");
    }

    @Test
    void what_cannot_be_read_is_said() throws IOException {
        file("etc/docker/certs.d/r.example.com/hosts.toml", "server = ");

        assertThat(registries()).containsExactly("/etc/docker/certs.d/r.example.com/hosts.toml is not TOML");
        assertThat(facts(Document.unreadable("nobody serves it")).path("unseen").asText())
                .isEqualTo("nobody serves it");
    }
}
