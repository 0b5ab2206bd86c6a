package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.docker.ContainerNetwork;
import io.github.plimsoll.fact.docker.Machine;
import io.github.plimsoll.fact.docker.Mount;
import io.github.plimsoll.fact.docker.PublishedPort;
import io.github.plimsoll.policy.Policy;
import java.util.List;

/** Threats D2 and I1 beyond the benchmark: what containers show to those who should not see it. */
@DockerControls
public class ContainerExposure {

    @Control(
            title = "Ports of databases and of management are not open to every network",
            why =
                    "Such services were made for a trusted network: many ask for no password by default, and all are flooded and guessed at as soon as they are found.",
            fix = "Publish {port} on 127.0.0.1 or an inner address, or not at all where only containers use it",
            severity = HIGH)
    @DenialOfService("D2")
    @InformationDisclosure("I1")
    void private_ports_are_not_public(PublishedPort port, Policy policy) {
        if (policy.texts("docker.private-ports").contains(Long.toString(port.containerPort()))) {
            assertThat(port.hostAddress()).as("address it listens on").isNotIn("0.0.0.0", "::");
        }
    }

    /** Ports on loopback are for this host alone; a proxy before a port is a limit that only people know of. */
    @Control(
            title = "Connections from outside to published ports are limited",
            why =
                    "Whoever may open any number of connections keeps everybody else out, from the container and from all others behind the same table of connections.",
            fix =
                    "iptables -I DOCKER-USER -p tcp -m conntrack --ctstate NEW --ctorigdstport PORT --ctdir ORIGINAL -m hashlimit --hashlimit-name PORT --hashlimit-mode srcip --hashlimit-above 50/sec -j DROP, ip6tables likewise; before INPUT where the engine's proxy takes them; or waive {port} where something before it limits them",
            severity = LOW)
    @DenialOfService("D2")
    void connections_from_outside_are_limited(PublishedPort port) {
        assumeTrue(port.isOpenToOthers(), "only this host reaches it");
        assertThat(port.interfacesWithoutLimit())
                .as("interfaces by which connections come without a limit")
                .isEmpty();
    }

    @Control(
            title = "No secret stands in the settings of a container",
            why =
                    "Variables, labels, arguments and log options are shown to everybody who may look at the container, and end up in logs and backups.",
            fix = "Give {container} the secret as a file, by a mount or as a secret of the swarm",
            severity = HIGH)
    @InformationDisclosure("I1")
    void settings_hold_no_secret(Container container) {
        assertThat(container.openSecrets()).as("secrets in the open").isEmpty();
    }

    /** Directories above, such as a whole home, are found by 5.6. */
    @Control(
            title = "Containers mount no directory made for credentials",
            why = "Keys and tokens of users and machines open other systems, and reading them is enough.",
            fix = "Give {mount} up, and hand the container a credential of its own with no more rights than it needs",
            severity = HIGH)
    @InformationDisclosure("I1")
    void mounts_no_credentials(Mount mount, Policy policy) {
        assertThat(mount.credentials(policy.texts("docker.directories-without-links")))
                .as("places made for credentials")
                .isEmpty();
    }

    /** Containers in the network of the host itself are found by 5.10. Nothing is sent to the addresses. */
    @Control(
            title = "Containers do not reach the metadata service of the cloud",
            why =
                    "It hands the credentials of the machine to whoever asks, so that a hole in one web application opens the account in the cloud.",
            fix =
                    "iptables -I DOCKER-USER -d 169.254.169.254 -j DROP, kept over a restart; where a container needs it, give that one credentials of its own",
            severity = MEDIUM)
    @InformationDisclosure("I1")
    @ElevationOfPrivilege("E1")
    void metadata_service_is_out_of_reach(ContainerNetwork network, Machine machine, Policy policy) {
        List<String> addresses = policy.texts("docker.metadata-addresses");
        assumeFalse(addresses.isEmpty(), "the policy names no address of such a service");
        assumeFalse(machine.cloud().isEmpty(), "the machine runs in no cloud that is known here");
        assumeFalse(network.isInternal(), "the network leads nowhere");
        List<String> reachable = network.reachable(addresses);
        if (!reachable.isEmpty() && machine.cloudMayCountHops()) {
            throw new Unreadable("the packet filter lets connections to " + String.join(", ", reachable)
                    + " through, and whether the cloud answers over a second hop is a setting there");
        }
        assertThat(reachable)
                .as("addresses of the metadata service of %s that are reached", machine.cloud())
                .isEmpty();
    }
}
