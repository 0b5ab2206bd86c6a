package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class PodPrivilegesProofs extends Proofs {

    PodPrivilegesProofs() {
        super(PodPrivileges.class);
    }

    @Test
    void is_not_privileged() {
        violatedBy(cluster().pod("web", pod -> pod.with("spec.containers[0].securityContext.privileged", true)));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.initContainers", "[{name: 'setup', securityContext: {privileged: true}}]")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.ephemeralContainers",
                                "[{name: 'debugger', securityContext: {privileged: true}}]")));
        violatedBy(cluster()
                .deployment(
                        "web", web -> web.with("spec.template.spec.containers[0].securityContext.privileged", true)));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.without("spec.containers[0].securityContext")));
        satisfiedBy(cluster().pod("web", pod -> pod.with("spec.containers[0].securityContext.privileged", false)));
        notApplicableTo(cluster());
        inconclusiveFor(cluster().pod("web", pod -> pod.with("spec.containers[0].securityContext.privileged", "yes")));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
        inconclusiveFor(cluster().pod("web").unreadable(KubernetesDocuments.CRON_JOBS, "the server answers 403"));
    }
}
