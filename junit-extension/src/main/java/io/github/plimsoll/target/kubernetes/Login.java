package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;

/** Says what kind of credentials a user of a kubeconfig has, and whether they can still be good. */
final class Login {

    private Login() {}

    /** One phrase, for example {@code a client certificate that expired at 2026-01-01T00:00:00Z}. */
    static String describe(JsonNode credentials) {
        if (credentials.has("exec")) {
            return "what `" + credentials.path("exec").path("command").asText() + "` hands out";
        }
        if (credentials.has("token") || credentials.has("tokenFile")) {
            return "a token";
        }
        if (credentials.has("client-certificate-data") || credentials.has("client-certificate")) {
            return "a client certificate" + expiry(credentials);
        }
        if (credentials.has("auth-provider")) {
            return "what the provider '"
                    + credentials.path("auth-provider").path("name").asText() + "' hands out";
        }
        return credentials.has("username") ? "a password" : "no credentials";
    }

    private static String expiry(JsonNode credentials) {
        try {
            byte[] pem = credentials.has("client-certificate-data")
                    ? Base64.getMimeDecoder()
                            .decode(credentials.path("client-certificate-data").asText())
                    : Files.readAllBytes(
                            Path.of(credentials.path("client-certificate").asText()));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            Instant end = certificate.getNotAfter().toInstant();
            return end.isBefore(Instant.now()) ? " that expired at " + end : "";
        } catch (IOException e) {
            return " that cannot be read: " + Failures.describe(e);
        } catch (CertificateException | IllegalArgumentException e) {
            return " that cannot be read";
        }
    }
}
