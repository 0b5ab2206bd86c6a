package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.policy.Policy;

/** Threat T2 beyond the benchmark: whether a container still is what its image made of it. */
@DockerControls
public class ContainerDrift {

    /** Data that a container keeps beside its programs is its own affair; how much of it there is, is judged by D1. */
    @Control(
            title = "Containers run the programs that their image brought",
            why =
                    "A program that was exchanged or put there while the container ran is in no build file and no scan, and is what an intruder leaves behind.",
            fix =
                    "docker diff {container} shows what was changed; find out who did it, create the container anew from its image, and start it with --read-only",
            severity = MEDIUM)
    @Tampering("T2")
    @Spoofing("S2")
    void programs_are_those_of_the_image(Container container, Daemon daemon, Policy policy) {
        assertThat(container.files().changedPrograms(policy.texts("docker.changeable-programs"), daemon))
                .as("programs, and files that say who is root, that differ from the image")
                .isEmpty();
    }
}
