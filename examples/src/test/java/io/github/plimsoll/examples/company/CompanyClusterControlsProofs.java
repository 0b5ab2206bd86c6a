package io.github.plimsoll.examples.company;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyClusterControlsProofs extends Proofs {

    CompanyClusterControlsProofs() {
        super(CompanyClusterControls.class);
    }

    private static Fixture requiring(KubernetesFixture cluster) {
        return cluster.policy("acme.required-labels", List.of("acme.example/owner"));
    }

    @Test
    void namespaces_carry_the_required_labels() {
        violatedBy(requiring(cluster()));
        satisfiedBy(requiring(
                cluster().namespace("shop", shop -> shop.with("metadata.labels.\"acme.example/owner\"", "shop"))));
    }

    @Test
    void mounts_logs_at_most() {
        violatedBy(
                cluster().pod("agent", pod -> pod.withJson("spec.volumes", "[{name: 'v', hostPath: {path: '/etc'}}]")));
        satisfiedBy(cluster()
                .pod("agent", pod -> pod.withJson("spec.volumes", "[{name: 'v', hostPath: {path: '/var/log/pods'}}]")));
        notApplicableTo(cluster());
    }

    @Test
    void workloads_are_made_by_the_pipeline() {
        KubernetesFixture deploying = cluster().clusterRole("deploy", "create deployments.apps");
        violatedBy(deploying.bind("deployers", "deploy", "user/alice"));
        violatedBy(deploying.bindIn("shop", "deployers", "clusterrole/deploy", "serviceaccount/shop/deployer"));
        satisfiedBy(deploying.bind("deployers", "deploy", "serviceaccount/ci/deployer"));
        satisfiedBy(cluster().clusterRole("read", "get deployments.apps").bind("readers", "read", "user/alice"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLES, "403"));
    }
}
