package io.github.plimsoll.fact.probe;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A certificate that a server showed. */
public final class ServedCertificate {

    /** In the spelling of a standard name, RSASSA-PSS says nothing of the hash, which is then never an old one. */
    private static final Set<String> BROKEN_HASHES = Set.of("MD2", "MD4", "MD5", "SHA1", "SHA");

    private static final long LEAST_RSA_BITS = 2048;
    private static final long LEAST_EC_BITS = 256;

    private final Reading reading;

    ServedCertificate(Reading reading) {
        this.reading = reading;
    }

    public String subject() {
        return reading.value("subject").requiredText();
    }

    public Instant notBefore() {
        return instant("notBefore");
    }

    public Instant notAfter() {
        return instant("notAfter");
    }

    /** The key, for example {@code RSA 2048}. */
    public String key() {
        return reading.value("keyType").requiredText() + " "
                + reading.value("keyBits").requiredLong();
    }

    /** Whether the key is of a kind and a size that nobody can break today. */
    public boolean hasStrongKey() {
        long bits = reading.value("keyBits").requiredLong();
        return switch (reading.value("keyType").requiredText()) {
            case "RSA", "RSASSA-PSS" -> bits >= LEAST_RSA_BITS;
            case "EC" -> bits >= LEAST_EC_BITS;
            case "EdDSA", "Ed25519", "Ed448" -> true;
            default -> false;
        };
    }

    /** The algorithm it is signed by, for example {@code SHA256withRSA}. */
    public String signature() {
        return reading.value("signature").requiredText();
    }

    /** Whether a certificate with the same signature can be forged. */
    public boolean hasBrokenSignature() {
        String hash = signature().toUpperCase(Locale.ROOT).replaceFirst("WITH.*", "");
        return BROKEN_HASHES.contains(hash.replace("-", ""));
    }

    /** Whether it vouches for nobody but itself. */
    public boolean isSelfSigned() {
        return reading.value("selfSigned").requiredBoolean();
    }

    /** What it is good for, for example {@code server}; empty if it does not say, and so is good for everything. */
    public List<String> purposes() {
        return reading.value("purposes").asTexts();
    }

    /** The alternative names, as {@code dns:example.org} or {@code ip:192.0.2.1}; a common name alone identifies nobody. */
    public List<String> names() {
        return reading.value("names").asTexts();
    }

    /** Whether it is for a host, given by name or by address. */
    public boolean covers(String host) {
        return names().stream().anyMatch(name -> CertificateName.covers(name, host));
    }

    private Instant instant(String path) {
        String text = reading.value(path).requiredText();
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Unreadable(path + " of the certificate is not a time: " + text);
        }
    }
}
