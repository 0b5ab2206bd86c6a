package io.github.plimsoll.fact.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.Unreadable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of each format, and that nothing else is taken for one. */
@Timeout(60)
class ScanFilesTests {

    private static final String ID = "sha256:" + "1".repeat(64);
    private static final String DIGEST = "sha256:" + "2".repeat(64);

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("scan.json"), text.replace('\'', '"'));
    }

    private ImageScan read(String text) throws IOException {
        List<ImageScan> scans = ScanFiles.read(file(text).toString());
        assertThat(scans).hasSize(1);
        return scans.get(0);
    }

    private static String trivy(String image, String results) {
        return """
                {'SchemaVersion': 2, 'CreatedAt': '2026-01-01T13:00:00.123456789+01:00', 'ArtifactName': 'shop:1',
                 'ArtifactType': 'container_image', 'Metadata': {%s}, 'Results': %s}
                """.formatted(image, results);
    }

    private static String cyclonedx(String component, String rest) {
        return """
                {'bomFormat': 'CycloneDX', 'metadata': {'timestamp': '2026-01-01T12:00:00Z', 'component': {'type': 'container', %s}}%s}
                """.formatted(component, rest);
    }

    @Test
    void trivy_names_image_time_and_flaws() throws IOException {
        ImageScan scan = read(
                trivy(
                        "'ImageID': '%s', 'RepoTags': ['shop:1'], 'RepoDigests': ['shop@%s']".formatted(ID, DIGEST),
                        "[{'Class': 'os-pkgs', 'Vulnerabilities': [{'Severity': 'CRITICAL'}, {'Severity': 'HIGH'}, {'Severity': 'CRITICAL'}]}]"));

        assertThat(scan.image().digests()).containsExactlyInAnyOrder(ID, DIGEST);
        assertThat(scan.image().names()).containsExactly("docker.io/library/shop:1");
        assertThat(scan.at()).contains(Instant.parse("2026-01-01T12:00:00.123456789Z"));
        assertThat(scan.critical()).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void trivy_that_looked_at_packages_and_found_nothing_is_a_scan_and_one_that_looked_for_secrets_is_none()
            throws IOException {
        assertThat(read(trivy("", "[{'Class': 'os-pkgs'}]")).critical()).isEqualTo(OptionalLong.of(0));
        assertThat(read(trivy("", "[{'Class': 'secret'}]")).isForFlaws()).isFalse();
        assertThat(read(trivy("", "[]")).isForFlaws()).isFalse();
        assertThat(read(trivy("", "'none'")).isForFlaws()).isFalse();
    }

    @Test
    void grype_names_image_time_and_flaws() throws IOException {
        ImageScan scan = read("""
                {'matches': [{'vulnerability': {'severity': 'Critical', 'fix': {'state': 'not-fixed'}}}, {'vulnerability': {}}],
                 'ignoredMatches': [{'vulnerability': {'severity': 'Critical'}}],
                 'source': {'type': 'image', 'target': {'userInput': 'registry.example.com/shop:1', 'imageID': '%s',
                  'manifestDigest': '%s', 'tags': [], 'repoDigests': []}},
                 'descriptor': {'name': 'grype', 'timestamp': '2026-01-01T12:00:00Z'}}
                """.formatted(ID, DIGEST));

        assertThat(scan.image().digests()).containsExactlyInAnyOrder(ID, DIGEST);
        assertThat(scan.image().names()).containsExactly("registry.example.com/shop:1");
        assertThat(scan.critical()).isEqualTo(OptionalLong.of(1));
    }

    @Test
    void cyclonedx_is_a_scan_if_it_names_flaws_or_comes_from_grype() throws IOException {
        String properties = """
                'name': 'shop:1', 'purl': 'pkg:oci/shop@%s?repository_url=index.docker.io%%2Flibrary%%2Fshop',
                'properties': [{'name': 'aquasecurity:trivy:ImageID', 'value': '%s'}, {'name': 'size', 'value': '7'}]
                """.formatted(DIGEST.replace(":", "%3A"), ID);
        ImageScan scan = read(cyclonedx(properties, """
                , 'vulnerabilities': [{'id': 'a', 'ratings': [{'severity': 'high'}, {'severity': 'critical'}]},
                 {'id': 'b', 'ratings': [{'severity': 'critical'}], 'analysis': {'state': 'not_affected'}}, {'id': 'c'}]
                """));

        assertThat(scan.image().digests()).containsExactlyInAnyOrder(ID, DIGEST);
        assertThat(scan.image().names()).containsExactly("docker.io/library/shop:1");
        assertThat(scan.critical()).isEqualTo(OptionalLong.of(1));
        assertThat(read(cyclonedx(properties, ", 'vulnerabilities': [], 'components': [{'name': 'grype'}]"))
                        .isForFlaws())
                .isFalse();
        assertThat(read(cyclonedx("'name': 'shop', 'version': '" + DIGEST + "'", "")
                                .replace(
                                        "'metadata': {", "'metadata': {'tools': {'components': [{'name': 'grype'}]}, "))
                        .critical())
                .isEqualTo(OptionalLong.of(0));
        assertThat(read(cyclonedx("'name': 'shop', 'version': '" + DIGEST + "'", ""))
                        .image())
                .isEqualTo(ImageIdentity.of(List.of(DIGEST)));
        assertThat(read(cyclonedx("'name': 'shop', 'version': '1'", "")).image())
                .isEqualTo(ImageIdentity.of(List.of("shop:1")));
    }

    @Test
    void spdx_is_a_list_of_contents() throws IOException {
        ImageScan scan = read("""
                {'spdxVersion': 'SPDX-2.3', 'creationInfo': {'created': '2026-01-01T12:00:00Z'}, 'packages': [
                 {'name': 'libc', 'primaryPackagePurpose': 'LIBRARY', 'checksums': [{'algorithm': 'SHA256', 'checksumValue': '%s'}]},
                 {'name': 'shop', 'versionInfo': '1', 'primaryPackagePurpose': 'CONTAINER',
                  'checksums': [{'algorithm': 'SHA256', 'checksumValue': '%s'}],
                  'annotations': [{'comment': 'ImageID: %s'}, {'comment': 'Size: 7'}]}]}
                """.formatted("3".repeat(64), DIGEST.substring(7), ID));

        assertThat(scan.image().digests()).containsExactlyInAnyOrder(ID, DIGEST);
        assertThat(scan.image().names()).containsExactly("docker.io/library/shop:1");
        assertThat(scan.isForFlaws()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {}                                                            | is nothing that is read
            []                                                            | is nothing that is read
            7                                                             | is nothing that is read
            ``                                                            | is nothing that is read
            {'SchemaVersion': 2                                           | is not the JSON of a scan
            no JSON                                                       | is not the JSON of a scan
            {'spdxVersion': 'SPDX-3.0'}                                   | is nothing that is read
            {'version': '2.1.0', 'runs': [{'tool': {'driver': {'name': 'Trivy'}}}]} | is SARIF
            {'SchemaVersion': 2, 'ArtifactName': 'src', 'ArtifactType': 'filesystem'} | is of no image
            {'SchemaVersion': 2, 'ArtifactName': 'a', 'ArtifactType': 'container_image'} | does not say when
            {'SchemaVersion': 2, 'ArtifactName': 'a', 'ArtifactType': 'container_image', 'CreatedAt': 7} | does not say when
            {'SchemaVersion': 2, 'ArtifactName': 7, 'ArtifactType': 'container_image', 'CreatedAt': '2026-01-01T00:00:00Z'} | of which image
            {'SchemaVersion': 2, 'ArtifactName': 'a', 'ArtifactType': 'container_image', 'Results': [{'Vulnerabilities': [{'Severity': 9}]}]} | no text
            {'descriptor': {'name': 'grype'}, 'source': {'type': 'directory'}} | is of no image
            {'descriptor': {'name': 'grype'}, 'source': {'type': 'image', 'target': {'userInput': 'a'}}} | does not say when
            {'bomFormat': 'CycloneDX'}                                    | is of no image
            {'spdxVersion': 'SPDX-2.3', 'packages': 'all'}                | is of no image
            """)
    void what_is_not_understood_is_named(String text, String reason) throws IOException {
        Path file = file(text == null ? "" : text);

        assertThatThrownBy(() -> ScanFiles.read(file.toString()))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"Results\":", "{\"a\":"})
    void ten_thousand_levels_cost_nothing_but_the_file(String level) throws IOException {
        Path file = file("");
        Files.writeString(file, level.repeat(10_000));

        assertThatThrownBy(() -> ScanFiles.read(file.toString()))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("200");
    }

    @Test
    void a_gigabyte_is_not_read_to_its_end() throws IOException {
        Path file = file("");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.write("{\"SchemaVersion\": \"".getBytes(StandardCharsets.UTF_8));
            huge.setLength(1L << 30);
        }
        assertThatThrownBy(() -> ScanFiles.read(file.toString())).isInstanceOf(Unreadable.class);

        Files.writeString(file, "{\"a\": [");
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            byte[] megabyte = "7, ".repeat((1 << 20) / 3).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 130; i++) {
                out.write(megabyte);
            }
        }
        assertThatThrownBy(() -> ScanFiles.read(file.toString()))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("larger than 128 MiB");
    }

    @Test
    void what_is_kept_is_counted() throws IOException {
        Path file = file("");
        Files.writeString(
                file,
                "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Metadata\": {\"RepoTags\": ["
                        + "\"a\", ".repeat(1_000_001) + "\"a\"]}}");

        assertThatThrownBy(() -> ScanFiles.read(file.toString()))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("more than anybody has to say");
    }

    @Test
    void a_directory_is_read_whole_or_not_at_all() throws IOException {
        Files.writeString(directory.resolve("a.json"), trivy("", "[]").replace('\'', '"'));
        Files.writeString(directory.resolve("b.json"), trivy("", "[]").replace('\'', '"'));
        Files.createDirectory(directory.resolve("more"));
        assertThat(ScanFiles.read(directory.toString())).hasSize(2);

        Files.writeString(directory.resolve("c.json"), "{}");
        assertThatThrownBy(() -> ScanFiles.read(directory.toString())).hasMessageContaining("c.json");

        for (String place :
                List.of(directory.resolve("more").toString(), directory + "/nowhere", "a\0b", "/dev/zero")) {
            assertThatThrownBy(() -> ScanFiles.read(place)).as(place).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void names_are_told_from_digests() {
        String bare = "4".repeat(64);
        assertThat(ImageIdentity.of(List.of(
                        "app",
                        "index.docker.io/library/app",
                        "localhost:5000/a/b:C",
                        "app@" + DIGEST,
                        "docker-pullable://app:2@" + DIGEST,
                        "docker://" + ID,
                        bare,
                        "sha256:01",
                        "",
                        "two words")))
                .isEqualTo(new ImageIdentity(
                        Set.of(DIGEST, ID, "sha256:" + bare),
                        Set.of("docker.io/library/app:latest", "localhost:5000/a/b:C", "docker.io/library/app:2")));
    }
}
