package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.suites.ShippedControls;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantsTests {

    private final List<Plant> plants = Plants.all();

    @Test
    void every_plant_has_a_name_of_its_own() {
        assertThat(plants)
                .extracting(Plant::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith(PlantedHost.PREFIX));
    }

    @Test
    void faults_name_controls_that_there_are() {
        List<String> known = ShippedControls.descriptions().stream()
                .map(ControlDescription::id)
                .toList();
        assertThat(plants).flatExtracting(Plant::violates).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void a_change_replaces_lists_and_leaves_the_rest() {
        Plant plant = Plant.plant("x", "{HostConfig: {CapDrop: ['CHOWN']}}");
        assertThat(plant.document().at("/HostConfig/CapDrop")).hasToString("[\"CHOWN\"]");
        assertThat(plant.document().at("/HostConfig/Memory").asLong()).isPositive();
    }

    @Test
    void apparmor_is_expected_only_where_the_kernel_has_it() {
        Plant plant = Plant.plant("x", "{}", "apparmor_confines_it", "is_not_privileged");
        assertThat(plant.violatesOn(List.of("seccomp"))).containsExactly("docker/is_not_privileged");
        assertThat(plant.violatesOn(List.of("apparmor"))).hasSize(2);
    }
}
