package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
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

    private static KubernetesFixture managed(String metadata, String... entries) {
        return cluster()
                .object(
                        KubernetesDocuments.CONFIG_MAPS,
                        "{metadata: {name: 'a', namespace: 'shop', " + metadata + ", managedFields: ["
                                + String.join(", ", entries) + "]}}");
    }

    private static String by(String manager) {
        return "{manager: '" + manager + "', operation: 'Update'}";
    }

    @Test
    void objects_are_changed_by_their_managers() {
        String helm = "labels: {'app.kubernetes.io/managed-by': 'Helm'}";
        String argo = "annotations: {'argocd.argoproj.io/tracking-id': '‹hidden›'}";
        satisfiedBy(managed(helm, by("helm")));
        satisfiedBy(managed(helm, by("Helm"), by("kube-controller-manager"), by("before-first-apply")));
        satisfiedBy(managed(argo, by("argocd-controller")));
        satisfiedBy(managed("labels: {'kustomize.toolkit.fluxcd.io/name': 'a'}", by("kustomize-controller")));
        satisfiedBy(managed("labels: {'helm.toolkit.fluxcd.io/name': 'a'}", by("helm-controller")));
        // What one renders of the other's says that it is both's.
        satisfiedBy(managed(helm + ", " + argo, by("argocd-controller"), by("helm")));
        satisfiedBy(managed("labels: {'app.kubernetes.io/managed-by': 'pulumi'}", by("pulumi-kubernetes-0123")));
        satisfiedBy(managed(helm, by("helm"), "{manager: 'autoscaler', subresource: 'scale'}"));
        violatedBy(managed(helm, by("helm"), by("kubectl-edit")));
        violatedBy(managed(argo, by("argocd-controller"), by("kubectl-client-side-apply")));
        violatedBy(managed(argo, by("helm")));
        violatedBy(managed(helm, "{operation: 'Apply'}"));
        satisfiedBy(managed(helm, by("helm"), by("kubectl-edit"))
                .policy("kubernetes.object-managers", List.of("kubectl-edit")));
        inconclusiveFor(managed(helm));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CONFIG_MAPS, "the server answers 403"));
        notApplicableTo(managed("labels: {app: 'a'}", by("kubectl-edit")));
    }
}
