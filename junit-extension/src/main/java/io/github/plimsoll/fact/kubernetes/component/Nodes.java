package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.List;

/** The nodes of a cluster. */
public final class Nodes {

    private Nodes() {}

    public static List<String> names(Reading snapshot) {
        return Objects.of(snapshot, KubernetesDocuments.NODES, "node").stream()
                .map(node -> node.value("metadata.name").requiredText())
                .toList();
    }
}
