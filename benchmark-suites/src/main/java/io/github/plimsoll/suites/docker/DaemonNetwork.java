package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisDocker;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Daemon;

/** Section 2: what the daemon listens to, connects and trusts. */
@DockerControls
public class DaemonNetwork {

    @Control(
            title = "Containers on the default bridge cannot reach each other",
            why =
                    "Whoever takes over one container can otherwise scan, sniff and flood every other one that was started without a network of its own.",
            fix =
                    "Set \"icc\": false in daemon.json, leave \"iptables\" and, where there is IPv6, \"ip6tables\" on, and net.bridge.bridge-nf-call-iptables at 1, restart the daemon, and give containers that must talk a network of their own.",
            severity = MEDIUM)
    @CisDocker("2.2")
    @Level1
    @InformationDisclosure("I1")
    @DenialOfService("D2")
    void default_bridge_isolates_containers(Daemon daemon) {
        assertThat(daemon.networking().waysBetweenContainersByDefault())
                .as("why containers on the default bridge reach each other")
                .isEmpty();
    }

    @Control(
            title = "Docker manages the packet filter for its networks",
            why =
                    "Without its rules networks are not kept apart, ports are reachable that nobody published, and rules made by hand fall behind.",
            fix =
                    "Take \"iptables\": false and \"ip6tables\": false out of daemon.json or the command line and restart the daemon.",
            severity = MEDIUM)
    @CisDocker("2.4")
    @Level1
    @DenialOfService("D2")
    void docker_manages_packet_filter(Daemon daemon) {
        assertThat(daemon.networking().filtersPackets())
                .as("Docker sets packet filter rules")
                .isTrue();
        assertThat(daemon.networking().leavesIpv6Unfiltered())
                .as("a network has IPv6, for which Docker sets no rules")
                .isFalse();
    }

    @Control(
            title = "Every registry has to show a valid certificate",
            why =
                    "Whoever sits on the way to a registry that is trusted without a certificate can hand out images of their own and read credentials.",
            fix =
                    "Take the registry out of \"insecure-registries\" and put the certificate of its authority into /etc/docker/certs.d/HOST:PORT/ca.crt.",
            severity = HIGH)
    @CisDocker("2.5")
    @Level1
    @Spoofing({"S1", "S2"})
    void registries_are_secure(Daemon daemon) {
        assertThat(daemon.registries().insecure())
                .as("registries that need no valid certificate")
                .isEmpty();
    }

    @Control(
            title = "The API over TCP lets in only clients with a certificate",
            why =
                    "Whoever reaches an open API is root on the host, and a loopback address is reached by every local user and by pages in a browser.",
            fix =
                    "Take the tcp:// address out and use ssh:// instead, or set \"tlsverify\": true with \"tlscacert\", \"tlscert\" and \"tlskey\" in daemon.json.",
            severity = CRITICAL)
    @CisDocker("2.8")
    @Level1
    @Spoofing("S1")
    @Tampering("T1")
    @InformationDisclosure("I1")
    void tcp_endpoints_demand_mutual_tls(Daemon daemon) {
        assertThat(daemon.openTcpEndpoints())
                .as("TCP addresses of the API that let in clients without a certificate of its own authority")
                .isEmpty();
    }

    @Control(
            title = "Published ports need no proxy process",
            why =
                    "A process for each published port costs memory, runs as root where the daemon does, and hides the address a client came from.",
            fix = "Set \"userland-proxy\": false in daemon.json and restart the daemon.",
            severity = LOW)
    @CisDocker("2.17")
    @Level1
    @DenialOfService("D2")
    void userland_proxy_is_off(Daemon daemon) {
        assertThat(daemon.networking().proxiesPorts())
                .as("a proxy process forwards each published port")
                .isFalse();
    }
}
