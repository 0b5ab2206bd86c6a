package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.List;

/** The nodes of a cluster, or the one that tells of itself. */
public final class Nodes {

    private Nodes() {}

    public static List<String> names(Reading snapshot) {
        if (isOneAlone(snapshot)) {
            return List.of(self(snapshot));
        }
        return Objects.of(snapshot, KubernetesDocuments.NODES, "node").stream()
                .map(node -> node.value("metadata.name").requiredText())
                .toList();
    }

    /** Whether one node was looked at from within and no API server was asked, so that nothing else of its cluster is known. */
    public static boolean isOneAlone(Reading snapshot) {
        return snapshot.document(KubernetesDocuments.SELF).wasCollected();
    }

    /** Pods in which the cluster's own programs may run. */
    static List<Reading> pods(Reading snapshot) {
        return Objects.of(
                snapshot,
                isOneAlone(snapshot)
                        ? KubernetesDocuments.ofNode(self(snapshot), KubernetesDocuments.STATIC_PODS)
                        : KubernetesDocuments.PODS,
                "pod");
    }

    private static String self(Reading snapshot) {
        return snapshot.unrecorded()
                .document(KubernetesDocuments.SELF)
                .value("name")
                .requiredText();
    }
}
