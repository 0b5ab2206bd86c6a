package io.github.plimsoll.target;

import io.github.plimsoll.fact.Redaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Writes what stands in a secret's place: its length, a hash that shows where the same one stands again, and what gave it away.
 *
 * <p>The salt is made anew for each snapshot and kept nowhere, so that nobody can try guesses against the hash.
 */
final class Marker {

    private final byte[] salt = new byte[16];

    Marker() {
        new SecureRandom().nextBytes(salt);
    }

    /** @param kind what kind of place or pattern it was found by, for example {@code env} */
    String replace(String secret, String kind) {
        return secret.isEmpty() || Redaction.isAt(secret)
                ? secret
                : new Redaction(secret.length(), hash(secret), kind).toString();
    }

    private String hash(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            byte[] hash = digest.digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
