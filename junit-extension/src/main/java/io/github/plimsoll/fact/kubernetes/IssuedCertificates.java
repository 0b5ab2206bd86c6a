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

    private record Issued(String request, List<String> groups) {}

    private final List<Issued> issued = new ArrayList<>();

    private IssuedCertificates(Reading snapshot) {
        for (JsonNode request : snapshot.document(KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS)
                .raw()
                .path("items")) {
            String certificate = request.path("status").path("certificate").asText("");
            if (!certificate.isEmpty()) {
                String name = "certificatesigningrequest/"
                        + request.path("metadata").path("name").asText("");
                issued.add(new Issued(name, groups(certificate, name)));
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

    /** The API server takes each organisation of a client's certificate for a group. */
    private static List<String> groups(String certificate, String name) {
        try {
            X509Certificate parsed = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getMimeDecoder().decode(certificate)));
            List<String> groups = new ArrayList<>();
            for (Rdn part : new LdapName(parsed.getSubjectX500Principal().getName()).getRdns()) {
                Attribute organisations = part.toAttributes().get("O");
                if (organisations != null) {
                    Collections.list(organisations.getAll()).forEach(group -> groups.add(String.valueOf(group)));
                }
            }
            return groups;
        } catch (CertificateException | NamingException | IllegalArgumentException e) {
            throw new Unreadable("the certificate of " + name + " makes no sense: " + e.getMessage());
        }
    }
}
