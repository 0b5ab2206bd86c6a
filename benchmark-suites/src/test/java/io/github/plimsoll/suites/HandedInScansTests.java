package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** From the setting to the report: what scanners wrote to files, of images that manifests and Compose files name before anything runs. */
class HandedInScansTests {

    private static final String DIGEST = "sha256:" + "c".repeat(64);

    @TempDir
    Path directory;

    @BeforeEach
    void scan() throws IOException {
        Instant now = Instant.now();
        scan("good", "acme/good:1", now, "LOW", "sha256:" + "d".repeat(64));
        scan("bad", "acme/bad:1", now, "CRITICAL", "sha256:" + "e".repeat(64));
        scan("old", "acme/old:1", now.minus(Duration.ofDays(100)), "LOW", "sha256:" + "f".repeat(64));
        scan("pinned", "acme/pinned@" + DIGEST, now, "HIGH", DIGEST);
        Files.writeString(directory.resolve("scans/bom.json"), """
                {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [],
                 "metadata": {"timestamp": "%s", "component": {"type": "container", "name": "acme/bom:1"}}}
                """.formatted(now));
    }

    @Test
    void of_manifests() throws IOException {
        Path file = directory.resolve("manifests.yaml");
        Files.writeString(file, """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                        - {name: good, image: 'docker.io/acme/good:1'}
                        - {name: bad, image: 'acme/bad:1'}
                        - {name: old, image: 'acme/old:1'}
                        - {name: bom, image: 'acme/bom:1'}
                        - {name: none, image: 'acme/none:1'}
                        - {name: other, image: 'acme/good:2'}
                        - {name: elsewhere, image: 'registry.example.com/acme/good:1'}
                        - {name: pinned, image: 'acme/pinned@%s'}
                        - {name: moved, image: 'acme/pinned@sha256:%s'}
                """.formatted(DIGEST, "a".repeat(64)));

        assertThat(verdicts("manifests:" + file, io.github.plimsoll.suites.kubernetes.ImageScanning.class))
                .containsAllEntriesOf(Map.ofEntries(
                        Map.entry("scan_is_recent good", "COMPLIANT"),
                        Map.entry("scan_is_recent bad", "COMPLIANT"),
                        Map.entry("scan_is_recent old", "VIOLATED"),
                        Map.entry("scan_is_recent bom", "VIOLATED"),
                        Map.entry("scan_is_recent none", "VIOLATED"),
                        Map.entry("scan_is_recent other", "VIOLATED"),
                        Map.entry("scan_is_recent elsewhere", "VIOLATED"),
                        Map.entry("scan_is_recent pinned", "COMPLIANT"),
                        Map.entry("scan_found_nothing_critical good", "COMPLIANT"),
                        Map.entry("scan_found_nothing_critical bad", "VIOLATED"),
                        Map.entry("scan_found_nothing_critical none", "NOT_APPLICABLE"),
                        Map.entry("scan_found_nothing_critical pinned", "COMPLIANT")))
                // Of that name, but of another digest: no clean scan of this one.
                .containsEntry("scan_is_recent moved", "VIOLATED")
                .containsEntry("scan_found_nothing_critical moved", "NOT_APPLICABLE");
    }

    @Test
    void of_a_compose_file() throws IOException {
        Path file = directory.resolve("compose.yaml");
        Files.writeString(file, """
                services:
                  good: {image: 'acme/good:1'}
                  bad: {image: 'docker.io/acme/bad:1'}
                  old: {image: 'acme/old:1'}
                  none: {image: 'acme/none:1'}
                  pinned: {image: 'acme/pinned@%s'}
                """.formatted(DIGEST));

        assertThat(verdicts("compose:" + file, io.github.plimsoll.suites.docker.ImageScanning.class))
                .containsAllEntriesOf(Map.of(
                        "scan_is_recent good", "COMPLIANT",
                        "scan_is_recent bad", "COMPLIANT",
                        "scan_is_recent old", "VIOLATED",
                        "scan_is_recent none", "VIOLATED",
                        "scan_is_recent pinned", "COMPLIANT",
                        "scan_found_nothing_critical good", "COMPLIANT",
                        "scan_found_nothing_critical bad", "VIOLATED",
                        "scan_found_nothing_critical none", "NOT_APPLICABLE",
                        "scan_found_nothing_critical pinned", "COMPLIANT"));
    }

    /** By control and the name of the container. */
    private Map<String, String> verdicts(String target, Class<?> controls) throws IOException {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(controls))
                .configurationParameter("plimsoll.target", target)
                .configurationParameter(
                        "plimsoll.images.scans", directory.resolve("scans").toString())
                .configurationParameter("plimsoll.output", directory.toString())
                .configurationParameter(
                        "plimsoll.allureResults", directory.resolve("allure").toString())
                .execute();
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode control : new ObjectMapper()
                .readTree(directory.resolve("results.json").toFile())
                .get("controls")) {
            for (JsonNode finding : control.get("findings")) {
                verdicts.put(
                        control.get("id").asText().replaceFirst("^.*/", "") + " "
                                + finding.get("subject").asText().replaceFirst("^.*[/ ]", ""),
                        finding.get("verdict").asText());
            }
        }
        return verdicts;
    }

    private void scan(String file, String image, Instant at, String severity, String digest) throws IOException {
        Path scans = Files.createDirectories(directory.resolve("scans"));
        Files.writeString(scans.resolve(file + ".json"), """
                {"SchemaVersion": 2, "CreatedAt": "%s", "ArtifactName": "%s", "ArtifactType": "container_image",
                 "Metadata": {"RepoTags": %s, "RepoDigests": ["%s@%s"]},
                 "Results": [{"Target": "os", "Class": "os-pkgs", "Vulnerabilities": [{"VulnerabilityID": "CVE-0", "Severity": "%s"}]}]}
                """.formatted(
                        at,
                        image,
                        image.contains("@") ? "[]" : "[\"" + image + "\"]",
                        image.replaceFirst("[:@].*$", ""),
                        digest,
                        severity));
    }
}
