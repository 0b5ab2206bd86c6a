package io.github.plimsoll.target.probe;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/** The authorities that Java trusts: whoever asks one of them nicely gets a certificate. */
final class PublicAuthorities {

    private PublicAuthorities() {}

    static Set<X500Principal> names() {
        return Arrays.stream(trustManager().getAcceptedIssuers())
                .map(X509Certificate::getSubjectX500Principal)
                .collect(Collectors.toSet());
    }

    static X509TrustManager trustManager() {
        return trustManager(null);
    }

    /** @param trusted the authorities to trust; those that Java comes with if null */
    static X509TrustManager trustManager(@org.jspecify.annotations.Nullable KeyStore trusted) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Java trusts by X.509 certificates"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authorities that Java trusts cannot be read", e);
        }
    }
}
