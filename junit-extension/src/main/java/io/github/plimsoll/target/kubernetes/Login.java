package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/** Says what kind of credentials a user of a kubeconfig has, and whether they can still be good. */
final class Login {

    private Login() {}

    /**
     * One phrase, for example {@code a client certificate that expired at 2026-01-01T00:00:00Z}.
     *
     * @param config what came of the credentials, of a program that hands some out as well
     * @param end until when they are good by the word of who handed them out
     */
    static String describe(JsonNode credentials, Config config, Optional<Instant> end) {
        String token = Objects.requireNonNullElse(config.getAutoOAuthToken(), "");
        if (credentials.has("exec")) {
            return "what `" + credentials.path("exec").path("command").asText() + "` hands out"
                    + (token.isEmpty()
                            ? of(", a client certificate", first(certificate(config), end))
                            : of(", a token", first(expiry(token), end)));
        }
        if (credentials.has("token") || credentials.has("tokenFile")) {
            return "a token" + expiry(token);
        }
        if (credentials.has("client-certificate-data") || credentials.has("client-certificate")) {
            return "a client certificate" + certificate(config);
        }
        if (credentials.has("auth-provider")) {
            return "what the provider '"
                    + credentials.path("auth-provider").path("name").asText() + "' hands out"
                    + of(", a token", expiry(token));
        }
        return credentials.has("username") ? "a password" : "no credentials";
    }

    /** A token's own word for its end, where that is past: {@code that expired at 2026-01-01T00:00:00Z}, after a space. */
    static String expiry(String token) {
        return over(Jwt.end(token));
    }

    private static String over(Optional<Instant> end) {
        return end.filter(time -> time.isBefore(Instant.now()))
                .map(time -> " that expired at " + time)
                .orElse("");
    }

    /** What the credentials say themselves counts before what is said of them. */
    private static String first(String own, Optional<Instant> end) {
        return own.isEmpty() ? over(end) : own;
    }

    /** Nothing is said of what is in order. */
    private static String of(String kind, String expiry) {
        return expiry.isEmpty() ? "" : kind + expiry;
    }

    private static String certificate(Config config) {
        try {
            byte[] pem = config.getClientCertData() == null
                    ? Files.readAllBytes(Path.of(Objects.requireNonNullElse(config.getClientCertFile(), "")))
                    : Base64.getMimeDecoder().decode(config.getClientCertData());
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            return over(Optional.of(certificate.getNotAfter().toInstant()));
        } catch (IOException e) {
            return " that cannot be read: " + Failures.describe(e);
        } catch (CertificateException | IllegalArgumentException e) {
            return " that cannot be read";
        }
    }
}
