package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.component.Kubelet;
import io.github.plimsoll.policy.Policy;

/** Section 4.2: who is let in by kubelets, and how they are known. */
@KubernetesControls
public class KubeletAccess {

    @Control(
            title = "Kubelets refuse requests without credentials",
            why = "Whoever reaches the port could otherwise run commands in the containers of the node.",
            fix = "Set authentication.anonymous.enabled: false in the KubeletConfiguration",
            severity = CRITICAL)
    @CisKubernetes("4.2.1")
    @Level1
    @Spoofing("S1")
    @ElevationOfPrivilege("E1")
    void kubelet_refuses_anonymous_requests(Kubelet kubelet) {
        assertThat(kubelet.admitsAnonymous()).as("it takes anonymous requests").isFalse();
    }

    @Control(
            title = "Kubelets ask the API server who may do what",
            why =
                    "With AlwaysAllow every client with a certificate, each kubelet among them, may run commands in any container of the node.",
            fix = "Set authorization.mode: Webhook in the KubeletConfiguration",
            severity = CRITICAL)
    @CisKubernetes("4.2.2")
    @Level1
    @ElevationOfPrivilege("E2")
    void kubelet_asks_who_may(Kubelet kubelet) {
        assertThat(kubelet.authorizer()).as("authorizer").isEqualTo("Webhook");
    }

    @Control(
            title = "Kubelets know an authority for client certificates",
            why = "Without one they cannot tell the API server from others.",
            fix = "Set authentication.x509.clientCAFile in the KubeletConfiguration",
            severity = HIGH)
    @CisKubernetes("4.2.3")
    @Level1
    @Spoofing("S1")
    void kubelet_knows_client_certificates(Kubelet kubelet) {
        assertThat(kubelet.clientAuthority()).as("authority for clients").isNotEmpty();
    }

    @Control(
            title = "Kubelets have no port that answers whoever asks",
            why = "The read-only port tells everybody which pods run and how they are set up.",
            fix = "Set readOnlyPort: 0 in the KubeletConfiguration",
            severity = HIGH)
    @CisKubernetes("4.2.4")
    @Level1
    @InformationDisclosure("I2")
    void kubelet_has_no_open_port(Kubelet kubelet) {
        assertThat(kubelet.openPort()).as("read-only port").isZero();
    }

    @Control(
            title = "Kubelets serve with a certificate that an authority issued",
            why =
                    "A certificate that the kubelet made itself cannot be verified, so something else may pose as the node.",
            fix =
                    "Set serverTLSBootstrap: true in the KubeletConfiguration and approve the requests, or set tlsCertFile and tlsPrivateKeyFile",
            severity = HIGH)
    @CisKubernetes("4.2.9")
    @Level1
    @Spoofing("S2")
    void kubelet_serves_an_issued_certificate(Kubelet kubelet) {
        assertThat(kubelet.servesIssuedCertificate())
                .as("its serving certificate was issued")
                .isTrue();
    }

    @Control(
            title = "Kubelets renew the certificate they log in with",
            why = "A certificate that is not renewed is made to last long, and serves a thief as long.",
            fix = "Set rotateCertificates: true in the KubeletConfiguration",
            severity = MEDIUM)
    @CisKubernetes("4.2.10")
    @Level1
    @Spoofing("S1")
    void kubelet_renews_its_client_certificate(Kubelet kubelet) {
        assertThat(kubelet.rotatesClientCertificate())
                .as("it renews its client certificate")
                .isTrue();
    }

    @Control(
            title = "Kubelets renew the certificate they serve with",
            why =
                    "With the rotation switched off the certificate ends, and is then replaced in haste or no longer verified.",
            fix = "Remove RotateKubeletServerCertificate: false from featureGates of the KubeletConfiguration",
            severity = MEDIUM)
    @CisKubernetes("4.2.11")
    @Level1
    @Spoofing("S1")
    void kubelet_renews_its_serving_certificate(Kubelet kubelet) {
        assertThat(kubelet.rotatesServingCertificate())
                .as("it renews its serving certificate")
                .isTrue();
    }

    @Control(
            title = "Kubelets offer strong cipher suites only",
            why =
                    "Logs and commands of containers pass this port; old suites let whoever stands in the way read or change them.",
            fix =
                    "Set tlsMinVersion: VersionTLS13 in the KubeletConfiguration, or tlsCipherSuites with only suites with ECDHE and GCM or CHACHA20",
            severity = MEDIUM)
    @CisKubernetes("4.2.12")
    @Level1
    @InformationDisclosure("I1")
    @Spoofing("S2")
    void kubelet_offers_strong_suites_only(Kubelet kubelet, Policy policy) {
        assertThat(kubelet.weakSuites(policy.texts("kubernetes.kubelet-suites")))
                .as("weak cipher suites")
                .isEmpty();
    }
}
