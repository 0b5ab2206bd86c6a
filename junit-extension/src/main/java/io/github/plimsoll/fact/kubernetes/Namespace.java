package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import java.util.Set;

/** A namespace, and what it admits. */
public final class Namespace extends KubernetesObject {

    private static final Set<String> SYSTEM = Set.of("kube-system", "kube-public", "kube-node-lease");

    Namespace(Reading namespace) {
        super(namespace);
    }

    /** Whether Kubernetes makes it for itself. */
    public boolean isSystem() {
        return SYSTEM.contains(objectName());
    }
}
