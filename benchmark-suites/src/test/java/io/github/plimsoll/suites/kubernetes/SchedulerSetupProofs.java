package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchedulerSetupProofs extends Proofs {

    SchedulerSetupProofs() {
        super(SchedulerSetup.class);
    }

    @Test
    void scheduler_serves_no_profiles() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--profiling", null));
        satisfiedBy(configured("{enableProfiling: false}"));
        violatedBy(configured("{enableProfiling: true}"));
        violatedBy(configured("{}"));
        inconclusiveFor(with("--config", "/etc/kubernetes/other.yaml"));
        inconclusiveFor(cluster());
    }

    @Test
    void scheduler_listens_locally() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--bind-address", null));
        violatedBy(with("--bind-address", "0.0.0.0"));
    }

    private static KubernetesFixture with(String flag, @Nullable String value) {
        return cluster().controlPlane().flag("kube-scheduler", flag, value);
    }

    /** The file stands over the flag that the hardened scheduler has. */
    private static KubernetesFixture configured(String content) {
        return with("--config", "/etc/kubernetes/scheduler.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.withJson(
                                "\"/etc/kubernetes/scheduler.yaml\"", "{exists: true, content: " + content + "}"));
    }
}
