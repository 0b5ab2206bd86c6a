package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubeletAccessProofs extends Proofs {

    KubeletAccessProofs() {
        super(KubeletAccess.class);
    }

    @Test
    void kubelet_refuses_anonymous_requests() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("authentication.anonymous.enabled", true));
        inconclusiveFor(cluster().controlPlane().kubelet("authentication.anonymous.enabled", null));
        inconclusiveFor(cluster());
        inconclusiveFor(cluster().controlPlane().unreadable(KubernetesDocuments.NODES, "the server answers 403"));
    }

    @Test
    void kubelet_asks_who_may() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("authorization.mode", "AlwaysAllow"));
    }

    @Test
    void kubelet_knows_client_certificates() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("authentication.x509.clientCAFile", null));
    }

    @Test
    void kubelet_has_no_open_port() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("readOnlyPort", 10255));
        satisfiedBy(cluster().controlPlane().kubelet("readOnlyPort", 0));
    }

    @Test
    void kubelet_serves_an_issued_certificate() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("serverTLSBootstrap", null));
        satisfiedBy(withCertificate("CN=kubernetes"));
        violatedBy(withCertificate("CN=worker-1-ca@1764016945"));
        satisfiedBy(withCertificate("CN=my-ca@home"));
        violatedBy(withCertificate("CN=worker-1"));
        inconclusiveFor(withCertificate("CN=kubernetes").unreadableOfNode(KubernetesDocuments.CERTIFICATES));
        inconclusiveFor(withCertificate("CN=kubernetes")
                .ofNode(
                        KubernetesDocuments.CERTIFICATES,
                        facts -> facts.withJson("\"/var/lib/kubelet/pki/kubelet.crt\".certificates", "[]")));
    }

    @Test
    void kubelet_renews_its_client_certificate() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("rotateCertificates", null));
        violatedBy(cluster().controlPlane().kubelet("rotateCertificates", false));
    }

    @Test
    void kubelet_renews_its_serving_certificate() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("featureGates.RotateKubeletServerCertificate", false));
        satisfiedBy(cluster().controlPlane().kubelet("featureGates.RotateKubeletServerCertificate", true));
        violatedBy(cluster().controlPlane().kubelet("featureGates.AllBeta", false));
        satisfiedBy(cluster()
                .controlPlane()
                .kubelet("featureGates.AllBeta", false)
                .kubelet("featureGates.RotateKubeletServerCertificate", true));
    }

    @Test
    void kubelet_offers_strong_suites_only() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("tlsMinVersion", null));
        satisfiedBy(cluster()
                .controlPlane()
                .kubelet("tlsMinVersion", null)
                .kubelet("tlsCipherSuites", List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        KubernetesFixture weak = cluster()
                .controlPlane()
                .kubelet("tlsMinVersion", null)
                .kubelet("tlsCipherSuites", List.of("TLS_RSA_WITH_AES_128_GCM_SHA256"));
        violatedBy(weak);
        satisfiedBy(weak.policy("kubernetes.kubelet-suites", List.of("TLS_RSA_WITH_AES_128_GCM_SHA256")));
    }

    private static KubernetesFixture withCertificate(String issuer) {
        return cluster()
                .controlPlane()
                .kubelet("serverTLSBootstrap", null)
                .kubelet("tlsCertFile", "/var/lib/kubelet/pki/kubelet.crt")
                .ofNode(
                        KubernetesDocuments.CERTIFICATES,
                        facts -> facts.with(
                                "\"/var/lib/kubelet/pki/kubelet.crt\".certificates",
                                List.of(Map.of("subject", "CN=worker-1", "issuer", issuer))));
    }
}
