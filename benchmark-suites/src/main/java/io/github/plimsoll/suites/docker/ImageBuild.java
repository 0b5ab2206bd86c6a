package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Image;

/** Section 4: how images are made. */
@DockerControls
public class ImageBuild {

    @Control(
            title = "Images say how the health of their containers is checked",
            why = "Without a check a hung service passes for a running one.",
            fix = "Add HEALTHCHECK CMD ... to the Dockerfile of {image}",
            severity = LOW)
    @CisDocker("4.6")
    @Level1
    @DenialOfService("D2")
    void image_declares_healthcheck(Image image) {
        assumeFalse(image.isLeftover(), "a leftover of a build, which nothing uses");
        assertThat(image.healthProbe()).as("command that checks health").isNotEmpty();
    }

    @Control(
            title = "No build step refreshes a package index without installing",
            why =
                    "A refreshed index is cached as a layer, so that later builds install old packages from it without notice.",
            fix = "Write RUN apt-get update && apt-get install -y ... as one step in the Dockerfile of {image}",
            severity = LOW)
    @CisDocker("4.7")
    @Level1
    @Tampering("T2")
    void package_index_is_not_refreshed_alone(Image image) {
        assertThat(image.stepsThatOnlyRefreshAnIndex())
                .as("steps that only refresh an index")
                .isEmpty();
    }

    @Control(
            title = "Files are copied into images, not added",
            why = "ADD fetches from the network and unpacks archives, both without anybody looking at what comes.",
            fix = "Use COPY in the Dockerfile of {image}; for a download, ADD --checksum or curl with a check",
            severity = LOW)
    @CisDocker("4.9")
    @Level1
    @Tampering("T2")
    @Spoofing("S2")
    void files_are_copied_not_added(Image image) {
        assertThat(image.stepsThatAddNeedlessly()).as("steps that add").isEmpty();
    }
}
