package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results that were handed in are told to be of an image by the id that an engine gives it. */
@Tag("live")
@Timeout(120)
class ImageScanningLiveTests {

    private static final Plant PLANT = Plant.plant("scanned", "{HostConfig: {}}");

    private final Engine engine = LiveDocker.answering();

    @TempDir
    Path directory;

    @AfterEach
    void remove() {
        PlantedHost.remove(engine);
    }

    @Test
    void results_of_scanners_are_found_for_the_image_that_runs() throws Exception {
        PlantedHost.plant(engine, List.of(PLANT));
        String id =
                engine.get("/containers/" + PLANT.name() + "/json").at("/Image").textValue();
        String other = "sha256:" + "0".repeat(64);
        Instant now = Instant.now();
        LiveAudit audit = LiveAudit.of("host");

        assertThat(verdict(audit, "scan_is_recent")).isEqualTo(Verdict.NOT_APPLICABLE);
        LiveAudit sound = audit.under("images.scans", result(id, now, "High"));
        assertThat(verdict(sound, "scan_is_recent")).isEqualTo(Verdict.COMPLIANT);
        assertThat(verdict(sound, "scan_found_nothing_critical")).isEqualTo(Verdict.COMPLIANT);
        LiveAudit bad = audit.under("images.scans", result(id, now.minus(Duration.ofDays(30)), "Critical"));
        assertThat(verdict(bad, "scan_is_recent")).isEqualTo(Verdict.VIOLATED);
        assertThat(verdict(bad, "scan_found_nothing_critical")).isEqualTo(Verdict.VIOLATED);
        assertThat(verdict(audit.under("images.scans", result(other, now, "High")), "scan_is_recent"))
                .isEqualTo(Verdict.VIOLATED);
    }

    private String result(String id, Instant at, String severity) throws IOException {
        Path file = Files.createTempFile(directory, "scan", ".json");
        return Files.writeString(file, """
                {"descriptor": {"name": "grype", "timestamp": "%s"}, "matches": [{"vulnerability": {"severity": "%s"}}],
                 "source": {"type": "image", "target": {"imageID": "%s"}}}
                """.formatted(at, severity, id)).toString();
    }

    private static Verdict verdict(LiveAudit audit, String control) {
        Finding found = audit.finding("docker/" + control, "container/" + PLANT.name());
        audit.saw(found.verdict(), "docker/" + control);
        return found.verdict();
    }
}
