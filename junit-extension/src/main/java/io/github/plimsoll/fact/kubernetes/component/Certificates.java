package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Certificates in files of a node. */
final class Certificates {

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
