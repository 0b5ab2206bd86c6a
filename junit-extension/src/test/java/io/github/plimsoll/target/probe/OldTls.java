package io.github.plimsoll.target.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A server that speaks one old version and one old suite, as the JDK no longer lets any. */
final class OldTls implements LoneServer.Manner {

    private final ProtocolVersion version;
    private final int suite;
    private final KeyPair keys;
    private final byte[] certificate;

    OldTls(ProtocolVersion version, int suite) {
        this.version = version;
        this.suite = suite;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.keys = generator.generateKeyPair();
            Instant now = Instant.now();
            X500Principal name = new X500Principal("CN=old");
            this.certificate = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            Date.from(now.minusSeconds(3600)),
                            Date.from(now.plusSeconds(3600)),
                            name,
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA1withRSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void receive(java.io.InputStream in, java.io.OutputStream out) throws IOException, InterruptedException {
        BcTlsCrypto crypto = new BcTlsCrypto();
        TlsServerProtocol protocol = new TlsServerProtocol(in, out);
        protocol.accept(new DefaultTlsServer(crypto) {

            @Override
            protected ProtocolVersion[] getSupportedVersions() {
                return new ProtocolVersion[] {version};
            }

            @Override
            protected int[] getSupportedCipherSuites() {
                return new int[] {suite};
            }

            @Override
            protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
                Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate)});
                return new BcDefaultTlsCredentialedDecryptor(
                        crypto,
                        chain,
                        PrivateKeyFactory.createKey(keys.getPrivate().getEncoded()));
            }
        });
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        LoneServer.answering(200).receive(protocol.getInputStream(), answer);
        protocol.getOutputStream().write(answer.toByteArray());
        protocol.close();
    }
}
