package io.github.plimsoll.target.kubernetes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Who vouches for an API server: whoever the kubeconfig names and nobody else, as for {@code kubectl}. */
final class Authorities {

    private Authorities() {}

    /**
     * What believes these authorities alone; the client library would believe those that Java trusts as well, so that each of them
     * could vouch for another in the server's place.
     *
     * @param pem their certificates
     * @throws CertificateException if there are none in it
     */
    static TrustManager[] of(String pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        for (Certificate authority : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("authority" + store.size(), authority);
        }
        if (store.size() == 0) {
            throw new CertificateException("there is no certificate of an authority");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
