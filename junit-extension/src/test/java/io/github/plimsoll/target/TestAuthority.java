package io.github.plimsoll.target;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate authority that lives as long as a test. */
public final class TestAuthority {

    private static final char[] PASSWORD = "test".toCharArray();

    private final KeyPair keys = newKeys("EC", 256);
    private final X509Certificate certificate;

    public TestAuthority() {
        this.certificate = issue(keys, "CN=test authority", true, Wish.sound());
    }

    /** What a server needs that has a certificate for that address, and trusts clients of this authority. */
    public SSLContext server(GeneralName name) {
        return server(Wish.sound().named(name));
    }

    /** The same with a certificate of any make. */
    public SSLContext server(Wish wish) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", certificate);
            TrustManagerFactory trustManagers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            return server(wish, trustManagers.getTrustManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext server(Wish wish, TrustManager[] trust) {
        try {
            KeyPair serverKeys = newKeys(wish.keyType(), wish.keyBits());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate issued = issue(serverKeys, "CN=engine", false, wish);
            store.setKeyEntry(
                    "server",
                    serverKeys.getPrivate(),
                    PASSWORD,
                    wish.selfSigned() ? new Certificate[] {issued} : new Certificate[] {issued, certificate});
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that asks for a client certificate and believes whatever is shown. */
    public SSLContext gullibleServer() {
        X509ExtendedTrustManager believing = new X509ExtendedTrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[] {certificate};
            }
        };
        return server(Wish.sound(), new TrustManager[] {believing});
    }

    /** Writes {@code ca.pem}, as a client needs it to trust this authority. */
    public Path trustedIn(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("ca.pem"), pem(certificate));
        return directory;
    }

    /** Writes {@code cert.pem} and {@code key.pem} of a client. */
    public Path clientIn(Path directory) throws IOException {
        return clientIn(directory, Wish.sound());
    }

    /** The same with a certificate of any make. */
    public Path clientIn(Path directory, Wish wish) throws IOException {
        KeyPair client = newKeys("EC", 256);
        Files.writeString(directory.resolve("cert.pem"), pem(issue(client, "CN=client", false, wish)));
        Files.writeString(
                directory.resolve("key.pem"),
                pem(new PemObject("PRIVATE KEY", client.getPrivate().getEncoded())));
        return directory;
    }

    private X509Certificate issue(KeyPair subject, String name, boolean isAuthority, Wish wish) {
        try {
            Instant now = Instant.now();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Principal(wish.selfSigned() ? name : "CN=test authority"),
                    BigInteger.valueOf(now.toEpochMilli()),
                    Date.from(now.plus(wish.begins())),
                    Date.from(now.plus(wish.ends())),
                    new X500Principal(name),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (!wish.names().isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(wish.names().toArray(GeneralName[]::new)));
            }
            if (!wish.purposes().isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(wish.purposes().toArray(KeyPurposeId[]::new)));
            }
            PrivateKey signer = wish.selfSigned() ? subject.getPrivate() : keys.getPrivate();
            String signature = wish.hash() + "with" + (signer.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(signer)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys(String type, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    /**
     * What a certificate is to be like.
     *
     * @param begins when it begins to be valid, from now
     * @param ends when it ends to be, from now
     */
    public record Wish(
            String keyType,
            int keyBits,
            String hash,
            Duration begins,
            Duration ends,
            List<GeneralName> names,
            List<KeyPurposeId> purposes,
            boolean selfSigned) {

        /** Nothing is wrong with it, but that it names nobody. */
        public static Wish sound() {
            return new Wish(
                    "EC", 256, "SHA256", Duration.ofHours(-1), Duration.ofDays(90), List.of(), List.of(), false);
        }

        public Wish named(GeneralName... names) {
            return new Wish(keyType, keyBits, hash, begins, ends, List.of(names), purposes, selfSigned);
        }

        public Wish key(String type, int bits) {
            return new Wish(type, bits, hash, begins, ends, names, purposes, selfSigned);
        }

        public Wish hashedBy(String algorithm) {
            return new Wish(keyType, keyBits, algorithm, begins, ends, names, purposes, selfSigned);
        }

        public Wish valid(Duration from, Duration until) {
            return new Wish(keyType, keyBits, hash, from, until, names, purposes, selfSigned);
        }

        public Wish goodFor(KeyPurposeId... uses) {
            return new Wish(keyType, keyBits, hash, begins, ends, names, List.of(uses), selfSigned);
        }

        public Wish signingItself() {
            return new Wish(keyType, keyBits, hash, begins, ends, names, purposes, true);
        }
    }
}
