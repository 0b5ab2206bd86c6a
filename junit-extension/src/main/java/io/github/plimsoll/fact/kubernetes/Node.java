package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;

/** A node, as the API server knows it. */
public final class Node extends KubernetesObject {

    Node(Reading node) {
        super(node);
    }
}
