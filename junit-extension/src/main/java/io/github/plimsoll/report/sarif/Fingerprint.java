package io.github.plimsoll.report.sarif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a finding again in the next run, whatever its message is by then. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(String control, String target, String subject) {
        // A separator that no name has, so that no part can pass into the next.
        String identity = String.join("\u0000", control, target, subject);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
