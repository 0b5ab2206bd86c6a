package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The client certificates that the cluster issued by its own requests and that have not been cleared away yet. */
final class IssuedCertificates {

    private static final String FOR_CLIENTS = "kubernetes.io/kube-apiserver-client";

    private record Issued(String request, String signer, List<String> names, List<String> groups) {}

    private final List<Issued> issued = new ArrayList<>();

    private IssuedCertificates(Reading snapshot) {
        for (JsonNode request : snapshot.document(KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS)
                .raw()
                .path("items")) {
            String certificate = request.path("status").path("certificate").asText("");
            if (!certificate.isEmpty()) {
                String name = "certificatesigningrequest/"
                        + request.path("metadata").path("name").asText("");
                LdapName subject = subject(certificate, name);
                issued.add(new Issued(
                        name,
                        request.path("spec").path("signerName").asText(""),
                        parts("CN", subject, name),
                        parts("O", subject, name)));
            }
        }
    }

    /** @throws Unreadable if the requests could not be listed, or a certificate makes no sense */
    static IssuedCertificates of(Reading snapshot) {
        return snapshot.derived(IssuedCertificates.class, IssuedCertificates::new);
    }

    List<String> forGroup(String group) {
        return issued.stream()
                .filter(certificate -> certificate.groups().contains(group))
                .map(Issued::request)
                .toList();
    }

    /** For whom one was issued that is none of the cluster's own components, with the request. */
    List<String> forUsers() {
        return issued.stream()
                .filter(certificate -> certificate.signer().equals(FOR_CLIENTS))
                .filter(certificate -> certificate.names().stream().noneMatch(name -> name.startsWith("system:")))
                .map(certificate -> String.join(", ", certificate.names()) + " by " + certificate.request())
                .toList();
    }

    private static LdapName subject(String certificate, String name) {
        try {
            X509Certificate parsed = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getMimeDecoder().decode(certificate)));
            return new LdapName(parsed.getSubjectX500Principal().getName());
        } catch (CertificateException | NamingException | IllegalArgumentException e) {
            throw nonsense(name, e);
        }
    }

    /** The API server takes the common name of a client's certificate for the user and each organisation for a group. */
    private static List<String> parts(String part, LdapName subject, String name) {
        List<String> parts = new ArrayList<>();
        try {
            for (Rdn rdn : subject.getRdns()) {
                Attribute values = rdn.toAttributes().get(part);
                if (values != null) {
                    Collections.list(values.getAll()).forEach(value -> parts.add(String.valueOf(value)));
                }
            }
        } catch (NamingException e) {
            throw nonsense(name, e);
        }
        return parts;
    }

    private static Unreadable nonsense(String name, Exception e) {
        return new Unreadable("the certificate of " + name + " makes no sense: " + e.getMessage());
    }
}
