package io.github.plimsoll.fact.probe;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One address that was looked at: {@code {"host", "port", "plain": {...}, "tls": {...}}}. */
public final class ProbedEndpoint {

    private static final List<String> OUTDATED = List.of("TLS 1.0", "TLS 1.1");

    private final Reading reading;

    public ProbedEndpoint(Reading reading) {
        this.reading = reading;
    }

    /** The answer to a request without any encryption; empty if none in HTTP came. */
    public Optional<Answer> plainAnswer() {
        return answer("plain");
    }

    /** The answer to somebody who shows no client certificate; empty if he is refused. */
    public Optional<Answer> answerWithoutCertificate() {
        return answer("tls.withoutCertificate");
    }

    /** The answer to somebody who shows a certificate that nobody issued; empty if he is refused. */
    public Optional<Answer> answerToForeignCertificate() {
        return answer("tls.withForeignCertificate");
    }

    /** Whether TLS is spoken. */
    public boolean speaksTls() {
        return switch (reading.value("tls.outcome").requiredText()) {
            case "spoken" -> true;
            case "not spoken" -> false;
            default -> throw unclear("tls");
        };
    }

    /** The versions of TLS before 1.2 that are spoken. */
    public List<String> outdatedVersions() {
        return OUTDATED.stream()
                .filter(version -> accepted("tls.versions.\"" + version + "\""))
                .toList();
    }

    /** Suites without encryption, authentication or forward secrecy, or with a broken cipher, that are agreed to. */
    public List<String> weakSuites() {
        return accepted("tls.weakSuites")
                ? reading.value("tls.weakSuites.agreed").asTexts()
                : List.of();
    }

    /** The certificate of the server itself. */
    public ServedCertificate certificate() {
        return certificates().get(0);
    }

    /** The certificates that the server shows, its own first. */
    public List<ServedCertificate> certificates() {
        List<ServedCertificate> chain = reading.elements("tls.certificates").stream()
                .map(ServedCertificate::new)
                .toList();
        if (chain.isEmpty()) {
            throw new Unreadable("the certificates that " + where() + " shows could not be seen");
        }
        return chain;
    }

    /** Whether all its certificates have begun to be good by a time. */
    public boolean certificatesHaveBegun(Instant by) {
        return certificates().stream()
                .noneMatch(certificate -> certificate.notBefore().isAfter(by));
    }

    /** How long the first of its certificates to expire is good for from a time on. */
    public Duration lifeOfCertificates(Instant from) {
        return certificates().stream()
                .map(certificate -> Duration.between(from, certificate.notAfter()))
                .min(Duration::compareTo)
                .orElseThrow();
    }

    /** Why its certificates are not trusted where the look was taken from; empty if they are. */
    public String objectionToCertificates() {
        return reading.value("tls.trust.outcome").requiredText().equals("trusted")
                ? ""
                : reading.value("tls.trust.detail").requiredText();
    }

    /** Whether a client is asked for a certificate. */
    public boolean asksForCertificate() {
        return reading.value("tls.clientCertificate.requested").requiredBoolean();
    }

    /** The authorities of which a client certificate is asked; empty if the server does not say. */
    public List<String> clientAuthorities() {
        return reading.value("tls.clientCertificate.authorities").asTexts();
    }

    /** Those of them from which anybody can get a certificate. */
    public List<String> publicClientAuthorities() {
        return reading.value("tls.clientCertificate.publicAuthorities").asTexts();
    }

    private Optional<Answer> answer(String look) {
        return switch (reading.value(look + ".outcome").requiredText()) {
            case "answered" -> Optional.of(new Answer(reading.part(look)));
            case "refused", "closed", "not HTTP" -> Optional.empty();
            default -> throw unclear(look);
        };
    }

    private boolean accepted(String look) {
        return switch (reading.value(look + ".outcome").requiredText()) {
            case "accepted" -> true;
            case "refused" -> false;
            default -> throw unclear(look);
        };
    }

    private Unreadable unclear(String look) {
        return new Unreadable(where() + " left it open how it answers (" + look + ": "
                + reading.value(look + ".detail").asText("no detail") + ")");
    }

    private String where() {
        return reading.value("host").asText("the address") + ":"
                + reading.value("port").asLong(0);
    }
}
