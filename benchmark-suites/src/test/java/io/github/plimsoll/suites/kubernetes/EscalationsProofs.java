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

    private static final String GATES = "--feature-gates";
    private static final String JOINERS = "group/system:bootstrappers:kubeadm:default-node-token";
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
        byTokensForJoining();
        byPolicies();
        byActingAsOthersForSomeRequests();
        aroundLimits();
    }

    private void byActingAsOthersForSomeRequests() {
        KubernetesFixture acting = cluster()
                .controlPlane()
                .clusterRole(
                        "acting",
                        "impersonate:user-info users.authentication.k8s.io named carol",
                        "impersonate:user-info groups.authentication.k8s.io named system:masters",
                        "impersonate-on:user-info:create clusterrolebindings.rbac.authorization.k8s.io")
                .bind("acting", "acting", "user/alice");
        satisfiedBy(acting);
        violatedBy(ofVersion(acting, "v1.36.0"));
        satisfiedBy(ofVersion(acting.flag("kube-apiserver", GATES, "ConstrainedImpersonation=false"), "v1.36.0"));
        satisfiedBy(ofVersion(acting.flag("kube-apiserver", GATES, "AllBeta=false"), "v1.36.0"));
        satisfiedBy(ofVersion(acting, "v1.35.2"));
        violatedBy(ofVersion(acting.flag("kube-apiserver", GATES, "ConstrainedImpersonation=true"), "v1.35.2"));
        violatedBy(ofVersion(acting.flag("kube-apiserver", GATES, "AllAlpha=true"), "v1.35.2"));
        satisfiedBy(ofVersion(acting.flag("kube-apiserver", GATES, "ConstrainedImpersonation=true"), "v1.34.9"));
        inconclusiveFor(acting.unreadable(KubernetesDocuments.VERSION, "timed out"));
    }

    private void aroundLimits() {
        KubernetesFixture dangling = cluster().bind("dangling", "cluster-admin", "serviceaccount/shop/ghost");
        satisfiedBy(dangling);
        violatedBy(dangling.role("shop", "act", "impersonate serviceaccounts named ghost")
                .bindIn("shop", "act", "role/act", "user/alice"));
        satisfiedBy(dangling.role("shop", "act", "impersonate serviceaccounts named other")
                .bindIn("shop", "act", "role/act", "user/alice"));
        inconclusiveFor(cluster()
                .namespace("kube-system")
                .object(KubernetesDocuments.CONFIG_MAPS, "{metadata: {namespace: 'kube-system', name: 'aws-auth'}}")
                .role("kube-system", "maps", "patch configmaps named aws-auth")
                .bindIn("kube-system", "maps", "role/maps", "user/alice"));
    }

    private void byTokensForJoining() {
        KubernetesFixture joining =
                makingTokens(cluster().controlPlane().flag("kube-apiserver", "--enable-bootstrap-token-auth", "true"));
        violatedBy(joining);
        satisfiedBy(joining.flag("kube-apiserver", "--enable-bootstrap-token-auth", null));
        satisfiedBy(joining.flag("kube-apiserver", "--authorization-mode", "RBAC"));
        satisfiedBy(
                joining.without(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "", "kubeadm:node-autoapprove-bootstrap"));
        satisfiedBy(joining.without(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "", "deployer"));
        satisfiedBy(joining.without(KubernetesDocuments.ROLE_BINDINGS, "kube-system", "makers"));
        inconclusiveFor(makingTokens(cluster()));
    }

    private void byPolicies() {
        KubernetesFixture policies = cluster()
                .controlPlane()
                .clusterRole(
                        "policies",
                        "create mutatingadmissionpolicies.admissionregistration.k8s.io",
                        "create mutatingadmissionpolicybindings.admissionregistration.k8s.io")
                .bind("policies", "policies", "user/alice");
        satisfiedBy(policies);
        KubernetesFixture on = policies.flag("kube-apiserver", GATES, "MutatingAdmissionPolicy=true");
        violatedBy(on);
        satisfiedBy(on.flag("kube-apiserver", "--disable-admission-plugins", "MutatingAdmissionPolicy"));
        violatedBy(policies.flag("kube-apiserver", GATES, "AllBeta=true"));
        satisfiedBy(policies.flag("kube-apiserver", GATES, "AllBeta=true,MutatingAdmissionPolicy=false"));
        satisfiedBy(policies.flag("kube-apiserver", GATES, "AllAlpha=true"));
        violatedBy(ofVersion(policies.flag("kube-apiserver", GATES, "AllAlpha=true"), "v1.33.9"));
        satisfiedBy(ofVersion(policies.flag("kube-apiserver", GATES, "AllBeta=true"), "v1.33.9"));
        satisfiedBy(ofVersion(on, "v1.31.9"));
        violatedBy(ofVersion(policies, "v1.36.0"));
        satisfiedBy(ofVersion(policies.flag("kube-apiserver", GATES, "MutatingAdmissionPolicy=false"), "v1.36.0"));
        inconclusiveFor(policies.unreadable(KubernetesDocuments.VERSION, "timed out"));
        inconclusiveFor(policies.without(KubernetesDocuments.PODS, "kube-system", "kube-apiserver-control-plane"));
    }

    private static KubernetesFixture ofVersion(KubernetesFixture cluster, String version) {
        return cluster.document(KubernetesDocuments.VERSION, document -> document.with("gitVersion", version));
    }

    /** Somebody who makes Secrets of the system, where kubeadm lets nodes join, and a pod acts as whoever may do everything. */
    private static KubernetesFixture makingTokens(KubernetesFixture cluster) {
        String requests = "certificatesigningrequests.certificates.k8s.io";
        String approved = "system:certificates.k8s.io:certificatesigningrequests:nodeclient";
        return cluster.namespace("kube-system")
                .serviceAccount("shop", "deployer", UnaryOperator.identity())
                .bind("deployer", "cluster-admin", "serviceaccount/shop/deployer")
                .pod(
                        "tool",
                        pod -> pod.with("spec.serviceAccountName", "deployer")
                                .withJson(
                                        "spec.volumes",
                                        "[{projected: {sources: [{serviceAccountToken: {path: 'token'}}]}}]"))
                .clusterRole("system:node-bootstrapper", "create,get,list,watch " + requests)
                .clusterRole(approved, "create " + requests + "/nodeclient")
                .bind("kubeadm:kubelet-bootstrap", "system:node-bootstrapper", JOINERS)
                .bind("kubeadm:node-autoapprove-bootstrap", approved, JOINERS)
                .role("kube-system", "makers", "create secrets")
                .bindIn("kube-system", "makers", "role/makers", "user/alice");
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
