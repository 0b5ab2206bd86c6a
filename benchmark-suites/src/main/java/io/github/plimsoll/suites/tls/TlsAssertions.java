package io.github.plimsoll.suites.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.fact.probe.TlsServer;
import java.time.Duration;

/** What holds of a server in TLS that looks after its versions, suites and certificates. */
public final class TlsAssertions {

    private final TlsServer server;

    private TlsAssertions(TlsServer server) {
        this.server = server;
    }

    /** @param otherwise why nothing is asked of a server that does not serve in TLS */
    public static TlsAssertions of(TlsServer server, String otherwise) {
        assumeTrue(server.servesTls(), otherwise);
        return new TlsAssertions(server);
    }

    public void speaksCurrentVersionsOnly() {
        assertThat(server.outdatedVersions()).as("outdated versions spoken").isEmpty();
    }

    public void agreesToStrongSuitesOnly() {
        assertThat(server.weakSuites()).as("weak suites agreed to").isEmpty();
    }

    /** @param least for how long its certificates have to be good still */
    public void showsValidCertificates(Duration least) {
        assertThat(server.certificatesHaveBegun())
                .as("its certificates have begun to be valid")
                .isTrue();
        assertThat(server.lifeLeft())
                .as("time for which its certificates are still valid")
                .isGreaterThanOrEqualTo(least);
    }

    public void showsStrongCertificates() {
        assertThat(server.certificates()).as("certificates shown").allSatisfy(certificate -> {
            assertThat(certificate.hasStrongKey())
                    .as("the key %s of %s is long enough", certificate.key(), certificate.subject())
                    .isTrue();
            // Nothing rests on the signature that an authority puts under itself.
            assertThat(certificate.isSelfSigned() || !certificate.hasBrokenSignature())
                    .as("the signature %s of %s is sound", certificate.signature(), certificate.subject())
                    .isTrue();
        });
    }
}
