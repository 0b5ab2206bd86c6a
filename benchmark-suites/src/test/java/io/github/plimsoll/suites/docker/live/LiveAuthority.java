package io.github.plimsoll.suites.docker.live;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
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

/** An authority for the certificates of real servers: writes {@code ca.pem}, {@code cert.pem} and {@code key.pem}. */
final class LiveAuthority {

    private final KeyPair keys = newKeys(2048);
    private final X509Certificate certificate;

    LiveAuthority() {
        this.certificate = issue(keys, "CN=live authority", true, Wish.sound());
    }

    /**
     * What the certificate of a server is to be like.
     *
     * @param bits the size of its RSA key
     * @param ends when it ends to be valid, from now
     * @param name the only name or address it is for
     */
    record Wish(int bits, Duration ends, GeneralName name, boolean selfSigned) {

        static Wish sound() {
            return new Wish(2048, Duration.ofDays(90), new GeneralName(GeneralName.iPAddress, "127.0.0.1"), false);
        }

        Wish bits(int size) {
            return new Wish(size, ends, name, selfSigned);
        }

        Wish ends(Duration fromNow) {
            return new Wish(bits, fromNow, name, selfSigned);
        }

        Wish named(String other) {
            return new Wish(bits, ends, new GeneralName(GeneralName.dNSName, other), selfSigned);
        }

        Wish at(String address) {
            return new Wish(bits, ends, new GeneralName(GeneralName.iPAddress, address), selfSigned);
        }

        Wish signingItself() {
            return new Wish(bits, ends, name, true);
        }
    }

    /** Writes the files of a server into a directory. */
    void serverIn(Path directory, Wish wish) throws IOException {
        KeyPair server = newKeys(wish.bits());
        Files.writeString(directory.resolve("ca.pem"), pem(certificate));
        Files.writeString(directory.resolve("cert.pem"), pem(issue(server, "CN=engine", false, wish)));
        Files.writeString(directory.resolve("key.pem"), pem(server.getPrivate()));
    }

    private X509Certificate issue(KeyPair subject, String name, boolean isAuthority, Wish wish) {
        try {
            Instant now = Instant.now();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Principal(wish.selfSigned() ? name : "CN=live authority"),
                    BigInteger.valueOf(System.nanoTime()).abs(),
                    Date.from(now.minus(Duration.ofDays(10))),
                    Date.from(now.plus(wish.ends())),
                    new X500Principal(name),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (!isAuthority) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(wish.name()));
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA")
                            .build(wish.selfSigned() ? subject.getPrivate() : keys.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
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

    /** The arguments by which a daemon uses the files in a directory. */
    static List<String> arguments(Path directory, String verification) {
        return List.of(
                verification,
                "--tlscacert=" + directory.resolve("ca.pem"),
                "--tlscert=" + directory.resolve("cert.pem"),
                "--tlskey=" + directory.resolve("key.pem"));
    }
}
