package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessGrantsProofs extends Proofs {

    private static final String APPROVALS = "certificatesigningrequests.certificates.k8s.io/approval";
    private static final String SIGNERS = "signers.certificates.k8s.io";

    AccessGrantsProofs() {
        super(AccessGrants.class);
    }

    @Test
    void cluster_admin_is_given_to_few() {
        violatedBy(cluster().bind("ops", "cluster-admin", "user/alice"));
        violatedBy(cluster().bindIn("shop", "ops", "clusterrole/cluster-admin", "user/alice"));
        violatedBy(cluster()
                .changed(
                        KubernetesDocuments.CLUSTER_ROLE_BINDINGS,
                        "",
                        "cluster-admin",
                        binding -> binding.withJson(
                                "subjects",
                                "[{kind: 'Group', name: 'system:masters'}, {kind: 'User', name: 'alice'}]")));
        violatedBy(inTheCluster("* *.*"));
        satisfiedBy(inTheCluster("* *.* named one"));
        satisfiedBy(inTheCluster("* *.apps"));
        satisfiedBy(inTheCluster("* *"));
        knowsWhoMayHaveIt("* *.*");
    }

    @Test
    void secrets_are_read_by_few() {
        for (String verb : List.of("get", "list", "watch", "*", "create,get")) {
            violatedBy(inShop(verb + " secrets"));
            violatedBy(inTheCluster(verb + " secrets"));
        }
        violatedBy(inShop("get *"));
        violatedBy(inShop("get *.*"));
        violatedBy(inShop("get secrets named tls"));
        violatedBy(cluster().clusterRole("r", "get secrets").bind("b", "r", "group/system:authenticated"));
        satisfiedBy(inShop("create,update secrets"));
        violatedBy(inShop("patch secrets named tls"));
        violatedBy(inShop("delete secrets"));
        violatedBy(inShop("deletecollection secrets"));
        satisfiedBy(inShop("deletecollection secrets named tls"));
        satisfiedBy(inShop("get secrets.example.com"));
        satisfiedBy(inShop("get pods"));
        satisfiedBy(inShop("get */status"));
        satisfiedBy(inShop("GET secrets"));
        needsTheRolesOfNamespaces();
        knowsWhoMayHaveIt("get secrets");
    }

    @Test
    void workloads_are_created_by_few() {
        for (String workload : List.of(
                "pods",
                "deployments.apps",
                "daemonsets.apps",
                "statefulsets.apps",
                "replicasets.apps",
                "replicationcontrollers",
                "jobs.batch",
                "cronjobs.batch",
                "*.*",
                "*.batch")) {
            violatedBy(inShop("create " + workload));
            violatedBy(inTheCluster("* " + workload));
        }
        satisfiedBy(inShop("get,list,watch,update,delete pods"));
        satisfiedBy(inShop("create pods/exec"));
        satisfiedBy(inShop("create jobs.example.com"));
        satisfiedBy(inShop("create pods named web"));
        needsTheRolesOfNamespaces();
        knowsWhoMayHaveIt("create pods");
    }

    @Test
    void bind_escalate_and_impersonate_are_given_to_few() {
        for (String right : List.of(
                "bind clusterroles.rbac.authorization.k8s.io",
                "bind roles.rbac.authorization.k8s.io",
                "bind clusterroles.rbac.authorization.k8s.io named edit",
                "escalate roles.rbac.authorization.k8s.io",
                "impersonate serviceaccounts",
                "* *.rbac.authorization.k8s.io")) {
            violatedBy(inShop(right));
            violatedBy(inTheCluster(right));
        }
        for (String right : List.of(
                "escalate clusterroles.rbac.authorization.k8s.io",
                "impersonate users",
                "impersonate groups named ops",
                "impersonate uids.authentication.k8s.io",
                "impersonate userextras.authentication.k8s.io/scopes",
                "impersonate:user-info users.authentication.k8s.io named carol",
                "impersonate:user-info groups.authentication.k8s.io",
                "impersonate:user-info userextras.authentication.k8s.io/scopes",
                "impersonate:serviceaccount serviceaccounts.authentication.k8s.io",
                "impersonate:arbitrary-node nodes.authentication.k8s.io",
                "impersonate:associated-node nodes.authentication.k8s.io",
                "impersonate *.*")) {
            violatedBy(inTheCluster(right));
        }
        satisfiedBy(inShop("escalate clusterroles.rbac.authorization.k8s.io"));
        satisfiedBy(inShop("impersonate users,groups"));
        satisfiedBy(inShop("impersonate:user-info users.authentication.k8s.io"));
        violatedBy(inShop("impersonate:serviceaccount serviceaccounts.authentication.k8s.io"));
        satisfiedBy(inTheCluster("impersonate userextras.authentication.k8s.io"));
        satisfiedBy(inTheCluster("impersonate:user-info users"));
        satisfiedBy(inTheCluster("impersonate-on:user-info:list pods"));
        satisfiedBy(inTheCluster("create,update roles.rbac.authorization.k8s.io"));
        needsTheRolesOfNamespaces();
        knowsWhoMayHaveIt("impersonate users");
    }

    @Test
    void persistent_volumes_are_created_by_few() {
        violatedBy(inTheCluster("create persistentvolumes"));
        violatedBy(inTheCluster("* *.*"));
        satisfiedBy(inTheCluster("get,update persistentvolumes"));
        satisfiedBy(inTheCluster("create persistentvolumeclaims"));
        satisfiedBy(inShop("create persistentvolumes"));
        knowsWhoMayHaveIt("create persistentvolumes");
    }

    @Test
    void node_proxy_is_used_by_few() {
        violatedBy(inTheCluster("get nodes/proxy"));
        violatedBy(inTheCluster("create nodes/proxy"));
        violatedBy(inTheCluster("get */proxy"));
        violatedBy(inTheCluster("* *"));
        violatedBy(inTheCluster("get nodes/proxy named worker-1"));
        satisfiedBy(inTheCluster("get nodes,nodes/metrics,nodes/stats,nodes/log"));
        satisfiedBy(inTheCluster("get pods/proxy"));
        satisfiedBy(inShop("get nodes/proxy"));
        knowsWhoMayHaveIt("get nodes/proxy");
    }

    @Test
    void certificates_are_approved_by_few() {
        violatedBy(inTheCluster("update " + APPROVALS, "approve " + SIGNERS));
        violatedBy(inTheCluster("patch " + APPROVALS, "approve " + SIGNERS + " named example.com/*"));
        violatedBy(inTheCluster("* *.certificates.k8s.io"));
        violatedBy(inTheCluster("update " + APPROVALS)
                .clusterRole("signing", "approve " + SIGNERS)
                .bind("signing", "signing", "user/alice"));
        violatedBy(inTheCluster("update " + APPROVALS)
                .clusterRole("signing", "approve " + SIGNERS)
                .bind("signing", "signing", "group/system:authenticated"));
        satisfiedBy(inTheCluster("update " + APPROVALS)
                .clusterRole("signing", "approve " + SIGNERS)
                .bind("signing", "signing", "user/bob"));
        satisfiedBy(inTheCluster("approve " + SIGNERS));
        satisfiedBy(inTheCluster("create,get certificatesigningrequests.certificates.k8s.io"));
        satisfiedBy(inShop("update " + APPROVALS, "approve " + SIGNERS));
        inconclusiveFor(inTheCluster("update " + APPROVALS)
                .unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));
        knowsWhoMayHaveIt("update " + APPROVALS, "approve " + SIGNERS);
    }

    @Test
    void admission_webhooks_are_changed_by_few() {
        for (String kind : List.of("validatingwebhookconfigurations", "mutatingwebhookconfigurations")) {
            for (String verb : List.of("create", "update", "patch", "delete", "deletecollection")) {
                violatedBy(inTheCluster(verb + " " + kind + ".admissionregistration.k8s.io"));
            }
            satisfiedBy(inTheCluster("get,list,watch " + kind + ".admissionregistration.k8s.io"));
            satisfiedBy(inTheCluster("update " + kind));
            satisfiedBy(inShop("update " + kind + ".admissionregistration.k8s.io"));
            violatedBy(inTheCluster("update " + kind + ".admissionregistration.k8s.io named one"));
            satisfiedBy(inTheCluster("create " + kind + ".admissionregistration.k8s.io named one"));
        }
        knowsWhoMayHaveIt("create mutatingwebhookconfigurations.admissionregistration.k8s.io");
    }

    @Test
    void account_tokens_are_made_by_few() {
        violatedBy(inShop("create serviceaccounts/token"));
        violatedBy(inTheCluster("create serviceaccounts/token"));
        violatedBy(inShop("create serviceaccounts/token named builder"));
        violatedBy(inShop("create */token"));
        violatedBy(inShop("* *"));
        satisfiedBy(inShop("create serviceaccounts"));
        satisfiedBy(inShop("get serviceaccounts/token"));
        needsTheRolesOfNamespaces();
        knowsWhoMayHaveIt("create serviceaccounts/token");
    }

    @Test
    void anonymous_requests_get_only_discovery() {
        satisfiedBy(cluster());
        violatedBy(cluster().clusterRole("r", "get pods").bind("b", "r", "user/system:anonymous"));
        violatedBy(
                cluster().role("shop", "r", "get pods").bindIn("shop", "b", "role/r", "group/system:unauthenticated"));
        violatedBy(cluster().bind("open", "system:public-info-viewer", "user/system:anonymous"));
        violatedBy(publicInfo("get /metrics"));
        violatedBy(publicInfo("get /healthz/*"));
        satisfiedBy(cluster().clusterRole("r", "get pods").bind("b", "r", "user/alice"));
        satisfiedBy(cluster()
                .role("kube-public", "kubeadm:bootstrap-signer-clusterinfo", "get configmaps named cluster-info")
                .bindIn(
                        "kube-public",
                        "kubeadm:bootstrap-signer-clusterinfo",
                        "role/kubeadm:bootstrap-signer-clusterinfo",
                        "user/system:anonymous"));
        violatedBy(cluster()
                .role("kube-public", "kubeadm:bootstrap-signer-clusterinfo", "get configmaps")
                .bindIn(
                        "kube-public",
                        "kubeadm:bootstrap-signer-clusterinfo",
                        "role/kubeadm:bootstrap-signer-clusterinfo",
                        "user/system:anonymous"));
        satisfiedBy(cluster().bind("b", "missing", "user/system:anonymous"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));
    }

    @Test
    void groups_of_everybody_have_no_rights() {
        satisfiedBy(cluster());
        for (String group : List.of("system:authenticated", "system:serviceaccounts", "system:serviceaccounts:shop")) {
            violatedBy(cluster().clusterRole("r", "get pods").bind("b", "r", "group/" + group));
            violatedBy(cluster().role("shop", "r", "get pods").bindIn("shop", "b", "role/r", "group/" + group));
        }
        violatedBy(publicInfo("get /metrics"));
        satisfiedBy(cluster().clusterRole("r", "get pods").bind("b", "r", "group/ops", "serviceaccount/shop/default"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "the server answers 403"));
    }

    /** A role of a namespace that could not be read may hold anything that is of namespaces. */
    private void needsTheRolesOfNamespaces() {
        inconclusiveFor(cluster()
                .bindIn("shop", "b", "role/r", "user/alice")
                .unreadable(KubernetesDocuments.ROLES, "the server answers 403"));
    }

    /** An unbound role grants nothing, parts of Kubernetes may have what it gives them and no more, and a site trusts whom it likes. */
    private void knowsWhoMayHaveIt(String... rules) {
        satisfiedBy(cluster());
        satisfiedBy(cluster().clusterRole("powerful", rules).role("shop", "powerful", rules));
        satisfiedBy(cluster().clusterRole("r", rules).bind("b", "r"));
        satisfiedBy(cluster().clusterRole("r", rules).bind("b", "other", "user/alice"));
        satisfiedBy(cluster().clusterRole("r", rules).bind("b", "r", "serviceaccount/without-a-namespace"));
        satisfiedBy(inTheCluster(rules).policy("kubernetes.trusted-subjects", List.of("user/*")));
        violatedBy(inTheCluster(rules).policy("kubernetes.trusted-subjects", List.of("user/bob", "alice")));
        violatedBy(cluster()
                .clusterRole("system:kube-scheduler", rules)
                .bind("system:kube-scheduler", "system:kube-scheduler", "user/system:kube-scheduler"));
        violatedBy(cluster().clusterRole("r", rules).bind("b", "r", "user/system:kube-scheduler"));
        violatedBy(cluster().clusterRole("r", rules).bind("b", "r", "serviceaccount/kube-system/tiller"));
        violatedBy(cluster().policy("kubernetes.built-in-subjects", List.of()));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));
        violatedBy(inTheCluster(rules).unreadable(KubernetesDocuments.ROLES, "the server answers 403"));
        inconclusiveFor(inTheCluster(rules)
                .changed(
                        KubernetesDocuments.CLUSTER_ROLES,
                        "",
                        "r",
                        role -> role.withJson("rules", "[{verbs: 'get'}]")));
    }

    private static KubernetesFixture inTheCluster(String... rules) {
        return cluster().clusterRole("r", rules).bind("b", "r", "user/alice");
    }

    private static KubernetesFixture inShop(String... rules) {
        return cluster().clusterRole("r", rules).bindIn("shop", "b", "clusterrole/r", "user/alice");
    }

    private static KubernetesFixture publicInfo(String rule) {
        return cluster()
                .changed(
                        KubernetesDocuments.CLUSTER_ROLES,
                        "",
                        "system:public-info-viewer",
                        role -> role.withJson(
                                "rules",
                                "[{verbs: ['get'], nonResourceURLs: ['" + rule.substring("get ".length()) + "']}]"));
    }
}
