package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.Listener;
import io.github.plimsoll.fact.probe.ServedCertificate;
import io.github.plimsoll.policy.Policy;
import io.github.plimsoll.suites.tls.TlsAssertions;

/** Beyond the benchmark: what the engine's API answers a stranger, found out by connecting to it. */
@DockerControls
public class ApiListeners {

    private static final String NO_TLS = "it does not serve the engine's API in TLS";

    @Control(
            title = "The API is not served in plain HTTP",
            why =
                    "Whoever can connect is root on the host, and whoever is on the way can read and change what others ask; neither leaves a name behind.",
            fix =
                    "Take the tcp:// address out, or the relay or container that passes the API on, and connect with ssh://USER@HOST.",
            severity = CRITICAL)
    @Spoofing("S1")
    @Tampering("T1")
    @InformationDisclosure("I1")
    @DenialOfService("D2")
    void api_is_not_served_in_plain_http(Listener listener) {
        assertThat(listener.servesPlainly())
                .as("the engine's API answers without any encryption")
                .isFalse();
    }

    @Control(
            title = "The API refuses a client without a certificate",
            why =
                    "TLS alone proves only who the engine is; a client that proves nothing of itself is root on the host all the same.",
            fix =
                    "Set \"tlsverify\": true and \"tlscacert\": \"/etc/docker/ca.pem\" in daemon.json and restart the daemon.",
            severity = CRITICAL)
    @Spoofing("S1")
    @Tampering("T1")
    @InformationDisclosure("I1")
    void api_refuses_clients_without_certificate(Listener listener) {
        assumeTrue(listener.servesTls(), NO_TLS);
        assertThat(listener.admitsWithoutCertificate())
                .as("a client that showed no certificate was let in")
                .isFalse();
    }

    @Control(
            title = "The API refuses a client certificate that its authority did not issue",
            why =
                    "A server that asks for a certificate and does not check who issued it lets in everybody who can run openssl.",
            fix =
                    "Set \"tlsverify\": true and \"tlscacert\": \"/etc/docker/ca.pem\" in daemon.json and restart the daemon; a proxy has to verify as well, not just ask.",
            severity = CRITICAL)
    @Spoofing("S1")
    @Tampering("T1")
    @InformationDisclosure("I1")
    void api_refuses_foreign_client_certificates(Listener listener) {
        assumeTrue(listener.servesTls(), NO_TLS);
        assertThat(listener.admitsForeignCertificate())
                .as("a client was let in by a certificate that it had made itself")
                .isFalse();
    }

    @Control(
            title = "Client certificates come from an authority of one's own",
            why =
                    "If a public authority is trusted to say who is a client, anybody who owns a domain can get a certificate that opens the API.",
            fix =
                    "Make an authority for this purpose only and name it in \"tlscacert\" in daemon.json; take the system's bundle out.",
            severity = CRITICAL)
    @Spoofing("S1")
    @Tampering("T1")
    void client_authority_is_not_public(Listener listener) {
        assumeTrue(listener.servesTls(), NO_TLS);
        assertThat(listener.publicClientAuthorities())
                .as("authorities of client certificates that serve everybody")
                .isEmpty();
    }

    @Control(
            title = "The API speaks no TLS before 1.2",
            why =
                    "TLS 1.0 and 1.1 rest on broken hashes and modes and are withdrawn; somebody on the way can make both sides fall back to them.",
            fix =
                    "Update the engine, which has not spoken them for years, or set the oldest version of the proxy in front of it to 1.2.",
            severity = HIGH)
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void api_speaks_current_tls_only(Listener listener) {
        TlsAssertions.of(listener, NO_TLS).speaksCurrentVersionsOnly();
    }

    @Control(
            title = "The API agrees to no weak cipher suite",
            why =
                    "Suites without encryption, with broken ciphers or without forward secrecy give away what was sent, at once or when the key is stolen.",
            fix =
                    "Update the engine, or allow the proxy in front of it suites with ECDHE and AES-GCM or ChaCha20 only.",
            severity = MEDIUM)
    @Spoofing("S1")
    @InformationDisclosure("I1")
    void api_agrees_to_strong_ciphers_only(Listener listener) {
        TlsAssertions.of(listener, NO_TLS).agreesToStrongSuitesOnly();
    }

    @Control(
            title = "The certificate of the API is valid, and will be for a while",
            why =
                    "Once it expires clients fail, and the quickest way out is the one that stays: not to verify any more.",
            fix = "Issue the certificate anew, put it where \"tlscert\" in daemon.json says, and restart the daemon.",
            severity = HIGH)
    @Spoofing("S1")
    @DenialOfService("D2")
    void api_certificate_is_valid(Listener listener, Policy policy) {
        TlsAssertions.of(listener, NO_TLS).showsValidCertificates(policy.duration("docker.min-certificate-life"));
    }

    @Control(
            title = "The key and the signature of the API's certificate are strong",
            why =
                    "A short key can be computed, and a certificate with an old hash can be forged; either lets somebody pose as the engine.",
            fix =
                    "Issue the certificate anew with a key of 2048 bits of RSA or more, or P-256 or more, signed with SHA-256 or better.",
            severity = HIGH)
    @Spoofing("S1")
    void api_certificate_is_strong(Listener listener) {
        TlsAssertions.of(listener, NO_TLS).showsStrongCertificates();
    }

    @Control(
            title = "The certificate of the API names the host it is shown by",
            why =
                    "A client can verify a certificate only for a name that stands in it; for any other it has to leave verifying out.",
            fix =
                    "Issue the certificate anew with the names and addresses of the host as subject alternative names; a common name alone no longer counts.",
            severity = MEDIUM)
    @Spoofing("S1")
    void api_certificate_names_its_host(Listener listener) {
        assumeTrue(listener.servesTls(), NO_TLS);
        assertThat(listener.certificateNamesIt())
                .as("the certificate is for a name or an address by which clients come")
                .isTrue();
    }

    @Control(
            title = "The certificate of the API is issued by an authority, for a server",
            why =
                    "One that signs itself has to be handed to every client by hand, and one for every purpose also logs in as a client, on every host of its authority.",
            fix =
                    "Have the certificate issued by an authority of your own with extendedKeyUsage = serverAuth, and give clients the authority's certificate.",
            severity = MEDIUM)
    @Spoofing("S1")
    void api_certificate_is_issued_for_a_server(Listener listener) {
        assumeTrue(listener.servesTls(), NO_TLS);
        ServedCertificate certificate = listener.certificate();
        assertThat(certificate.isSelfSigned())
                .as("the certificate signs itself")
                .isFalse();
        assertThat(certificate.purposes()).as("purposes of the certificate").containsExactly("server");
    }
}
