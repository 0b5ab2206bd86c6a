package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ApiListenersProofs extends Proofs {

    private static final String ENGINE = "{outcome: 'answered', status: 200, headers: {'Api-Version': '1.51'}}";
    private static final String ENGINE_REFUSES =
            "{outcome: 'answered', status: 403, headers: {'Server': 'Docker/28.3.0 (linux)'}}";
    private static final String APPLICATION = "{outcome: 'answered', status: 200, headers: {'Server': 'shop'}}";
    private static final String UNCLEAR = "{outcome: 'unclear', detail: 'no complete answer in time'}";
    private static final String NO_TLS = "{outcome: 'not spoken', detail: 'what answers does not speak TLS'}";

    ApiListenersProofs() {
        super(ApiListeners.class);
    }

    private static DockerFixture tls() {
        return tls(UnaryOperator.identity());
    }

    private static DockerFixture tls(UnaryOperator<Json> change) {
        return host().serving("10.0.0.1", 2376, change);
    }

    private static DockerFixture certificate(String field, Object value) {
        return host().serving("10.0.0.1", 2376, probe -> certificate(probe, field, value));
    }

    private static Json certificate(Json probe, String field, Object value) {
        return probe.element("tls.certificates", 0, certificate -> certificate.with(field, value));
    }

    private void appliesOnlyWhereTlsServesTheApi() {
        notApplicableTo(host());
        notApplicableTo(tls(probe -> probe.withJson("tls", NO_TLS)));
        // What the daemon forwards for somebody else, and what a container publishes of its own.
        notApplicableTo(tls(probe -> probe.withJson("tls.withoutCertificate", APPLICATION)));
        notApplicableTo(host().serving("container/proxy", "0.0.0.0", 8443, probe -> probe));
        inconclusiveFor(tls(probe -> probe.withJson("tls", UNCLEAR)));
        inconclusiveFor(tls().unreadable(DockerDocuments.probe("10.0.0.1", 2376), "connection refused"));
        inconclusiveFor(host().unreadable(DockerDocuments.PROBED_LISTENERS, "not looked, since -Dprobes=off"));
        inconclusiveFor(tls().changed(
                        DockerDocuments.PROBED_LISTENERS, listing -> listing.with("unseen", "there may be others")));
    }

    @Test
    void api_is_not_served_in_plain_http() {
        violatedBy(tls(probe -> probe.withJson("plain", ENGINE)));
        violatedBy(host().serving(
                        "127.0.0.1",
                        2375,
                        probe -> probe.withJson("plain", ENGINE).withJson("tls", NO_TLS)));
        violatedBy(tls(probe -> probe.withJson("plain", ENGINE_REFUSES)));
        violatedBy(tls(probe ->
                probe.withJson("plain", "{outcome: 'answered', status: 200, headers: {'Libpod-Api-Version': '5.0'}}")));
        violatedBy(host().serving("container/proxy", "0.0.0.0", 2375, probe -> probe.withJson("plain", ENGINE)));
        violatedBy(host().serving("host", "0.0.0.0", 2375, probe -> probe.withJson("plain", ENGINE)));
        satisfiedBy(tls());
        satisfiedBy(tls(probe -> probe.withJson("plain", "{outcome: 'closed', detail: 'the connection was closed'}")));
        satisfiedBy(tls(probe -> probe.withJson("plain", APPLICATION).withJson("tls", NO_TLS)));
        // The port of a database of a container that can use the API, or one behind which nobody is.
        satisfiedBy(host().serving(
                        "container/db",
                        "0.0.0.0",
                        5432,
                        probe -> probe.withJson("plain", "{outcome: 'closed', detail: 'the connection was closed'}")
                                .withJson("tls", NO_TLS)));
        notApplicableTo(host());
        inconclusiveFor(tls(probe -> probe.withJson("plain", UNCLEAR)));
        inconclusiveFor(
                tls(probe -> probe.withJson("plain", "{outcome: 'not HTTP'}").withJson("tls", NO_TLS)));
        inconclusiveFor(tls().unreadable(DockerDocuments.probe("10.0.0.1", 2376), "connection refused"));
        inconclusiveFor(host().unreadable(DockerDocuments.PROBED_LISTENERS, "not looked, since -Dprobes=off"));
    }

    @Test
    void api_refuses_clients_without_certificate() {
        violatedBy(tls(probe -> probe.withJson("tls.withoutCertificate", ENGINE)));
        violatedBy(host().serving(
                        "container/proxy", "0.0.0.0", 8443, probe -> probe.withJson("tls.withoutCertificate", ENGINE)));
        satisfiedBy(tls());
        satisfiedBy(tls(probe -> probe.withJson("tls.withoutCertificate", ENGINE_REFUSES)));
        inconclusiveFor(tls(probe -> probe.withJson("tls.withoutCertificate", UNCLEAR)));
        inconclusiveFor(tls(
                probe -> probe.withJson("tls.withoutCertificate", ENGINE).with("tls.withoutCertificate.status", 503)));
        appliesOnlyWhereTlsServesTheApi();
    }

    @Test
    void api_refuses_foreign_client_certificates() {
        violatedBy(tls(probe -> probe.withJson("tls.withForeignCertificate", ENGINE)));
        satisfiedBy(tls());
        inconclusiveFor(tls(probe -> probe.withJson("tls.withForeignCertificate", UNCLEAR)));
        appliesOnlyWhereTlsServesTheApi();
    }

    @Test
    void client_authority_is_not_public() {
        violatedBy(tls(probe -> probe.with("tls.clientCertificate.publicAuthorities", List.of("CN=Everybody's CA"))));
        satisfiedBy(tls());
        satisfiedBy(tls(probe -> probe.withJson("tls.clientCertificate", "{requested: false}")));
        inconclusiveFor(tls(probe -> probe.with("tls.clientCertificate.authorities", List.of())));
        appliesOnlyWhereTlsServesTheApi();
    }

    @Test
    void api_speaks_current_tls_only() {
        violatedBy(tls(probe -> probe.with("tls.versions.\"TLS 1.0\".outcome", "accepted")));
        violatedBy(tls(probe -> probe.with("tls.versions.\"TLS 1.1\".outcome", "accepted")));
        satisfiedBy(tls());
        inconclusiveFor(tls(probe -> probe.with("tls.versions.\"TLS 1.1\".outcome", "unclear")));
        appliesOnlyWhereTlsServesTheApi();
    }

    @Test
    void api_agrees_to_strong_ciphers_only() {
        violatedBy(tls(probe -> probe.withJson(
                "tls.weakSuites", "{outcome: 'accepted', detail: '', agreed: ['TLS_RSA_WITH_AES_128_CBC_SHA']}")));
        satisfiedBy(tls());
        inconclusiveFor(tls(probe -> probe.with("tls.weakSuites.outcome", "unclear")));
        appliesOnlyWhereTlsServesTheApi();
    }

    @Test
    void api_certificate_is_valid() {
        violatedBy(certificate("notAfter", "2026-01-01T00:00:00Z"));
        violatedBy(certificate("notAfter", "2026-01-20T00:00:00Z"));
        violatedBy(certificate("notBefore", "2026-03-01T00:00:00Z"));
        violatedBy(tls().policy("docker.min-certificate-life", "400d"));
        satisfiedBy(tls());
        satisfiedBy(certificate("notAfter", "2026-02-01T00:00:00Z"));
        satisfiedBy(certificate("notAfter", "2026-01-20T00:00:00Z").policy("docker.min-certificate-life", "7d"));
        inconclusiveFor(certificate("notAfter", "soon"));
        inconclusiveFor(tls(probe -> probe.without("tls.certificates")));
        appliesOnlyWhereTlsServesTheApi();
    }

    @Test
    void api_certificate_is_strong() {
        violatedBy(tls(probe -> certificate(certificate(probe, "keyType", "RSA"), "keyBits", 1024)));
        violatedBy(certificate("keyBits", 192));
        violatedBy(certificate("keyType", "DSA"));
        violatedBy(certificate("signature", "SHA1withRSA"));
        violatedBy(certificate("signature", "MD5withRSA"));
        satisfiedBy(tls());
        satisfiedBy(tls(probe -> certificate(certificate(probe, "keyType", "RSA"), "keyBits", 2048)));
        satisfiedBy(tls(probe -> certificate(certificate(probe, "keyType", "EdDSA"), "signature", "Ed25519")));
        satisfiedBy(tls(probe -> certificate(certificate(probe, "selfSigned", true), "signature", "SHA1withRSA")));
        satisfiedBy(certificate("signature", "RSASSA-PSS"));
        appliesOnlyWhereTlsServesTheApi();
    }

    @Test
    void api_certificate_names_its_host() {
        violatedBy(certificate("names", List.of()));
        violatedBy(certificate("names", List.of("dns:localhost", "ip:127.0.0.1")));
        violatedBy(host().serving(
                        "127.0.0.1", 2376, probe -> certificate(probe, "names", List.of("dns:engine.example.com"))));
        violatedBy(host().serving("0.0.0.0", 2376, probe -> certificate(probe, "names", List.of("dns:localhost"))));
        satisfiedBy(tls());
        satisfiedBy(certificate("names", List.of("ip:10.0.0.1")));
        satisfiedBy(host().serving("0.0.0.0", 2376, probe -> certificate(probe, "names", List.of("dns:SHOP-host."))));
        satisfiedBy(host().serving("::", 2376, probe -> certificate(probe, "names", List.of("ip:10.0.0.1"))));
        satisfiedBy(host().serving("127.0.0.1", 2376, probe -> certificate(probe, "names", List.of("dns:localhost"))));
        satisfiedBy(host().serving(
                        "a.example.com", 2376, probe -> certificate(probe, "names", List.of("dns:*.example.com"))));
        // Whether clients come by these names is not for a look to know.
        inconclusiveFor(host().serving(
                        "b.a.example.com", 2376, probe -> certificate(probe, "names", List.of("dns:*.example.com"))));
        inconclusiveFor(certificate("names", List.of("dns:engine.example.com")));
        appliesOnlyWhereTlsServesTheApi();
    }

    @Test
    void api_certificate_is_issued_for_a_server() {
        violatedBy(certificate("selfSigned", true));
        violatedBy(certificate("purposes", List.of("client")));
        violatedBy(certificate("purposes", List.of("server", "client")));
        violatedBy(tls(probe -> probe.element("tls.certificates", 0, certificate -> certificate.without("purposes"))));
        satisfiedBy(tls());
        appliesOnlyWhereTlsServesTheApi();
    }
}
