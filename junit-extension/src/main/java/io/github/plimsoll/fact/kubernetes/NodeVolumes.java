package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.escalation.NodeClaims;

/** Storage that is a path of a node, by the claims that got it, as it is read for one pod. */
final class NodeVolumes {

    private final NodeClaims claims;

    private NodeVolumes(Reading snapshot) {
        claims = NodeClaims.of(
                snapshot.document(KubernetesDocuments.PERSISTENT_VOLUMES).raw().path("items"));
    }

    /** @throws io.github.plimsoll.fact.Unreadable if they could not be listed */
    static NodeVolumes of(Reading snapshot) {
        return snapshot.derived(NodeVolumes.class, NodeVolumes::new);
    }

    /** The path of a node that a claim stands for, noted with whoever asks; empty if it stands for none. */
    String path(String namespace, String claim, Reading recorded) {
        String path = path(namespace, claim);
        recorded.recordDerived("path of the claim " + claim, path.isEmpty() ? "none of a node" : path);
        return path;
    }

    String path(String namespace, String claim) {
        return claims.path(namespace, claim);
    }
}
