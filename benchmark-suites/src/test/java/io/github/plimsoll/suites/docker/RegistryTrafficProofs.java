package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RegistryTrafficProofs extends Proofs {

    private static final String NAME = "registry.example.com:5000";
    private static final String REGISTRY =
            "{outcome: 'answered', status: 200, headers: {'Docker-Distribution-Api-Version': 'registry/2.0'}}";

    RegistryTrafficProofs() {
        super(RegistryTraffic.class);
    }

    private static DockerFixture registry(UnaryOperator<Json> change) {
        return host().registry(NAME, "registry.example.com", change);
    }

    private static Json certificate(Json probe, String field, Object value) {
        return probe.element("tls.certificates", 0, certificate -> certificate.with(field, value));
    }

    private static Json untrusted(Json probe) {
        return probe.withJson("tls.trust", "{outcome: 'untrusted', detail: 'unable to find valid certification path'}");
    }

    @Test
    void registry_shows_a_valid_certificate() {
        violatedBy(registry(probe -> probe.withJson("tls", "{outcome: 'not spoken', detail: ''}")));
        violatedBy(registry(RegistryTrafficProofs::untrusted));
        violatedBy(registry(probe -> certificate(probe, "names", List.of("dns:other.example.com"))));
        violatedBy(registry(probe -> certificate(probe, "notAfter", "2026-01-20T00:00:00Z")));
        satisfiedBy(registry(probe -> probe));
        satisfiedBy(registry(probe -> certificate(probe, "notAfter", "2026-01-20T00:00:00Z"))
                .policy("docker.min-certificate-life", "7d"));
        notApplicableTo(host());
        notApplicableTo(host().registry(
                        "localhost:5000", "localhost", probe -> probe.withJson("tls", "{outcome: 'not spoken'}")));
        inconclusiveFor(registry(RegistryTrafficProofs::untrusted)
                .changed(
                        DockerDocuments.PROBED_REGISTRIES,
                        listing -> listing.element("registries", 0, listed -> listed.with("authoritiesKnown", false))));
        inconclusiveFor(registry(probe -> probe.withJson("tls", "{outcome: 'unclear', detail: 'too late'}")));
        inconclusiveFor(registry(probe -> probe)
                .unreadable(DockerDocuments.probedRegistry(NAME), "the host name is not known here"));
        inconclusiveFor(host().unreadable(DockerDocuments.PROBED_REGISTRIES, "not looked, since -Dprobes=off"));
        inconclusiveFor(host().changed(
                        DockerDocuments.PROBED_REGISTRIES, listing -> listing.with("unseen", "GET /images/json: 403")));
    }

    @Test
    void registry_is_not_served_in_plain_http() {
        violatedBy(registry(probe -> probe.withJson("plain", REGISTRY)));
        violatedBy(registry(probe -> probe.withJson("plain", REGISTRY).with("plain.status", 401)));
        satisfiedBy(registry(probe -> probe));
        satisfiedBy(registry(probe -> probe.withJson("plain", "{outcome: 'answered', status: 308, headers: {}}")));
        satisfiedBy(registry(probe -> probe.withJson("plain", "{outcome: 'closed', detail: ''}")));
        notApplicableTo(host().registry("127.0.0.1:5000", "127.0.0.1", probe -> probe.withJson("plain", REGISTRY)));
        inconclusiveFor(registry(probe -> probe.withJson("plain", "{outcome: 'unclear', detail: 'too late'}")));
    }

    @Test
    void registry_files_ask_for_proof() {
        notApplicableTo(host());
        satisfiedBy(registryFile("{name: 'https://registry.example.com', plain: false, unverified: false}"));
        violatedBy(registryFile("{name: 'http://registry.example.com:5000', plain: true, unverified: false}"));
        violatedBy(registryFile("{name: 'registry.example.com', plain: false, unverified: true}"));
        satisfiedBy(registryFile("{name: 'http://127.0.0.1:5000', plain: true, unverified: true}"));
        satisfiedBy(registryFile("{name: 'http://[::1]:5000/v2', plain: true, unverified: true}"));
        violatedBy(registryFile("{name: 'http://localhost.example.com', plain: true, unverified: false}"));
        inconclusiveFor(host().changed(
                        DockerDocuments.REGISTRY_FILES,
                        all -> all.withJson("files", "[{path: '/etc/x/hosts.toml', unreadable: 'not TOML'}]")));
        inconclusiveFor(
                host().changed(DockerDocuments.REGISTRY_FILES, all -> all.with("unseen", "containerd was not found")));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
        // A builder of the user's own is known wherever the engine is.
        UnaryOperator<Json> careless = client -> client.withJson(
                "builders",
                "[{path: '/home/jane/.docker/buildx/instances/b', registries:"
                        + " [{name: 'registry.example.com', plain: false, unverified: true}]}]");
        violatedBy(host().changed(DockerDocuments.CLIENT, careless));
        inconclusiveFor(host().unreadable(DockerDocuments.CLIENT, "AccessDeniedException"));
    }

    private static DockerFixture registryFile(String registry) {
        return host().changed(
                        DockerDocuments.REGISTRY_FILES,
                        all -> all.withJson(
                                "files",
                                "[{path: '/etc/docker/certs.d/x/hosts.toml', registries: [" + registry + "]}]"));
    }

    @Test
    void proxies_are_told_no_password_in_clear() {
        notApplicableTo(host());
        notApplicableTo(host().info(info -> info.with("HttpProxy", "").with("HttpsProxy", "")));
        satisfiedBy(host().info(info -> info.with("HttpProxy", "http://proxy.example.com:3128")));
        violatedBy(host().info(info -> info.with("HttpProxy", "http://xxxxx:xxxxx@proxy.example.com:3128")));
        violatedBy(host().info(info -> info.with("HttpsProxy", "xxxxx:xxxxx@proxy.example.com:3128")));
        satisfiedBy(host().info(info -> info.with("HttpsProxy", "https://xxxxx:xxxxx@proxy.example.com")));
        satisfiedBy(host().info(info -> info.with("HttpsProxy", "http://xxxxx:xxxxx@127.0.0.1:3128/")));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "timed out"));
    }

    @Test
    void mirrors_are_asked_over_https() {
        violatedBy(host().info(info -> info.with("RegistryConfig.Mirrors", List.of("http://mirror.example.com/"))));
        violatedBy(host().info(info ->
                info.with("RegistryConfig.IndexConfigs.\"docker.io\".Mirrors", List.of("http://mirror.example.com/"))));
        satisfiedBy(host());
        satisfiedBy(host().info(info ->
                info.with("RegistryConfig.Mirrors", List.of("https://mirror.example.com/", "http://localhost:5000/"))));
        inconclusiveFor(host().info(info -> info.without("RegistryConfig")));
    }
}
