package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of Kubernetes 1 by their second number. */
final class ClusterVersion {

    private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,3})(?!\\d).*");

    private ClusterVersion() {}

    /** @throws Unreadable if the API server does not say, or it is no Kubernetes 1 */
    static int minor(Reading reading) {
        return minor(reading.document(KubernetesDocuments.VERSION)
                .value("gitVersion")
                .requiredText());
    }

    /** @throws Unreadable if it is no Kubernetes 1 */
    static int minor(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new Unreadable("which Pod Security Standards Kubernetes " + version + " has is not known");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
