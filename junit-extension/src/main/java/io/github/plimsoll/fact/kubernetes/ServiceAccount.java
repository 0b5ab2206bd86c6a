package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;

/** A service account: who pods are to the API server. */
public final class ServiceAccount extends KubernetesObject {

    ServiceAccount(Reading account) {
        super(account);
    }

    /** Whether pods get its token unless they say otherwise themselves. */
    public boolean mountsToken() {
        return read("automountServiceAccountToken").asBoolean(true);
    }
}
