package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.target.Targets;
import io.github.plimsoll.waiver.Waivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final List<Plant> plants = Plants.all();
    private final List<ControlResult> results = new ArrayList<>();
    private final List<String> features = new ArrayList<>();
    private boolean daemonIsReadable;

    @BeforeAll
    void plant_and_audit() {
        Engine engine = LiveDocker.answering();
        features.addAll(PlantedHost.securityFeatures(engine));
        Snapshot snapshot;
        try {
            PlantedHost.plant(engine, plants);
            snapshot = Targets.snapshot("host");
        } finally {
            PlantedHost.remove(engine);
        }
        Platform platform = Platform.named("docker").orElseThrow();
        daemonIsReadable = snapshot.document(DockerDocuments.DAEMON_PROCESS).isReadable();
        Catalogue catalogue = Catalogue.load(PlantedHostLiveTests.class.getClassLoader());
        Judge judge = new Judge(snapshot, platform, Waivers.none(), Policies.defaults(catalogue));
        for (ControlMethod control : controls(catalogue, platform)) {
            results.add(judge.judge(control));
        }
    }

    @TestFactory
    Stream<DynamicTest> each_fault_is_found_by_the_controls_that_should_and_by_no_other() {
        return forEachPlant(plant -> assertThat(controlsSaying(Verdict.VIOLATED, plant))
                .isEqualTo(isDecidable(plant) ? plant.violatesOn(features) : Set.of()));
    }

    @TestFactory
    Stream<DynamicTest> each_container_is_judged_wholly() {
        return forEachPlant(plant -> assertThat(controlsSaying(Verdict.INCONCLUSIVE, plant))
                .isEqualTo(isDecidable(plant) ? Set.of() : plant.violatesOn(features)));
    }

    @Test
    void most_controls_hold_on_the_hardened_container() {
        assertThat(controlsSaying(Verdict.COMPLIANT, plants.get(0))).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void no_control_is_broken() {
        assertThat(results)
                .filteredOn(result -> result.verdict() == Verdict.BROKEN)
                .extracting(ControlResult::reason)
                .isEmpty();
    }

    @Test
    void the_image_without_health_check_is_found_and_the_other_is_not() {
        assertThat(imagesWithoutHealthCheck()).anyMatch(name -> name.contains(PlantImages.BARE));
        assertThat(imagesWithoutHealthCheck()).noneMatch(name -> name.contains(PlantImages.HARDENED));
    }

    private Stream<DynamicTest> forEachPlant(Consumer<Plant> proof) {
        return plants.stream().map(plant -> dynamicTest(plant.name(), () -> proof.accept(plant)));
    }

    /** What the daemon's own settings decide is undecided where they cannot be read, and must not look like a pass. */
    private boolean isDecidable(Plant plant) {
        return !plant.inherits() || daemonIsReadable;
    }

    private List<String> imagesWithoutHealthCheck() {
        return results.stream()
                .filter(result -> result.control().id().equals("docker/image_declares_healthcheck"))
                .flatMap(result -> result.findings(Verdict.VIOLATED).stream())
                .map(Finding::subject)
                .toList();
    }

    /** The container controls that say so of a container or of a part of it. */
    private Set<String> controlsSaying(Verdict verdict, Plant plant) {
        String name = "container/" + plant.name();
        return results.stream()
                .filter(result -> result.findings(verdict).stream()
                        .map(Finding::subject)
                        .anyMatch(subject -> subject.equals(name) || subject.startsWith(name + " ")))
                .map(result -> result.control().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<ControlMethod> controls(Catalogue catalogue, Platform platform) {
        List<ControlMethod> controls = new ArrayList<>();
        for (JavaClass imported : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.plimsoll.suites.docker")) {
            if (imported.isAnnotatedWith(DockerControls.class)) {
                controls.addAll(ControlMethod.allOf(imported.reflect(), catalogue, platform));
            }
        }
        return controls;
    }
}
