package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.proof.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScanningProofs extends Proofs {

    private static final String ID = "sha256:" + "a".repeat(64);
    private static final String DIGEST = "sha256:" + "b".repeat(64);
    private static final String OTHER = "sha256:" + "c".repeat(64);

    @TempDir
    Path directory;

    ImageScanningProofs() {
        super(ImageScanning.class);
    }

    /** A container of the image app:1, looked at on 2026-01-02. */
    private static DockerFixture running() {
        return host().image(ID.substring(7), image -> image.with("RepoDigests", List.of("app@" + DIGEST)))
                .container("web", web -> web.with("Config.Image", "app:1").with("Image", ID))
                .at(Instant.parse("2026-01-02T00:00:00Z"));
    }

    private Fixture scanned(DockerFixture host, String image, String time, String severity) throws IOException {
        Path file = Files.createTempFile(directory, "scan", ".json");
        Files.writeString(file, """
                {"descriptor": {"name": "grype", "timestamp": "%s"}, "source": {"type": "image", "target": {%s}},
                 "matches": [{"vulnerability": {"severity": "%s"}}]}
                """.formatted(time, image, severity));
        return host.policy("images.scans", file.toString());
    }

    private Fixture scanned(String image, String time, String severity) throws IOException {
        return scanned(running(), image, time, severity);
    }

    private static String id(String id) {
        return "\"userInput\": \"app:1\", \"imageID\": \"" + id + "\"";
    }

    @Test
    void scan_is_recent() throws IOException {
        notApplicableTo(running());
        satisfiedBy(scanned(id(ID), "2026-01-01T00:00:00Z", "Critical"));
        satisfiedBy(scanned("\"repoDigests\": [\"app@" + DIGEST + "\"]", "2026-01-01T00:00:00Z", "Low"));
        satisfiedBy(scanned("\"userInput\": \"app:1\"", "2026-01-01T00:00:00Z", "Low"));
        violatedBy(scanned(id(ID), "2025-12-20T00:00:00Z", "Low"));
        violatedBy(scanned("\"userInput\": \"app:2\"", "2026-01-01T00:00:00Z", "Low"));
        inconclusiveFor(scanned(id(OTHER), "2026-01-01T00:00:00Z", "Low"));
        inconclusiveFor(scanned(id(ID), "2026-01-03T00:00:00Z", "Low"));
        inconclusiveFor(
                running().policy("images.scans", directory.resolve("nowhere").toString()));
        satisfiedBy(scanned(
                running().unreadable(DockerDocuments.image(ID), "timed out"), id(ID), "2026-01-01T00:00:00Z", "Low"));
    }

    @Test
    void scan_found_nothing_critical() throws IOException {
        notApplicableTo(running());
        notApplicableTo(scanned("\"userInput\": \"app:2\"", "2026-01-01T00:00:00Z", "Critical"));
        satisfiedBy(scanned(id(ID), "2026-01-01T00:00:00Z", "High"));
        violatedBy(scanned(id(ID), "2026-01-01T00:00:00Z", "CRITICAL"));
        inconclusiveFor(scanned(id(OTHER), "2026-01-01T00:00:00Z", "High"));
    }
}
