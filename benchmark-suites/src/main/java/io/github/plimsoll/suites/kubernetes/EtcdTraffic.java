package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.component.Etcd;

/** Section 2: etcd, which holds every object of the cluster. */
@KubernetesControls
public class EtcdTraffic {

    private static final String ALONE = "there are no other members";
    private static final String WITHOUT_TLS = "addresses at which it listens without TLS";

    @Control(
            title = "Clients reach etcd by TLS only",
            why = "Without TLS every Secret passes the network in the clear.",
            fix = "Start etcd with --cert-file and --key-file, and with no http:// in --listen-client-urls",
            severity = CRITICAL)
    @CisKubernetes("2.1")
    @Level1
    @InformationDisclosure("I1")
    @Spoofing("S2")
    void etcd_serves_tls(Etcd etcd) {
        assertThat(etcd.servesTls()).as("it serves TLS").isTrue();
        assertThat(etcd.openListeners()).as(WITHOUT_TLS).isEmpty();
    }

    @Control(
            title = "Clients of etcd have to show a certificate",
            why =
                    "Whoever reaches the port can otherwise read and change every object, past the API server and its rules.",
            fix = "Start etcd with --client-cert-auth=true, and with no http:// in --listen-client-urls",
            severity = CRITICAL)
    @CisKubernetes("2.2")
    @Level1
    @Spoofing("S1")
    @Tampering("T1")
    void etcd_knows_its_clients(Etcd etcd) {
        assertThat(etcd.knowsClients()).as("clients show a certificate").isTrue();
        assertThat(etcd.openListeners()).as(WITHOUT_TLS).isEmpty();
    }

    @Control(
            title = "etcd does not make its certificate for clients itself",
            why = "Nobody can verify a certificate that a server made up, so something else may pose as it.",
            fix = "Remove --auto-tls from etcd and give it a certificate",
            severity = HIGH)
    @CisKubernetes("2.3")
    @Level1
    @Spoofing("S2")
    void etcd_makes_no_certificate_itself(Etcd etcd) {
        assertThat(etcd.makesOwnCertificate())
                .as("it makes its certificate itself")
                .isFalse();
    }

    @Control(
            title = "Members of etcd talk to each other by TLS",
            why = "All that is stored passes between the members, in the clear if they use no TLS.",
            fix = "Start etcd with --peer-cert-file and --peer-key-file, and with no http:// in --listen-peer-urls",
            severity = HIGH)
    @CisKubernetes("2.4")
    @Level1
    @InformationDisclosure("I1")
    void etcd_peers_use_tls(Etcd etcd) {
        boolean tls = etcd.servesTlsToPeers() && etcd.openPeerListeners().isEmpty();
        assumeTrue(tls || !etcd.isAlone(), ALONE);
        assertThat(etcd.servesTlsToPeers()).as("members use TLS").isTrue();
        assertThat(etcd.openPeerListeners()).as(WITHOUT_TLS).isEmpty();
    }

    @Control(
            title = "Members of etcd have to show a certificate to each other",
            why = "Something that poses as a member is otherwise sent all that is stored.",
            fix = "Start etcd with --peer-client-cert-auth=true, and with no http:// in --listen-peer-urls",
            severity = HIGH)
    @CisKubernetes("2.5")
    @Level1
    @Spoofing("S2")
    void etcd_knows_its_peers(Etcd etcd) {
        boolean known = etcd.knowsPeers() && etcd.openPeerListeners().isEmpty();
        assumeTrue(known || !etcd.isAlone(), ALONE);
        assertThat(etcd.knowsPeers()).as("members show a certificate").isTrue();
        assertThat(etcd.openPeerListeners()).as(WITHOUT_TLS).isEmpty();
    }

    @Control(
            title = "etcd does not make its certificate for other members itself",
            why = "Nobody can verify a certificate that a member made up, so something else may pose as it.",
            fix = "Remove --peer-auto-tls from etcd and give it a certificate",
            severity = HIGH)
    @CisKubernetes("2.6")
    @Level1
    @Spoofing("S2")
    void etcd_makes_no_peer_certificate_itself(Etcd etcd) {
        assertThat(etcd.makesOwnPeerCertificate())
                .as("it makes its certificate for members itself")
                .isFalse();
    }

    @Control(
            title = "etcd knows its clients by an authority of its own",
            why =
                    "Where etcd trusts the authority that logs users in, each user with a certificate can read and change all that is stored.",
            fix = "Start etcd with a --trusted-ca-file that issues certificates to API servers alone",
            severity = HIGH)
    @CisKubernetes("2.7")
    @Level2
    @Spoofing("S1")
    @ElevationOfPrivilege("E2")
    void etcd_has_an_authority_of_its_own(Etcd etcd) {
        assertThat(etcd.clientAuthority()).as("authority for clients").isNotEmpty();
        assertThat(etcd.sharesItsAuthority())
                .as("its authority also logs users in")
                .isFalse();
    }
}
