package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Platform.Fit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version of the CIS benchmark was written for which versions of Kubernetes. */
enum BenchmarkVersions {
    V1_11("1.11", 29, 31),
    V1_12("1.12", 32, 33),
    V2_0_1("2.0.1", 34, 35);

    private static final Pattern MINOR = Pattern.compile("v?1\\.(\\d{1,3})(\\D.*)?");

    private final String version;
    private final int first;
    private final int last;

    BenchmarkVersions(String version, int first, int last) {
        this.version = version;
        this.first = first;
        this.last = last;
    }

    /** @param kubernetes for example {@code v1.34.4} */
    static Optional<Fit> fitting(String kubernetes) {
        Matcher matcher = MINOR.matcher(kubernetes);
        if (!matcher.matches()) {
            return kubernetes.isEmpty()
                    ? Optional.of(V2_0_1.fit("the version of Kubernetes is not known"))
                    : Optional.of(V2_0_1.fit("no benchmark is known for a Kubernetes " + kubernetes));
        }
        int minor = Integer.parseInt(matcher.group(1));
        for (BenchmarkVersions candidate : values()) {
            if (minor >= candidate.first && minor <= candidate.last) {
                return Optional.of(candidate.fit(""));
            }
        }
        BenchmarkVersions nearest = minor < V1_11.first ? V1_11 : V2_0_1;
        return Optional.of(nearest.fit("no benchmark is known that was written for Kubernetes 1." + minor));
    }

    private Fit fit(String doubt) {
        String id = "cis-kubernetes-" + version;
        return new Fit(id, doubt.isEmpty() ? "" : doubt + "; " + id + ", the nearest, numbers the controls");
    }
}
