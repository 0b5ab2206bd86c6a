package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
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
            String architecture = engine.get("/info").get("Architecture").textValue();
            for (FaultyImage image : images) {
                engine.load(image.tar(architecture));
                engine.post("/containers/create", Plant.json("{Image: '%s'}".formatted(image.tag())));
            }
            audit = LiveAudit.of(daemon.address());
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
