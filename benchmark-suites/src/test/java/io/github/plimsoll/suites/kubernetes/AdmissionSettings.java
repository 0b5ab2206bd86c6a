package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;

/** Clusters whose API server configures admission by files. */
final class AdmissionSettings {

    private AdmissionSettings() {}

    /** A cluster whose file for admission says that of a plug-in. */
    static KubernetesFixture plugin(String plugin) {
        return file(cluster().controlPlane(), "admission.yaml", "{plugins: [" + plugin + "]}");
    }

    /** A cluster whose API server configures Pod Security admission, by that text. */
    static KubernetesFixture podSecurity(String settings) {
        return plugin("{name: 'PodSecurity', configuration: " + settings + "}");
    }

    /** The same cluster with that file beside its others. */
    static KubernetesFixture file(KubernetesFixture cluster, String name, String content) {
        return cluster.ofNode(
                KubernetesDocuments.SETTINGS,
                files ->
                        files.withJson("\"/etc/kubernetes/" + name + "\"", "{exists: true, content: " + content + "}"));
    }
}
