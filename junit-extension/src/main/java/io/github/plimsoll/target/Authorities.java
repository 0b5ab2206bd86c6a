package io.github.plimsoll.target;

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

/** Who vouches for a server in TLS: whoever the client's settings name and nobody else, as for {@code kubectl} and {@code docker}. */
public final class Authorities {

    private Authorities() {}

    /**
     * What believes these authorities alone. Client libraries may believe those that Java trusts as well, so that each of them could
     * vouch for another in the server's place.
     *
     * @param pem their certificates, with any remarks before, between and behind them
     * @throws CertificateException if there are none in it
     */
    public static TrustManager[] of(String pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        for (Certificate authority : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))) {
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
