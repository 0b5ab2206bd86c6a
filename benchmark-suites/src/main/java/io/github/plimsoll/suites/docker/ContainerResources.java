package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.Daemon;

/** Section 5: how much of the host a container can use up. */
@DockerControls
public class ContainerResources {

    @Control(
            title = "Container memory is limited",
            why = "Without a limit one container can starve every other workload on the host.",
            fix = "docker update --memory 512m --memory-swap 512m {container}",
            severity = MEDIUM)
    @CisDocker("5.11")
    @Level1
    @DenialOfService("D1")
    void memory_is_limited(Container container) {
        assertThat(container.resources().memory()).as("memory limit in bytes").isPositive();
    }

    /** A weight of 1024 is what every container has. Being held to certain processors is no limit: one can have all of these. */
    @Control(
            title = "Processor time of containers is weighted or limited",
            why = "With the weight of every other, a busy container takes as much time as it can get.",
            fix = "docker update --cpus 1.5 {container}",
            severity = MEDIUM)
    @CisDocker("5.12")
    @Level1
    @DenialOfService("D1")
    void cpu_is_limited(Container container) {
        if (!container.resources().hasCpuQuota()) {
            assertThat(container.resources().cpuShares())
                    .as("processor weight, without a quota")
                    .isNotIn(0L, 1024L);
        }
    }

    @Control(
            title = "Containers are restarted a few times at most",
            why =
                    "A container that fails at each start and is started again without end keeps the host busy and hides the failure.",
            fix =
                    "docker update --restart on-failure:5 {container}; in a swarm, docker service update --restart-max-attempts 5 SERVICE",
            severity = MEDIUM)
    @CisDocker("5.15")
    @Level1
    @DenialOfService("D1")
    void restarts_are_bounded(Container container) {
        assertThat(container.supervision().restartPolicy()).as("restart policy").isIn("no", "on-failure");
        if (container.supervision().restartPolicy().equals("on-failure")) {
            assertThat(container.supervision().maximumRestarts())
                    .as("restarts after a failure (0 is without end)")
                    .isBetween(1L, 5L);
        }
    }

    /** To inherit is the compliant state; an override made on purpose is what waivers are for. */
    @Control(
            title = "Containers inherit the daemon's process limits",
            why = "A limit set for one container escapes the choice that was made for the host.",
            fix = "Start {container} without --ulimit, or waive what it needs",
            severity = LOW)
    @CisDocker("5.19")
    @Level1
    @DenialOfService("D1")
    void ulimits_are_inherited(Container container, Daemon daemon) {
        assertThat(container.resources().ulimits(daemon))
                .as("limits set by the container itself")
                .isEmpty();
    }

    @Control(
            title = "The number of processes in containers is limited",
            why = "One fork bomb without a limit fills the host's process table.",
            fix = "docker update --pids-limit 200 {container}",
            severity = MEDIUM)
    @CisDocker("5.29")
    @Level1
    @DenialOfService("D1")
    void processes_are_limited(Container container) {
        assertThat(container.resources().pidsLimit())
                .as("process limit (0 and -1 are none)")
                .isPositive();
    }
}
