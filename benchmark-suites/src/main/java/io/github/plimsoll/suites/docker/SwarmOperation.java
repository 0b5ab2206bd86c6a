package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Daemon;
import io.github.plimsoll.fact.docker.OverlayNetwork;
import io.github.plimsoll.fact.docker.Swarm;
import io.github.plimsoll.fact.docker.SwarmListener;
import io.github.plimsoll.fact.docker.SwarmService;
import io.github.plimsoll.policy.Policy;
import java.time.Duration;

/** Section 7, and 5.1: whether there is a swarm, and how it is run. */
@DockerControls
public class SwarmOperation {

    private static final Duration LEAST_TIME_LEFT = Duration.ofDays(30);

    @Control(
            title = "Swarm mode is off where it is not needed",
            why = "It opens ports on every interface and lets whoever controls a manager run containers here.",
            fix = "docker swarm leave --force; where the swarm is wanted, waive this with the reason.",
            severity = LOW)
    @CisDocker("5.1")
    @Level1
    @Tampering("T1")
    void swarm_mode_is_off(Daemon daemon) {
        assertThat(daemon.swarmState()).as("state in a swarm").isEqualTo("inactive");
    }

    @Control(
            title = "A swarm has an odd number of managers, and not too many",
            why =
                    "Each manager holds all keys of the swarm, and an even number outlives no more failures than one fewer would.",
            fix = "docker node demote NODE (or promote NODE) until there are 1, 3, 5 or 7 managers.",
            severity = MEDIUM)
    @CisDocker("7.1")
    @Level1
    @DenialOfService("D2")
    @InformationDisclosure("I1")
    void managers_are_few_and_odd(Swarm swarm, Policy policy) {
        assertThat(swarm.managers())
                .as("managers of the swarm")
                .isOdd()
                .isLessThanOrEqualTo(policy.number("docker.max-managers"));
    }

    @Control(
            title = "Ports of the swarm are bound to one interface",
            why =
                    "On every interface also networks that have no business with the swarm can talk to its managers and flood them.",
            fix =
                    "docker swarm leave, then docker swarm init or join with --listen-addr ADDRESS:2377, the address being one of an inner network.",
            severity = MEDIUM)
    @CisDocker("7.2")
    @Level1
    @Spoofing("S1")
    @DenialOfService("D2")
    void swarm_ports_are_bound_to_one_interface(SwarmListener listener) {
        assertThat(listener.isOnEveryInterface())
                .as("it listens on every interface")
                .isFalse();
    }

    @Control(
            title = "Traffic between the nodes of a swarm is encrypted",
            why =
                    "Whoever can listen between two nodes reads, and whoever can write there forges, what containers say to each other.",
            fix =
                    "Create the network anew: docker network create --driver overlay --opt encrypted NAME; for ingress remove it first and add --ingress.",
            severity = MEDIUM)
    @CisDocker("7.3")
    @Level1
    @InformationDisclosure("I1")
    void overlay_networks_are_encrypted(OverlayNetwork network) {
        assertThat(network.isEncrypted()).as("the network is encrypted").isTrue();
    }

    @Control(
            title = "Services get sensitive data as secrets, not as variables, labels or arguments",
            why =
                    "What stands in the definition of a service is shown to everybody who may inspect it, and variables are handed to every child process and end up in logs.",
            fix =
                    "docker secret create NAME FILE, then docker service update --env-rm VARIABLE --secret-add NAME SERVICE; a second update takes it out of the earlier definition too.",
            severity = HIGH)
    @CisDocker("7.4")
    @Level1
    @InformationDisclosure("I1")
    void sensitive_data_uses_secrets(SwarmService service) {
        assertThat(service.openSecrets()).as("secrets in the open").isEmpty();
    }

    @Control(
            title = "The keys of managers are locked at rest",
            why =
                    "Whoever gets at the disk or a backup of a manager otherwise reads the keys of the swarm and all its secrets.",
            fix = "docker swarm update --autolock=true, and keep the unlock key away from the managers.",
            severity = MEDIUM)
    @CisDocker("7.5")
    @Level1
    @InformationDisclosure("I1")
    void manager_keys_are_locked(Swarm swarm) {
        assertThat(swarm.locksManagers()).as("managers lock their keys").isTrue();
    }

    @Control(
            title = "The key that unlocks managers is changed on schedule",
            why = "A key that leaked unnoticed opens every manager and every backup until it is changed.",
            fix = "docker swarm unlock-key --rotate, on a schedule, and keep a record of it.",
            severity = LOW)
    @CisDocker("7.6")
    @Level1
    @Review(
            "When was the unlock key of the swarm last changed, and is that within your schedule? Docker keeps no record of it.")
    @InformationDisclosure("I1")
    void unlock_key_is_rotated(Swarm swarm) {
        assumeTrue(swarm.locksManagers(), "managers do not lock their keys, so that there is no key to change");
    }

    @Control(
            title = "Certificates of nodes are short-lived",
            why = "A node whose key was stolen can be posed as until its certificate expires.",
            fix = "docker swarm update --cert-expiry 720h",
            severity = LOW)
    @CisDocker("7.7")
    @Level1
    @Spoofing("S1")
    void node_certificates_are_short_lived(Swarm swarm, Policy policy) {
        assertThat(swarm.nodeCertificateLife())
                .as("life of a node's certificate")
                .isLessThanOrEqualTo(policy.duration("docker.max-node-certificate-life"));
    }

    @Control(
            title = "The root certificate of the swarm is renewed in time",
            why =
                    "Whoever gets the key of the root can admit nodes of their own until it is changed, and when it expires the swarm falls apart.",
            fix = "docker swarm ca --rotate",
            severity = LOW)
    @CisDocker("7.8")
    @Level1
    @Spoofing("S1")
    void swarm_ca_is_rotated(Swarm swarm, Policy policy) {
        assertThat(swarm.rootCertificateAge())
                .as("age of the root certificate")
                .isLessThanOrEqualTo(policy.duration("docker.max-swarm-root-age"));
        assertThat(swarm.rootCertificateTimeLeft())
                .as("time until the root certificate expires")
                .isGreaterThan(LEAST_TIME_LEFT);
    }

    @Control(
            title = "Traffic of containers has another network than that of managers",
            why = "On one network containers can flood the managers, and whoever listens there sees both.",
            fix =
                    "docker swarm leave, then docker swarm init or join with --advertise-addr INNER and --data-path-addr OTHER.",
            severity = LOW)
    @CisDocker("7.9")
    @Level1
    @Review(
            "Was this node joined with --data-path-addr on another network than its management address? The API does not tell.")
    @DenialOfService("D2")
    @InformationDisclosure("I1")
    void management_and_data_traffic_are_separate(Swarm swarm) {
        swarm.managementAddress();
        swarm.dataPort();
    }
}
