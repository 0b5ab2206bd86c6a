package io.github.plimsoll.fact.kubernetes.pss;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** Evaluates pods by the Pod Security Standards of a version of Kubernetes. */
public final class PodSecurity {

    private final int minor;

    /** @param minor the version of the standards, for example 34 for those of Kubernetes 1.34 */
    public PodSecurity(int minor) {
        this.minor = minor;
    }

    /** What a standard asks in this version, by the names that Kubernetes gives the checks. */
    public List<String> checks(Level level) {
        return Arrays.stream(Check.values())
                .filter(check -> check.appliesTo(level, minor))
                .map(Check::id)
                .toList();
    }

    /**
     * What of a standard a pod breaks, by the names that Kubernetes gives the checks; nothing if admission would let it in.
     *
     * @param pod with {@code metadata} and {@code spec}, as a pod or its template has them
     */
    public List<String> broken(Level level, JsonNode pod) {
        Pod judged = new Pod(pod, minor);
        return Arrays.stream(Check.values())
                .filter(check -> check.appliesTo(level, minor))
                .filter(check -> check.isBrokenBy(judged))
                .map(Check::id)
                .toList();
    }
}
