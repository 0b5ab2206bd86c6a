package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.PublishedPort;
import io.github.plimsoll.policy.Policy;
import java.util.List;

/** Section 5: who can reach a container. */
@DockerControls
public class ContainerNetwork {

    /** A container in the host's network publishes nothing and may listen on anything; that is found by 5.10. */
    @Control(
            title = "No port of the host below 1024 leads into a container",
            why = "Ports below 1024 are reserved for root because clients trust whatever answers there.",
            fix =
                    "Publish a port from 1024 up in place of {port}, or name the ports of your front door in docker.low-ports",
            severity = MEDIUM)
    @CisDocker("5.8")
    @Level1
    @Spoofing("S1")
    @DenialOfService("D2")
    void publishes_no_privileged_port(PublishedPort port, Policy policy) {
        if (port.hostPort() != 0 && !policy.texts("docker.low-ports").contains(Long.toString(port.hostPort()))) {
            assertThat(port.hostPort()).as("port of the host").isGreaterThanOrEqualTo(1024);
        }
    }

    /**
     * Publishing whatever an image declares is nobody's choice, so it violates, and so does a port beyond those that a site says are
     * needed; which of the others are, people know.
     */
    @Control(
            title = "Containers publish only the ports they need",
            why = "Each open port is one more way in.",
            fix =
                    "Start the container with --publish for each port that clients use, and without --publish-all; name those ports in docker.needed-ports",
            severity = MEDIUM)
    @CisDocker("5.9")
    @Level1
    @DenialOfService("D2")
    @InformationDisclosure("I1")
    @Review("Does somebody have to reach each of these ports from outside the host?")
    void publishes_only_needed_ports(PublishedPort port, Policy policy) {
        assertThat(port.isChosen())
                .as("somebody asked for this port, and not for all that the image declares")
                .isTrue();
        List<String> needed = policy.texts("docker.needed-ports");
        if (!needed.isEmpty()) {
            assertThat(Long.toString(port.hostPort())).as("port of the host").isIn(needed);
        }
    }

    @Control(
            title = "Published ports listen on one chosen address",
            why =
                    "A port on every interface is open to networks that nobody thought of, often around the host's packet filter.",
            fix =
                    "Publish {port} with an address, for example --publish 127.0.0.1:8080:80. A service of a swarm can be given none: put a proxy before it, or waive it with the rule of the packet filter that guards it",
            severity = MEDIUM)
    @CisDocker("5.14")
    @Level1
    @DenialOfService("D2")
    @InformationDisclosure("I1")
    void port_is_bound_to_one_interface(PublishedPort port) {
        assertThat(port.hostAddress()).as("address it listens on").isNotIn("0.0.0.0", "::");
    }

    @Control(
            title = "Containers have networks of their own instead of the default bridge",
            why = "On the default bridge every container reaches every other and can pose as it.",
            fix = "docker network create shop, then start {container} with --network shop",
            severity = MEDIUM)
    @CisDocker("5.30")
    @Level2
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void avoids_default_bridge(Container container) {
        assertThat(container.networks()).as("networks").doesNotContain("bridge");
    }
}
