package io.github.plimsoll.target.docker;

import com.github.dockerjava.core.util.CertificateUtils;
import io.github.plimsoll.target.ClientCertificate;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * A directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, each of which may be absent: without the first the
 * authorities that Java trusts decide, without the others no client certificate is shown.
 */
record TlsFiles(Path directory) {

    static final String CA = "ca.pem";

    /** @throws TargetUnavailable if a file is there but cannot be used */
    SSLContext context() {
        if (java.security.Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            // docker-java reads PEM files through this provider and asks for it by name.
            java.security.Security.addProvider(new BouncyCastleProvider());
        }
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
        if (!Files.exists(file)) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(CertificateUtils.createTrustStore(Files.readString(file)));
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("cert.pem");
        if (!Files.exists(key) && !Files.exists(certificate)) {
            return null;
        }
        return ClientCertificate.keyManagers(Files.readString(certificate), Files.readString(key));
    }
}
