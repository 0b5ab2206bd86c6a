package io.github.plimsoll.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import javax.net.ssl.X509KeyManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificateTests {

    @TempDir
    Path directory;

    private String certificate = "";

    @BeforeEach
    void makeCertificate() throws IOException {
        certificate = Files.readString(new TestAuthority().clientIn(directory).resolve("cert.pem"));
    }

    private static PrivateKey newKey(String type) throws GeneralSecurityException {
        // Which writes the curve into the key itself, as openssl does.
        return KeyPairGenerator.getInstance(type, new BouncyCastleProvider())
                .generateKeyPair()
                .getPrivate();
    }

    private static BigInteger secret(PrivateKey key) {
        return key instanceof ECPrivateKey curve ? curve.getS() : ((RSAPrivateKey) key).getPrivateExponent();
    }

    /** As {@code openssl} of old writes keys: each type in a form of its own. */
    private static String ownForm(PrivateKey key) throws IOException {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(key);
        }
        return pem.toString();
    }

    private static String commonForm(PrivateKey key) throws IOException {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(new PemObject("PRIVATE KEY", key.getEncoded()));
        }
        return pem.toString();
    }

    private X509KeyManager manager(String key) throws IOException, GeneralSecurityException {
        return (X509KeyManager) ClientCertificate.keyManagers(certificate, key)[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void keys_in_either_form_are_shown_with_the_certificate(String type) throws Exception {
        PrivateKey key = newKey(type);
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

        for (String pem : new String[] {ownForm(key), commonForm(key), parameters + ownForm(key)}) {
            X509KeyManager manager = manager(pem);
            assertThat(secret(manager.getPrivateKey("client"))).isEqualTo(secret(key));
            assertThat(manager.getCertificateChain("client"))
                    .singleElement()
                    .satisfies(
                            shown -> assertThat(shown.getSubjectX500Principal().getName())
                                    .isEqualTo("CN=client"));
        }
    }

    @Test
    void what_holds_no_key_is_refused() {
        assertThatThrownBy(() -> manager("hello"))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no key in PEM that is not encrypted");
        assertThatThrownBy(() -> manager(certificate)).isInstanceOf(IOException.class);
    }

    @Test
    void a_key_without_a_certificate_is_refused() throws Exception {
        String key = commonForm(newKey("EC"));

        assertThatThrownBy(() -> ClientCertificate.keyManagers("", key))
                .isInstanceOfAny(GeneralSecurityException.class, IllegalArgumentException.class);
    }
}
