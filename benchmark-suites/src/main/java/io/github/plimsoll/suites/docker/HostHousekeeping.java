package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.docker.Inventory;
import io.github.plimsoll.policy.Policy;

/** Section 6: what gathers on a host over time. */
@DockerControls
public class HostHousekeeping {

    @Control(
            title = "Images that nothing uses are cleaned up",
            why = "Old images fill the disk, and somebody may start one whose flaws were mended long ago.",
            fix = "docker image prune --all --filter until=720h",
            severity = LOW)
    @CisDocker("6.1")
    @Level1
    @DenialOfService("D1")
    @Spoofing("S2")
    void unused_images_are_cleaned_up(Inventory inventory, Policy policy) {
        assertThat(inventory.unusedImages().size())
                .as("images that no container was made from")
                .isLessThanOrEqualTo(Math.toIntExact(policy.number("docker.max-unused-images")));
    }

    @Control(
            title = "Containers that have ended are cleaned up",
            why = "Each keeps its files and its log on the disk, and its name, where nobody looks at them any more.",
            fix = "docker container prune --filter until=24h",
            severity = LOW)
    @CisDocker("6.2")
    @Level1
    @DenialOfService("D1")
    void ended_containers_are_cleaned_up(Inventory inventory, Policy policy) {
        assertThat(inventory.stoppedContainers())
                .as("containers that do not run")
                .isLessThanOrEqualTo(policy.number("docker.max-stopped-containers"));
    }
}
