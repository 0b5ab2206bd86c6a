package io.github.plimsoll.fact.kubernetes.admission;

/**
 * A policy that is enforced on new pods of a namespace.
 *
 * @param name as a subject, for example {@code clusterpolicy/restricted}
 * @param isCertain whether it is known to refuse dangerous pods; what another refuses only whoever wrote it knows
 */
record PodPolicy(String name, boolean isCertain) {

    static PodPolicy certain(String name) {
        return new PodPolicy(name, true);
    }

    static PodPolicy unknown(String name) {
        return new PodPolicy(name, false);
    }
}
