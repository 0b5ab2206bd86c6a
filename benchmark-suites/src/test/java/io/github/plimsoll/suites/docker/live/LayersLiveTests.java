package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images with one fault each, as a real engine sends them: older engines in the layout of {@code docker save}, those that keep
 * images in containerd's store in that of OCI with packed layers.
 */
@Tag("live")
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayersLiveTests {

    /** What an engine says of names that no registry vouches for differs with its store, and is not what layers hold. */
    private static final String APPROVED = "docker/image_comes_from_approved_registry";

    private final List<FaultyImage> images = FaultyImages.all();

    private @Nullable LiveAudit audit;

    @BeforeAll
    void load_and_audit(@TempDir Path directory) throws IOException {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            List<String> containers =
                    images.stream().map(image -> create(image, engine)).toList();
            audit = LiveAudit.of(daemon.address());
            containers.forEach(id -> engine.delete("/containers/" + id));
        }
    }

    @TestFactory
    Stream<DynamicTest> each_fault_is_found_by_the_controls_that_should_and_by_no_other() {
        return images.stream()
                .map(image -> dynamicTest(image.name(), () -> {
                    Set<String> found = controlsSaying(Verdict.VIOLATED, image);
                    assertThat(found).isEqualTo(new TreeSet<>(image.violates()));
                    found.forEach(control -> audit().saw(Verdict.VIOLATED, control));
                }));
    }

    @TestFactory
    Stream<DynamicTest> nothing_of_an_image_is_left_undecided() {
        return images.stream()
                .map(image -> dynamicTest(
                        image.name(),
                        () -> assertThat(controlsSaying(Verdict.INCONCLUSIVE, image))
                                .isEmpty()));
    }

    @Test
    void what_any_fault_violates_holds_on_the_sound_image() {
        Set<String> violated = images.stream()
                .flatMap(image -> image.violates().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        violated.removeAll(controlsSaying(Verdict.NEEDS_REVIEW, images.get(0)));

        assertThat(controlsSaying(Verdict.COMPLIANT, images.get(0)))
                .containsAll(violated)
                .hasSizeGreaterThanOrEqualTo(14);
        violated.forEach(control -> audit().saw(Verdict.COMPLIANT, control));
    }

    /** Whoever can write to the data root can change a layer after it was built. Engines notice, and send nothing whole then. */
    @Test
    void a_layer_that_was_changed_behind_the_engines_back(@TempDir Path directory) throws IOException {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            String container = create(images.get(0), daemon.engine());
            LiveAudit.of(daemon.address()).satisfies("image_is_what_its_digests_say");
            for (Path blob : stored(directory, "content/blobs/sha256/")) {
                changeTimeOfPacking(blob);
            }
            for (Path file : stored(directory, "/diff/etc/shadow")) {
                Files.writeString(file, Files.readString(file).replace("root:*:", "root::*"));
            }

            LiveAudit.of(daemon.address())
                    .shows(
                            Verdict.INCONCLUSIVE,
                            List.of("image_is_what_its_digests_say", "image_holds_no_secret", "only_root_is_root"));
            daemon.engine().delete("/containers/" + container);
        }
    }

    private static List<Path> stored(Path directory, String part) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().contains(part) && Files.isRegularFile(file))
                    .toList();
        }
    }

    /** A field of a gzip file that nobody reads. */
    private static void changeTimeOfPacking(Path blob) throws IOException {
        byte[] bytes = Files.readAllBytes(blob);
        if (bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
            bytes[4]++;
            Files.write(blob, bytes);
        }
    }

    private static String create(FaultyImage image, Engine engine) {
        engine.load(image.tar(engine.get("/info").get("Architecture").textValue()));
        return engine.post("/containers/create", Plant.json("{Image: '%s'}".formatted(image.tag())))
                .get("Id")
                .textValue();
    }

    private Set<String> controlsSaying(Verdict verdict, FaultyImage image) {
        String name = "image/" + image.tag();
        return audit().results().stream()
                .filter(result -> result.findings(verdict).stream()
                        .map(Finding::subject)
                        .anyMatch(subject -> subject.equals(name) || subject.startsWith(name + " ")))
                .map((ControlResult result) -> result.control().id())
                .filter(control -> !control.equals(APPROVED))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private LiveAudit audit() {
        return Objects.requireNonNull(audit);
    }
}
