package io.github.plimsoll.target.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a certificate says, in the words that {@code Certificate} in {@code fact.probe} reads. */
final class CertificateFacts {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;
    private static final int MOST_NAMES = 200;

    private CertificateFacts() {}

    static X509Certificate parse(byte[] encoded) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    static ObjectNode describe(X509Certificate certificate) {
        ObjectNode facts = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "subject",
                        Failure.oneLine(certificate.getSubjectX500Principal().getName()))
                .put(
                        "issuer",
                        Failure.oneLine(certificate.getIssuerX500Principal().getName()))
                .put("notBefore", certificate.getNotBefore().toInstant().toString())
                .put("notAfter", certificate.getNotAfter().toInstant().toString())
                .put("keyType", certificate.getPublicKey().getAlgorithm())
                .put("keyBits", bits(certificate.getPublicKey()))
                .put("signature", certificate.getSigAlgName())
                .put("selfSigned", isSelfSigned(certificate))
                .put("authority", certificate.getBasicConstraints() >= 0);
        names(certificate, facts.putArray("names"));
        purposes(certificate, facts);
        return facts;
    }

    /** 0 for a kind of key whose size says nothing. */
    private static int bits(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getOrder().bitLength();
        }
        if (key instanceof DSAPublicKey dsa) {
            return dsa.getParams() == null ? 0 : dsa.getParams().getP().bitLength();
        }
        return key instanceof EdECPublicKey ed ? ed.getParams().getName().equals("Ed448") ? 448 : 256 : 0;
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Names as {@code dns:example.org} and {@code ip:192.0.2.1}; other kinds identify no server. */
    private static void names(X509Certificate certificate, ArrayNode into) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : new ArrayList<>(names)) {
                if (into.size() >= MOST_NAMES) {
                    return;
                }
                if (name.get(0).equals(DNS)) {
                    into.add("dns:" + Failure.oneLine(String.valueOf(name.get(1))));
                } else if (name.get(0).equals(ADDRESS)) {
                    into.add("ip:" + name.get(1));
                }
            }
        } catch (CertificateParsingException e) {
            into.removeAll();
        }
    }

    /** None are noted where the certificate names none, which is to say that it is good for every purpose. */
    private static void purposes(X509Certificate certificate, ObjectNode into) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            if (purposes != null) {
                ArrayNode all = into.putArray("purposes");
                purposes.forEach(purpose -> all.add(
                        switch (purpose) {
                            case "1.3.6.1.5.5.7.3.1" -> "server";
                            case "1.3.6.1.5.5.7.3.2" -> "client";
                            case "2.5.29.37.0" -> "any";
                            default -> purpose;
                        }));
            }
        } catch (CertificateParsingException e) {
            into.putArray("purposes").add("unreadable");
        }
    }
}
