package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PodRestrictedProofs extends Proofs {

    private static final String VERSION = "kubernetes.pod-security-version";

    PodRestrictedProofs() {
        super(PodRestricted.class);
    }

    @Test
    void has_harmless_volumes_only() {
        violatedBy(web(pod -> pod.withJson("spec.volumes", "[{name: 'v', nfs: {server: 's', path: '/'}}]")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void forbids_privilege_escalation() {
        violatedBy(web(pod -> pod.without("spec.containers[0].securityContext.allowPrivilegeEscalation")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void says_that_it_is_not_root() {
        violatedBy(web(pod -> pod.without("spec.securityContext.runAsNonRoot")
                .without("spec.containers[0].securityContext.runAsNonRoot")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void asks_for_no_user_id_of_root() {
        violatedBy(web(pod -> pod.with("spec.securityContext.runAsUser", 0)));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void sets_a_seccomp_profile() {
        violatedBy(web(pod -> pod.without("spec.securityContext.seccompProfile")
                .without("spec.containers[0].securityContext.seccompProfile")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void keeps_no_capability_but_one() {
        violatedBy(web(pod -> pod.without("spec.containers[0].securityContext.capabilities.drop")));
        violatedBy(web(pod -> pod.withJson("spec.containers[0].securityContext.capabilities.add", "['CHOWN']")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void proc_is_masked_whatever_the_user() {
        violatedBy(web(pod -> pod.with("spec.hostUsers", false)
                        .with("spec.containers[0].securityContext.procMount", "Unmasked"))
                .policy(VERSION, "1.35"));
        satisfiedBy(web(pod -> pod).policy(VERSION, "1.35"));
        notApplicableTo(web(pod -> pod));
    }

    private static KubernetesFixture web(UnaryOperator<Json> change) {
        return cluster().pod("web", change);
    }
}
