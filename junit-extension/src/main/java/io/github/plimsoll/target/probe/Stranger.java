package io.github.plimsoll.target.probe;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A client certificate that nobody issued, made once for all looks of a process: no server has a reason to let it in. */
final class Stranger {

    private static final Duration LONGER_THAN_ANY_PROCESS = Duration.ofDays(3650);

    private final byte[] certificate;
    private final AsymmetricKeyParameter key;

    private Stranger(byte[] certificate, AsymmetricKeyParameter key) {
        this.certificate = certificate;
        this.key = key;
    }

    static Stranger ours() {
        return Made.STRANGER;
    }

    private static Stranger make() {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(
                        org.bouncycastle.asn1.sec.SECObjectIdentifiers.secp256r1,
                        org.bouncycastle.asn1.sec.SECNamedCurves.getByName("secp256r1")),
                new SecureRandom()));
        AsymmetricCipherKeyPair keys = generator.generateKeyPair();
        AlgorithmIdentifier signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256WITHECDSA");
        AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        X500Name name = new X500Name("CN=plimsoll probe");
        Instant now = Instant.now();
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(now.toEpochMilli()),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(LONGER_THAN_ANY_PROCESS)),
                    name,
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return new Stranger(
                    builder.build(new BcECContentSignerBuilder(signature, digest).build(keys.getPrivate()))
                            .getEncoded(),
                    keys.getPrivate());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate can always be made", e);
        }
    }

    /** What is shown to a server that asks. */
    TlsCredentialedSigner answering(CertificateRequest request, TlsContext context, BcTlsCrypto crypto)
            throws IOException {
        TlsCertificate shown = crypto.createCertificate(certificate);
        Certificate chain = TlsUtils.isTLSv13(context)
                ? new Certificate(
                        request.getCertificateRequestContext(),
                        new CertificateEntry[] {new CertificateEntry(shown, null)})
                : new Certificate(new TlsCertificate[] {shown});
        SignatureAndHashAlgorithm algorithm =
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
        return new BcDefaultTlsCredentialedSigner(new TlsCryptoParameters(context), crypto, key, chain, algorithm);
    }

    /** Keys take their time, and not every look needs any. */
    private static final class Made {

        private static final Stranger STRANGER = make();
    }
}
