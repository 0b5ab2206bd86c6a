package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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

/** On a real engine, every planted fault is found by the controls that should, and by no other. */
@Tag("live")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedHostLiveTests {

    /** What only root can see of a process, or of a daemon, decides these of every container. */
    private static final Set<String> FOR_ROOT =
            Set.of("docker/processes_are_held_as_asked_for", "docker/joins_no_powerful_group");

    /** Decided by what filters packets on the host more than by the container; it has live tests of its own. */
    private static final String OF_HOST = "docker/connections_from_outside_are_limited";

    private final List<Plant> plants = Plants.all();
    private @Nullable LiveAudit audit;
    private final List<String> features = new ArrayList<>();
    private boolean daemonIsReadable;

    @BeforeAll
    void plant_and_audit() {
        Engine engine = LiveDocker.answering();
        features.addAll(PlantedHost.securityFeatures(engine));
        try {
            PlantedHost.plant(engine, plants);
            audit = LiveAudit.of("host");
        } finally {
            PlantedHost.remove(engine);
        }
        daemonIsReadable =
                audit.snapshot().document(DockerDocuments.DAEMON_PROCESS).isReadable();
    }

    @TestFactory
    Stream<DynamicTest> each_fault_is_found_by_the_controls_that_should_and_by_no_other() {
        return forEachPlant(plant -> {
            Set<String> found = controlsSaying(Verdict.VIOLATED, plant);
            assertThat(found).isEqualTo(isDecidable(plant) ? plant.violatesOn(features) : Set.of());
            found.forEach(control -> audit().saw(Verdict.VIOLATED, control));
        });
    }

    @TestFactory
    Stream<DynamicTest> each_container_is_judged_wholly() {
        return forEachPlant(plant ->
                assertThat(undecided(plant)).isEqualTo(isDecidable(plant) ? Set.of() : plant.violatesOn(features)));
    }

    @Test
    void what_any_fault_violates_holds_on_the_hardened_container_where_it_applies() {
        Plant hardened = plants.get(0);
        Set<String> holding = controlsSaying(Verdict.COMPLIANT, hardened);
        Set<String> violated = plants.stream()
                .flatMap(plant -> plant.violatesOn(features).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        violated.removeAll(controlsSaying(Verdict.NOT_APPLICABLE, hardened));
        // Where nothing is wrong a person has the last word.
        violated.removeAll(controlsSaying(Verdict.NEEDS_REVIEW, hardened));

        assertThat(holding).containsAll(violated).hasSizeGreaterThanOrEqualTo(20);
        violated.forEach(control -> audit().saw(Verdict.COMPLIANT, control));
    }

    @Test
    void no_control_is_broken() {
        assertThat(audit().results())
                .filteredOn(result -> result.verdict() == Verdict.BROKEN)
                .extracting(ControlResult::reason)
                .isEmpty();
    }

    @Test
    void the_image_without_health_check_is_found_and_the_other_is_not() {
        assertThat(imagesWithoutHealthCheck()).anyMatch(name -> name.contains(PlantImages.BARE));
        assertThat(imagesWithoutHealthCheck()).noneMatch(name -> name.contains(PlantImages.HARDENED));
        audit().saw(Verdict.VIOLATED, "docker/image_declares_healthcheck");
    }

    private Stream<DynamicTest> forEachPlant(Consumer<Plant> proof) {
        return plants.stream().map(plant -> dynamicTest(plant.name(), () -> proof.accept(plant)));
    }

    /** What the daemon's own settings decide is undecided where they cannot be read, and must not look like a pass. */
    private boolean isDecidable(Plant plant) {
        return !plant.inherits() || daemonIsReadable;
    }

    private Set<String> undecided(Plant plant) {
        Set<String> undecided = controlsSaying(Verdict.INCONCLUSIVE, plant);
        if (!daemonIsReadable) {
            undecided.removeAll(FOR_ROOT);
        }
        return undecided;
    }

    private List<String> imagesWithoutHealthCheck() {
        return audit().results().stream()
                .filter(result -> result.control().id().equals("docker/image_declares_healthcheck"))
                .flatMap(result -> result.findings(Verdict.VIOLATED).stream())
                .map(Finding::subject)
                .toList();
    }

    /** The container controls that say so of a container or of a part of it. */
    private Set<String> controlsSaying(Verdict verdict, Plant plant) {
        String name = "container/" + plant.name();
        return audit().results().stream()
                .filter(result -> !result.control().id().equals(OF_HOST))
                .filter(result -> result.findings(verdict).stream()
                        .map(Finding::subject)
                        .anyMatch(subject -> subject.equals(name) || subject.startsWith(name + " ")))
                .map(result -> result.control().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private LiveAudit audit() {
        return Objects.requireNonNull(audit);
    }
}
