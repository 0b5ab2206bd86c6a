package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;

/**
 * The credentials that a program hands out.
 *
 * @param token empty if it is none
 * @param certificate in PEM, as the key is; both empty if it is none
 * @param end what the program says of their end, which a token or a certificate need not say itself
 */
record HandedOut(String token, String certificate, String key, Optional<Instant> end) {

    /** @param status of an ExecCredential */
    static HandedOut of(JsonNode status) {
        return new HandedOut(
                status.path("token").asText(""),
                status.path("clientCertificateData").asText(""),
                status.path("clientKeyData").asText(""),
                end(status.path("expirationTimestamp").asText("")));
    }

    /** As for {@code kubectl}, what is no time says nothing. */
    private static Optional<Instant> end(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    boolean isNothing() {
        return token.isEmpty() && (certificate.isEmpty() || key.isEmpty());
    }

    boolean isOver() {
        return end.filter(time -> time.isBefore(Instant.now())).isPresent();
    }

    /** The same user as if these stood in the kubeconfig themselves. */
    ObjectNode inPlaceOfProgram(ObjectNode user) {
        ObjectNode logged = user.deepCopy();
        logged.remove("exec");
        if (!token.isEmpty()) {
            logged.put("token", token);
        }
        if (!certificate.isEmpty() && !key.isEmpty()) {
            logged.put("client-certificate-data", encoded(certificate)).put("client-key-data", encoded(key));
        }
        return logged;
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
