package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Certificates in files of a node. */
public final class Certificates {

    private Certificates() {}

    /** The fingerprints of all certificates in a file. */
    static Set<String> fingerprints(Reading component, String node, String path) {
        return in(component, node, path).stream()
                .map(certificate -> certificate.value("sha256").requiredText())
                .collect(Collectors.toSet());
    }

    /** Who issued the first certificate in a file, which is the one that is shown. */
    static String issuer(Reading component, String node, String path) {
        return in(component, node, path).get(0).value("issuer").requiredText();
    }

    /** Whether the first certificate in a file is one that nobody but its holder vouches for. */
    static boolean isSelfIssued(Reading component, String node, String path) {
        return in(component, node, path).get(0).value("subject").asText("").equals(issuer(component, node, path));
    }

    /**
     * When the first of the certificates in a file ends.
     *
     * @throws Unreadable if that is not known
     */
    public static Instant end(Reading reading, String node, String path) {
        Instant end = Instant.MAX;
        for (Reading certificate : in(reading, node, path)) {
            String text = certificate.value("notAfter").requiredText();
            try {
                Instant own = Instant.parse(text);
                end = own.isBefore(end) ? own : end;
            } catch (DateTimeParseException e) {
                throw new Unreadable(
                        "notAfter of a certificate in " + path + " of node/" + node + " is no time: " + text);
            }
        }
        return end;
    }

    private static List<Reading> in(Reading component, String node, String path) {
        Reading file = component
                .document(KubernetesDocuments.ofNode(node, KubernetesDocuments.CERTIFICATES))
                .part("\"" + path + "\"");
        if (!file.value("certificates").isPresent()) {
            throw new Unreadable(file.value("unreadable")
                    .asText("the certificates in " + path + " of node/" + node + " were not looked at"));
        }
        List<Reading> certificates = file.elements("certificates");
        if (certificates.isEmpty()) {
            throw new Unreadable("there is no certificate in " + path + " of node/" + node);
        }
        return certificates;
    }
}
