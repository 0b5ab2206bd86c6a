package io.github.plimsoll.target.docker;

import io.github.plimsoll.target.Authorities;
import io.github.plimsoll.target.ClientCertificate;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, each of which may be absent: without the first the
 * authorities that Java trusts decide, without the others no client certificate is shown.
 */
record TlsFiles(Path directory) {

    static final String CA = "ca.pem";

    /** @throws TargetUnavailable if a file is there but cannot be used */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), authorities(), null);
            return context;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new TargetUnavailable("cannot use the TLS files in " + directory + ": " + Failures.describe(e)
                    + "; ca.pem, cert.pem and key.pem have to be unencrypted PEM files that this user may read");
        }
    }

    private TrustManager @Nullable [] authorities() throws IOException, GeneralSecurityException {
        Path file = directory.resolve(CA);
        return Files.exists(file) ? Authorities.of(pem(file)) : null;
    }

    private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("cert.pem");
        if (!Files.exists(key) && !Files.exists(certificate)) {
            return null;
        }
        return ClientCertificate.keyManagers(pem(certificate), pem(key));
    }

    private static String pem(Path file) throws IOException {
        // Remarks beside what counts may be written in anything.
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
