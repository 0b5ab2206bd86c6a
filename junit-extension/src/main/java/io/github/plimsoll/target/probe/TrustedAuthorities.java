package io.github.plimsoll.target.probe;

import io.github.plimsoll.fact.LimitedStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/** The authorities that a client trusts: those that Java comes with, and those in files of its own. */
public final class TrustedAuthorities {

    private static final int LARGEST_BUNDLE = 8 << 20;

    private final X509TrustManager manager;

    private TrustedAuthorities(X509TrustManager manager) {
        this.manager = manager;
    }

    /** @param bundles files in PEM; what is not there or cannot be read adds nothing */
    public static TrustedAuthorities of(List<Path> bundles) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int count = 0;
            for (X509Certificate known : PublicAuthorities.trustManager().getAcceptedIssuers()) {
                store.setCertificateEntry("java-" + count++, known);
            }
            for (Path bundle : bundles) {
                for (Certificate authority : read(bundle)) {
                    store.setCertificateEntry("file-" + count++, authority);
                }
            }
            return new TrustedAuthorities(PublicAuthorities.trustManager(store));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every Java has such a store", e);
        }
    }

    private static List<? extends Certificate> read(Path bundle) {
        try (InputStream in = new LimitedStream(Files.newInputStream(bundle), LARGEST_BUNDLE)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (IOException | CertificateException e) {
            // A client that cannot read it trusts nobody by it either.
            return List.of();
        }
    }

    /** Why the chain of a server is not trusted; empty if it is. */
    Optional<String> objection(List<X509Certificate> chain) {
        try {
            manager.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            return Optional.empty();
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.of(Failure.oneLine(String.valueOf(e.getMessage())));
        }
    }
}
