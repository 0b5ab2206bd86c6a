package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.ServedPort;
import io.github.plimsoll.policy.Policy;
import io.github.plimsoll.suites.tls.TlsAssertions;

/** Threat S1 as a stranger meets it: what the API server, kubelets and etcd answer, and by which certificates and versions of TLS. */
@KubernetesControls
public class ClusterPorts {

    private static final String NO_TLS = "it does not speak TLS, as seen from where the audit runs";

    @Control(
            title = "Ports of the cluster tell nothing in plain HTTP",
            why = "What is told without encryption is told to everybody on the way, and to whoever asks.",
            fix =
                    "Set readOnlyPort: 0 in the KubeletConfiguration; give etcd certificates for its clients; serve the API by TLS only.",
            severity = CRITICAL)
    @Spoofing("S1")
    @InformationDisclosure("I2")
    void ports_tell_nothing_in_plain_http(ServedPort port) {
        if (!port.isShut()) {
            assertThat(port.answersPlainly())
                    .as("whoever asks in plain HTTP is told")
                    .isFalse();
        }
    }

    @Control(
            title = "Ports of the cluster tell nothing to whoever shows no credentials",
            why =
                    "Whoever reaches the port reads what is asked for here, namespaces, pods or the version of etcd, and may go on to change it.",
            fix =
                    "Set authentication.anonymous.enabled: false for kubelets, --client-cert-auth for etcd, and take roles from system:anonymous and system:unauthenticated.",
            severity = CRITICAL)
    @Spoofing("S1")
    @Tampering("T1")
    @InformationDisclosure("I1")
    void ports_tell_strangers_nothing(ServedPort port) {
        assumeTrue(port.servesTls(), NO_TLS);
        assertThat(port.answersStrangers())
                .as("whoever shows no credentials is told")
                .isFalse();
    }

    @Control(
            title = "Ports of the cluster tell nothing to a certificate that nobody issued",
            why = "A server that asks for a certificate without checking who issued it is open to everybody.",
            fix = "Name the authority of clients: --client-ca-file, x509.clientCAFile, --trusted-ca-file.",
            severity = CRITICAL)
    @Spoofing("S1")
    void ports_refuse_foreign_certificates(ServedPort port) {
        assumeTrue(port.servesTls(), NO_TLS);
        assertThat(port.answersForeignCertificate())
                .as("whoever made a certificate for themselves is told")
                .isFalse();
    }

    @Control(
            title = "Ports of the cluster speak no TLS before 1.2",
            why = "TLS 1.0 and 1.1 are withdrawn; somebody on the way can make both sides fall back to them.",
            fix = "Take --tls-min-version and tlsMinVersion out, or set VersionTLS12 or VersionTLS13.",
            severity = HIGH)
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void ports_speak_current_tls(ServedPort port) {
        TlsAssertions.of(port, NO_TLS).speaksCurrentVersionsOnly();
    }

    @Control(
            title = "Ports of the cluster agree to no weak cipher suite",
            why = "What was sent by suites without forward secrecy can be read later, when the key is stolen.",
            fix =
                    "Set --tls-cipher-suites, tlsCipherSuites or --cipher-suites to suites with ECDHE and AES-GCM or ChaCha20.",
            severity = MEDIUM)
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void ports_agree_to_strong_suites(ServedPort port) {
        TlsAssertions.of(port, NO_TLS).agreesToStrongSuitesOnly();
    }

    @Control(
            title = "Certificates of the cluster are valid, and will be for a while",
            why = "When they run out nodes and clients fall off the cluster, often all on the same day.",
            fix =
                    "kubeadm certs renew all, and restart the control plane; let kubelets renew theirs (serverTLSBootstrap).",
            severity = HIGH)
    @Spoofing("S1")
    void certificates_of_ports_are_valid(ServedPort port, Policy policy) {
        TlsAssertions.of(port, NO_TLS).showsValidCertificates(policy.duration("kubernetes.min-certificate-life"));
    }

    @Control(
            title = "Certificates of the cluster do not last for ever",
            why = "A key that was stolen serves until its certificate ends, for nothing asks whether it was withdrawn.",
            fix = "Issue it anew for a year at most, and renew it in time.",
            severity = LOW)
    @Spoofing("S1")
    void certificates_of_ports_end(ServedPort port, Policy policy) {
        assumeTrue(port.servesTls(), NO_TLS);
        assertThat(port.wholeLife())
                .as("time for which its certificate is valid altogether")
                .isLessThanOrEqualTo(policy.duration("kubernetes.max-certificate-validity"));
    }

    @Control(
            title = "Keys and signatures of the cluster's certificates are strong",
            why =
                    "With a key that is short, or a signature by an old hash, somebody can pose as a server of the cluster.",
            fix = "Issue it anew with RSA of 2048 bits or more, or P-256 or more, signed with SHA-256 or better.",
            severity = HIGH)
    @Spoofing("S1")
    void certificates_of_ports_are_strong(ServedPort port) {
        TlsAssertions.of(port, NO_TLS).showsStrongCertificates();
    }

    @Control(
            title = "Certificates of the cluster name the server they are shown by",
            why =
                    "A client can verify only a name that stands in the certificate; for any other it leaves verifying out.",
            fix = "Issue it anew with the names and addresses of the server (kubeadm: apiServer.certSANs).",
            severity = MEDIUM)
    @Spoofing("S2")
    void certificates_of_ports_name_them(ServedPort port) {
        assumeTrue(port.servesTls(), NO_TLS);
        assertThat(port.namesInCertificate())
                .as("names by which clients come that stand in its certificate")
                .isNotEmpty();
    }
}
