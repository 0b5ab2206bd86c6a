package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class PodStandardsProofs extends Proofs {

    PodStandardsProofs() {
        super(PodStandards.class);
    }

    @Test
    void meets_the_baseline_standard() {
        violatedBy(cluster().pod("web", pod -> pod.with("spec.hostPID", true)));
        violatedBy(cluster()
                .deployment(
                        "web",
                        web -> web.withJson(
                                "spec.template.spec.containers[0].livenessProbe",
                                "{httpGet: {host: '169.254.169.254', port: 80}}")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.ephemeralContainers",
                                "[{name: 'debugger', securityContext: {privileged: true}}]")));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.without("spec.securityContext")));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.containers[0].livenessProbe", "{httpGet: {host: '169.254.169.254', port: 80}}"))
                .document(KubernetesDocuments.VERSION, version -> version.with("gitVersion", "v1.33.1+k3s1")));
        notApplicableTo(cluster()
                .pod(
                        "etcd-a",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")
                                .with("spec.hostNetwork", true)));
        inconclusiveFor(cluster().pod("web").unreadable(KubernetesDocuments.VERSION, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    @Test
    void meets_the_restricted_standard() {
        notApplicableTo(cluster()
                .pod(
                        "etcd-a",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")));
        violatedBy(cluster().pod("web", pod -> pod.without("spec.securityContext")));
        violatedBy(cluster().pod("web", pod -> pod.with("spec.hostPID", true)));
        violatedBy(cluster()
                .deployment(
                        "web",
                        web -> web.withJson(
                                "spec.template.spec.volumes", "[{name: 'v', nfs: {server: 's', path: '/'}}]")));
        satisfiedBy(cluster().pod("web"));
    }
}
