package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster of which the node tells how its kubelet was started. */
final class StartedKubelet {

    private StartedKubelet() {}

    static KubernetesFixture with(String... flags) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/kubelet"));
        words.addAll(List.of(flags));
        return cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.PROCESSES,
                        facts -> facts.with("processes", List.of(Map.of("program", "kubelet", "args", words))));
    }
}
