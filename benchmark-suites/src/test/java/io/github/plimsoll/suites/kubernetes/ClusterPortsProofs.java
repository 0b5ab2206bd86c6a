package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ClusterPortsProofs extends Proofs {

    private static final String HOST = "10.0.0.1";
    private static final int PORT = 10250;
    private static final String TOLD = "{outcome: 'answered', status: 200, headers: {}}";
    private static final String DENIED = "{outcome: 'answered', status: 401, headers: {}}";
    private static final String FORBIDDEN = "{outcome: 'answered', status: 403, headers: {}}";
    private static final String UNCLEAR = "{outcome: 'unclear', detail: 'no complete answer in time'}";

    ClusterPortsProofs() {
        super(ClusterPorts.class);
    }

    private static KubernetesFixture port(UnaryOperator<Json> change) {
        return cluster().serving(HOST, PORT, change);
    }

    private static KubernetesFixture shut() {
        return port(probe -> Json.empty().with("host", HOST).with("port", PORT).with("shut", true));
    }

    private static KubernetesFixture certificate(String field, Object value) {
        return port(probe -> probe.element("tls.certificates", 0, certificate -> certificate.with(field, value)));
    }

    private void appliesOnlyToTls() {
        notApplicableTo(cluster());
        notApplicableTo(shut());
        notApplicableTo(port(probe -> probe.withJson("tls", "{outcome: 'not spoken', detail: 'no TLS'}")));
        inconclusiveFor(port(probe -> probe.withJson("tls", UNCLEAR)));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PROBED_PORTS, "not looked, since -Dprobes=off"));
        inconclusiveFor(
                port(probe -> probe).unreadable(KubernetesDocuments.probe(HOST, PORT), "no complete answer in time"));
    }

    @Test
    void ports_tell_nothing_in_plain_http() {
        satisfiedBy(port(probe -> probe));
        satisfiedBy(shut());
        satisfiedBy(port(probe -> probe.withJson("plain", "{outcome: 'closed', detail: 'the connection was closed'}")));
        satisfiedBy(port(probe -> probe.withJson("plain", "{outcome: 'not HTTP'}")));
        satisfiedBy(port(probe -> probe.withJson("plain", FORBIDDEN)));
        violatedBy(port(probe -> probe.withJson("plain", TOLD)));
        inconclusiveFor(port(probe -> probe.withJson("plain", UNCLEAR)));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PROBED_PORTS, "not looked, since -Dprobes=off"));
        notApplicableTo(cluster());
    }

    @Test
    void ports_tell_strangers_nothing() {
        satisfiedBy(port(probe -> probe));
        satisfiedBy(port(probe -> probe.withJson("tls.withoutCertificate", DENIED)));
        satisfiedBy(port(probe -> probe.withJson("tls.withoutCertificate", FORBIDDEN)));
        violatedBy(port(probe -> probe.withJson("tls.withoutCertificate", TOLD)));
        inconclusiveFor(port(probe -> probe.withJson("tls.withoutCertificate", UNCLEAR)));
        appliesOnlyToTls();
    }

    @Test
    void ports_refuse_foreign_certificates() {
        satisfiedBy(port(probe -> probe.withJson("tls.withForeignCertificate", DENIED)));
        violatedBy(port(probe -> probe.withJson("tls.withForeignCertificate", TOLD)));
        appliesOnlyToTls();
    }

    @Test
    void ports_speak_current_tls() {
        satisfiedBy(port(probe -> probe));
        violatedBy(port(probe -> probe.with("tls.versions.\"TLS 1.1\".outcome", "accepted")));
        violatedBy(port(probe -> probe.with("tls.versions.\"TLS 1.0\".outcome", "accepted")));
        appliesOnlyToTls();
    }

    @Test
    void ports_agree_to_strong_suites() {
        satisfiedBy(port(probe -> probe));
        violatedBy(port(probe -> probe.with("tls.weakSuites.outcome", "accepted")
                .with("tls.weakSuites.agreed", List.of("TLS_RSA_WITH_AES_128_CBC_SHA"))));
        appliesOnlyToTls();
    }

    @Test
    void certificates_of_ports_are_valid() {
        satisfiedBy(port(probe -> probe));
        violatedBy(certificate("notAfter", "2026-01-20T00:00:00Z"));
        satisfiedBy(certificate("notAfter", "2026-01-20T00:00:00Z").policy("kubernetes.min-certificate-life", "7d"));
        violatedBy(certificate("notBefore", "2026-02-01T00:00:00Z"));
        violatedBy(port(probe -> probe).at(Instant.parse("2027-02-01T00:00:00Z")));
        inconclusiveFor(certificate("notAfter", "some day"));
        appliesOnlyToTls();
    }

    @Test
    void certificates_of_ports_end() {
        satisfiedBy(port(probe -> probe));
        violatedBy(certificate("notAfter", "2035-01-01T00:00:00Z"));
        satisfiedBy(
                certificate("notAfter", "2035-01-01T00:00:00Z").policy("kubernetes.max-certificate-validity", "4000d"));
        appliesOnlyToTls();
    }

    @Test
    void certificates_of_ports_are_strong() {
        satisfiedBy(port(probe -> probe));
        violatedBy(certificate("keyBits", 192));
        violatedBy(certificate("signature", "SHA1withRSA"));
        satisfiedBy(port(probe -> probe.element(
                "tls.certificates",
                0,
                certificate -> certificate.with("signature", "SHA1withRSA").with("selfSigned", true))));
        appliesOnlyToTls();
    }

    @Test
    void certificates_of_ports_name_them() {
        satisfiedBy(port(probe -> probe));
        satisfiedBy(certificate("names", List.of("dns:control-plane")));
        violatedBy(certificate("names", List.of("dns:other", "ip:10.0.0.2")));
        violatedBy(certificate("names", List.of()));
        appliesOnlyToTls();
    }
}
