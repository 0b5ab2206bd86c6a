package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.pss.Level;
import java.util.List;
import java.util.Locale;

/** The pods of a workload held to the Pod Security Standards. */
public final class HeldToStandards {

    private final Reading workload;
    private final Reading pod;

    HeldToStandards(Reading workload, Reading pod) {
        this.workload = workload;
        this.pod = pod;
    }

    /**
     * What they break of a standard, by the names of the checks.
     *
     * @param version of the standards, for example {@code 1.34}; empty for those of the cluster
     * @throws io.github.plimsoll.fact.Unreadable if the version is not known
     */
    public List<String> broken(Level standard, String version) {
        List<String> broken = standards(version).broken(standard, pod.raw());
        pod.recordDerived("broken of " + standard.name().toLowerCase(Locale.ROOT), String.join(", ", broken));
        return broken;
    }

    /**
     * Whether the standards have a check of that name.
     *
     * @param version as for {@link #broken}
     */
    public boolean isChecked(String check, String version) {
        return standards(version).have(check);
    }

    /**
     * Whether they break one check.
     *
     * @param check the name that Kubernetes gives it
     * @param version as for {@link #broken}
     */
    public boolean breaks(String check, String version) {
        boolean breaks = standards(version).breaks(check, pod.raw());
        pod.recordDerived("breaks " + check, String.valueOf(breaks));
        return breaks;
    }

    private Standards standards(String asked) {
        if (asked.isEmpty() && Manifests.are(workload)) {
            return Standards.ofAnyVersion();
        }
        return Standards.of(asked.isEmpty() ? ClusterVersion.minor(workload) : ClusterVersion.minor(asked));
    }
}
