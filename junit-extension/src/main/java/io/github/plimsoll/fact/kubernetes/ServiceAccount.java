package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import java.util.List;

/** A service account: who pods are to the API server. */
public final class ServiceAccount extends KubernetesObject {

    ServiceAccount(Reading account) {
        super(account);
    }

    /** What bindings that name it, or all accounts like it, give it, for example {@code create pods in shop (rolebinding/shop/builders)}. */
    public List<String> grants() {
        return AccessRights.of(reading()).heldBy(namespace(), objectName(), reading());
    }

    /** Its tokens in Secrets, which hold until the Secret is deleted, for example {@code secret/shop/builder-token}. */
    public List<String> lastingTokens() {
        List<String> tokens = LastingTokens.of(reading()).of(namespace(), objectName());
        reading().recordDerived("tokens in Secrets", tokens.isEmpty() ? "none" : String.join(", ", tokens));
        return tokens;
    }

    /** The workloads whose pods get its token mounted. */
    public List<String> mountedBy() {
        List<String> workloads = MountedTokens.of(reading()).of(namespace(), objectName());
        reading().recordDerived("mounted by", workloads.isEmpty() ? "no workload" : String.join(", ", workloads));
        return workloads;
    }

    /** Whether pods get its token unless they say otherwise themselves. */
    public boolean mountsToken() {
        return read("automountServiceAccountToken").asBoolean(true);
    }
}
