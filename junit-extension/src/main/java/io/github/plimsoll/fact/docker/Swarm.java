package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The swarm that this node manages, as {@code GET /swarm} describes it, and the node's own place in it. */
public final class Swarm extends Subject {

    private static final long DEFAULT_CERTIFICATE_NANOS = Duration.ofDays(90).toNanos();

    Swarm(Reading reading) {
        super(reading);
    }

    /** How many managers there are, reachable or not. */
    public long managers() {
        return node().value("Swarm.Managers").requiredLong();
    }

    /** Whether a manager that restarts needs a key before it can read the swarm's own keys. */
    public boolean locksManagers() {
        return read("Spec.EncryptionConfig.AutoLockManagers").asBoolean(false);
    }

    /** How long the certificate of a node is good for. */
    public Duration nodeCertificateLife() {
        return Duration.ofNanos(read("Spec.CAConfig.NodeCertExpiry").asLong(DEFAULT_CERTIFICATE_NANOS));
    }

    /** The age of the oldest root certificate that nodes still trust. */
    public Duration rootCertificateAge() {
        return rootCertificates().stream()
                .map(root -> Duration.between(root.getNotBefore().toInstant(), now()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The time until the first root certificate that nodes trust expires. */
    public Duration rootCertificateTimeLeft() {
        return rootCertificates().stream()
                .map(root -> Duration.between(now(), root.getNotAfter().toInstant()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The address under which this node talks to the others about the swarm itself. */
    public String managementAddress() {
        return node().value("Swarm.NodeAddr").requiredText();
    }

    /** The port for the traffic of overlay networks; the API does not tell its address. */
    public long dataPort() {
        return read("DataPathPort").asLong(4789);
    }

    private Instant now() {
        return reading().header().collectedAt();
    }

    private Reading node() {
        return reading().document(DockerDocuments.INFO);
    }

    private List<X509Certificate> rootCertificates() {
        byte[] pem = read("TLSInfo.TrustRoot").requiredText().getBytes(StandardCharsets.US_ASCII);
        try {
            List<X509Certificate> roots =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (roots.isEmpty()) {
                throw new Unreadable("TLSInfo.TrustRoot of /swarm holds no certificate");
            }
            return roots;
        } catch (CertificateException e) {
            throw new Unreadable("TLSInfo.TrustRoot of /swarm is not a certificate: " + e.getMessage());
        }
    }
}
