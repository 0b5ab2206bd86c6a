package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;

/** A Secret, as far as it is known without what is in it. */
public final class Secret extends KubernetesObject {

    Secret(Reading secret) {
        super(secret);
    }

    public String type() {
        return read("type").requiredText();
    }

    /** Whether an annotation repeats what is in it, as {@code kubectl apply} writes one. */
    public boolean isCopiedIntoAnnotation() {
        return read("copied").asBoolean(false);
    }
}
