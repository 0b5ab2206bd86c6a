package io.github.plimsoll.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Who logs in by a certificate, in TLS. */
public final class ClientCertificate {

    /** Nobody sees the store that it closes. */
    private static final char[] PASSWORD = "client".toCharArray();

    private ClientCertificate() {}

    /**
     * What shows a certificate and proves to have its key.
     *
     * <p>Client libraries put both into a store of PKCS #12, which derives a key from its password twice in a row, by thousands of
     * rounds: a fifth of a second each time that somebody connects.
     *
     * @param certificates in PEM, the client's own first
     * @param key in PEM, without a password
     * @throws IOException if there is no key in it
     */
    public static KeyManager[] keyManagers(String certificates, String key)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry("client", privateKey(key), PASSWORD, chain(certificates));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private static Certificate[] chain(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
                .toArray(Certificate[]::new);
    }

    private static PrivateKey privateKey(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            // Parameters of a curve may come first.
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                if (block instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (block instanceof PrivateKeyInfo info) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        }
        throw new IOException("there is no key in PEM that is not encrypted");
    }
}
