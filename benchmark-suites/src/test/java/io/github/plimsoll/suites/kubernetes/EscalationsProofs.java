package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static io.github.plimsoll.suites.kubernetes.AdmissionSettings.podSecurity;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EscalationsProofs extends Proofs {

    private static final String CONFIGURED = "--admission-control-config-file";

    EscalationsProofs() {
        super(Escalations.class);
    }

    @Test
    void nobody_climbs_to_the_cluster() {
        satisfiedBy(cluster());
        violatedBy(withDeployer().role("shop", "r", "create pods").bindIn("shop", "b", "role/r", "user/alice"));
        violatedBy(withDeployer().role("shop", "r", "create pods").bindIn("shop", "b", "role/r", "group/devs"));
        violatedBy(cluster().clusterRole("r", "impersonate users,groups").bind("b", "r", "user/alice"));
        satisfiedBy(withDeployer().role("shop", "r", "get pods").bindIn("shop", "b", "role/r", "user/alice"));
        satisfiedBy(withDeployer()
                .namespace("bank")
                .role("bank", "r", "create pods")
                .bindIn("bank", "b", "role/r", "user/alice"));
        satisfiedBy(withDeployer().role("shop", "r", "create pods"));
        satisfiedBy(cluster().bind("b", "cluster-admin", "user/alice"));
        satisfiedBy(withDeployer()
                .role("shop", "r", "create pods")
                .bindIn("shop", "b", "role/r", "user/alice")
                .policy("kubernetes.trusted-subjects", List.of("user/alice")));
        satisfiedBy(withDeployer()
                .clusterRole("system:controller:job-controller", "create pods")
                .bind(
                        "system:controller:job-controller",
                        "system:controller:job-controller",
                        "serviceaccount/kube-system/job-controller"));
        violatedBy(withDeployer()
                .role("shop", "r", "create pods")
                .bindIn("shop", "b", "role/r", "serviceaccount/kube-system/job-controller"));
        inconclusiveFor(doubtful());
        couldNotLook();
    }

    @Test
    void nobody_climbs_to_a_node() {
        satisfiedBy(cluster());
        violatedBy(cluster().clusterRole("r", "get nodes/proxy").bind("b", "r", "user/alice"));
        satisfiedBy(cluster().clusterRole("r", "get nodes/proxy").bindIn("shop", "b", "clusterrole/r", "user/alice"));
        violatedBy(makingPods(""));
        violatedBy(makingPods("privileged"));
        satisfiedBy(makingPods("baseline"));
        satisfiedBy(makingPods("restricted"));
        violatedBy(makingPods("restricted").flag("kube-apiserver", "--disable-admission-plugins", "PodSecurity"));
        KubernetesFixture exempt = podSecurity("{exemptions: {runtimeClasses: ['kata']}}");
        violatedBy(makingPods(
                exempt.object(KubernetesDocuments.RUNTIME_CLASSES, "{metadata: {name: 'kata'}, handler: 'kata'}"),
                "restricted"));
        satisfiedBy(makingPods(exempt, "restricted"));
        inconclusiveFor(makingPods(
                exempt.unreadable(KubernetesDocuments.RUNTIME_CLASSES, "the server answers 403"), "restricted"));
        satisfiedBy(makingPods(podSecurity("{exemptions: {runtimeClasses: []}}"), "restricted"));
        violatedBy(makingPods(cluster(), "privileged"));
        inconclusiveFor(makingPods(cluster(), ""));
        inconclusiveFor(makingPods(cluster(), "restricted"));
        satisfiedBy(makingPods("").policy("kubernetes.trusted-subjects", List.of("user/*")));
        satisfiedBy(cluster()
                .clusterRole("system:kubelet-api-admin", "get,create nodes/proxy")
                .bind("b", "system:kubelet-api-admin", "user/kube-apiserver")
                .policy("kubernetes.trusted-subjects", List.of("user/kube-apiserver")));
        satisfiedBy(cluster()
                .namespace("free", free -> free.without("metadata.labels"))
                .clusterRole("system:controller:job-controller", "create pods")
                .bind(
                        "system:controller:job-controller",
                        "system:controller:job-controller",
                        "serviceaccount/kube-system/job-controller"));
        inconclusiveFor(doubtful());
        couldNotLook();
    }

    private void couldNotLook() {
        for (String list : List.of(
                KubernetesDocuments.CLUSTER_ROLES,
                KubernetesDocuments.ROLE_BINDINGS,
                KubernetesDocuments.SERVICE_ACCOUNTS,
                KubernetesDocuments.SECRETS,
                KubernetesDocuments.PODS,
                KubernetesDocuments.NAMESPACES,
                KubernetesDocuments.DEPLOYMENTS,
                KubernetesDocuments.NODES)) {
            inconclusiveFor(cluster().unreadable(list, "the server answers 403"));
        }
    }

    private static KubernetesFixture withDeployer() {
        return cluster()
                .serviceAccount("shop", "deployer", UnaryOperator.identity())
                .bind("deployer", "cluster-admin", "serviceaccount/shop/deployer");
    }

    /** Somebody makes pods where nothing but a webhook, whose mind is not known, keeps powerful ones out. */
    private static KubernetesFixture doubtful() {
        return makingPods("")
                .changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.with("metadata.labels.\"node-role.kubernetes.io/control-plane\"", ""))
                .object(
                        KubernetesDocuments.VALIDATING_WEBHOOKS,
                        "{metadata: {name: 'guard'}, webhooks: [{rules: [{operations: ['*'], apiGroups: [''], resources: ['pods']}]}]}");
    }

    private static KubernetesFixture makingPods(String enforced) {
        return makingPods(cluster().controlPlane().flag("kube-apiserver", CONFIGURED, null), enforced);
    }

    private static KubernetesFixture makingPods(KubernetesFixture cluster, String enforced) {
        return cluster.namespace(
                        "shop",
                        namespace -> namespace.with("metadata.labels.\"pod-security.kubernetes.io/enforce\"", enforced))
                .role("shop", "r", "create pods")
                .bindIn("shop", "b", "role/r", "user/alice");
    }
}
