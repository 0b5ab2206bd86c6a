package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.fact.docker.Container;

/** Section 5: how containers are started. */
@DockerControls
public class ContainerRuntime {

    @Control(
            title = "Container memory is limited",
            why = "Without a limit one container can starve every other workload on the host.",
            fix = "docker update --memory 512m --memory-swap 512m {container}",
            severity = MEDIUM)
    @CisDocker("5.11")
    @Level1
    @DenialOfService("D1")
    void memory_is_limited(Container container) {
        assertThat(container.memory()).as("memory limit in bytes").isPositive();
    }
}
