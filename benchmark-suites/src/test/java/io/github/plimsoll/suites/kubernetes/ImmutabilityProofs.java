package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class ImmutabilityProofs extends Proofs {

    private static final String ROOT = "spec.containers[0].securityContext.readOnlyRootFilesystem";

    ImmutabilityProofs() {
        super(Immutability.class);
    }

    private static KubernetesFixture map(String name, String more) {
        return cluster()
                .object(
                        KubernetesDocuments.CONFIG_MAPS,
                        "{metadata: {name: '" + name + "', namespace: 'shop'}" + more + "}");
    }

    @Test
    void root_filesystem_is_read_only() {
        satisfiedBy(cluster().pod("web"));
        violatedBy(cluster().pod("web", pod -> pod.with(ROOT, false)));
        violatedBy(cluster().pod("web", pod -> pod.without(ROOT)));
        violatedBy(cluster().pod("web", pod -> pod.withJson("spec.initContainers", "[{name: 'setup'}]")));
        notApplicableTo(
                cluster().pod("web", pod -> pod.with("spec.os.name", "windows").without(ROOT)));
        notApplicableTo(cluster()
                .pod(
                        "etcd-a",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")
                                .without(ROOT)));
    }

    @Test
    void config_maps_by_digest_are_immutable() {
        satisfiedBy(map("app-b4g2t8k4m9", ", immutable: true"));
        violatedBy(map("app-b4g2t8k4m9", ""));
        violatedBy(map("app-b4g2t8k4m9", ", immutable: false"));
        notApplicableTo(map("app", ""));
        notApplicableTo(map("app-production", ""));
        notApplicableTo(map("b4g2t8k4m9", ""));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CONFIG_MAPS, "the server answers 403"));
    }
}
