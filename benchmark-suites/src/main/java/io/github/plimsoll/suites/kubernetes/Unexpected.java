package io.github.plimsoll.suites.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.fact.kubernetes.Grant;
import io.github.plimsoll.policy.Policy;
import java.util.List;

/** What of a grant is to be judged: not that of subjects whom the site trusts, nor what Kubernetes gives its own parts. */
final class Unexpected {

    static final String TRUSTED = "kubernetes.trusted-subjects";
    static final String BUILT_IN = "kubernetes.built-in-subjects";

    private Unexpected() {}

    /** What it allows of these requests, each a verb and a resource. */
    static List<String> in(Grant grant, Policy policy, String... requests) {
        assumeFalse(grant.isHeldByOneOf(policy.texts(TRUSTED)), "its holder is trusted with any right");
        return grant.isHeldByOneOf(policy.texts(BUILT_IN))
                ? grant.allowsBeyondBuiltIn(requests)
                : grant.allows(requests);
    }
}
