package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class UserLoginsProofs extends Proofs {

    private static final String TAKES = "--enable-bootstrap-token-auth";

    UserLoginsProofs() {
        super(UserLogins.class);
    }

    private static KubernetesFixture withSecret(KubernetesFixture cluster, String json) {
        return cluster.object(KubernetesDocuments.SECRETS, json);
    }

    private static KubernetesFixture withToken(String namespace, String label) {
        return withSecret(
                cluster().serviceAccount(namespace, "builder", account -> account), """
                {metadata: {name: 'builder-token', namespace: '%s', labels: {%s},
                 annotations: {'kubernetes.io/service-account.name': 'builder'}},
                 type: 'kubernetes.io/service-account-token', keys: ['token']}""".formatted(namespace, label));
    }

    private static KubernetesFixture joining() {
        return cluster().controlPlane().flag("kube-apiserver", TAKES, "true");
    }

    private static KubernetesFixture withBootstrapToken(KubernetesFixture cluster, String keys) {
        return withSecret(cluster, """
                {metadata: {name: 'bootstrap-token-abcdef', namespace: 'kube-system'},
                 type: 'bootstrap.kubernetes.io/token', keys: [%s]}""".formatted(keys));
    }

    @Test
    void people_log_in_without_certificates() {
        asksAbout(cluster().controlPlane(), "certificates issued to users");
        asksAbout(
                cluster().controlPlane().flag("kube-apiserver", "--oidc-issuer-url", "https://login.example.com"),
                "--oidc-issuer-url");
        asksAbout(
                cluster()
                        .controlPlane()
                        .flag("kube-apiserver", "--authentication-config", "/etc/kubernetes/logins.yaml")
                        .ofNode(
                                KubernetesDocuments.SETTINGS,
                                files -> files.withJson(
                                        "\"/etc/kubernetes/logins.yaml\"",
                                        "{exists: true, content: {jwt: [{issuer: {url: 'https://login.example.com'}}]}}")),
                "--authentication-config");
        notApplicableTo(cluster().controlPlane().flag("kube-apiserver", "--client-ca-file", null));
        inconclusiveFor(cluster()
                .controlPlane()
                .flag("kube-apiserver", "--authentication-config", "/etc/kubernetes/logins.yaml"));
        inconclusiveFor(cluster()
                .controlPlane()
                .unreadable(KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS, "the server answers 403"));
        inconclusiveFor(cluster());
    }

    @Test
    void account_tokens_end() {
        violatedBy(withToken("shop", ""));
        violatedBy(withToken("shop", "'kubernetes.io/legacy-token-last-used': '2026-01-01'"));
        satisfiedBy(withToken("shop", "'kubernetes.io/legacy-token-invalid-since': '2026-01-01'"));
        satisfiedBy(withSecret(
                cluster(), "{metadata: {name: 'default', namespace: 'shop'}, type: 'Opaque', keys: ['token']}"));
        satisfiedBy(cluster());
        notApplicableTo(withToken("kube-system", "").without(KubernetesDocuments.SERVICE_ACCOUNTS, "shop", "default"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.SECRETS, "the server answers 403"));
    }

    @Test
    void bootstrap_tokens_only_let_nodes_join() {
        violatedBy(withBootstrapToken(joining(), "'token-id', 'usage-bootstrap-authentication'"));
        satisfiedBy(withBootstrapToken(joining(), "'token-id', 'usage-bootstrap-authentication', 'expiration'"));
        satisfiedBy(withBootstrapToken(joining(), "'token-id', 'usage-bootstrap-signing'"));
        satisfiedBy(withBootstrapToken(cluster().controlPlane(), "'token-id', 'usage-bootstrap-authentication'"));
        satisfiedBy(cluster());
        satisfiedBy(withSecret(joining(), """
                {metadata: {name: 'bootstrap-token-abcdef', namespace: 'shop'},
                 type: 'bootstrap.kubernetes.io/token', keys: ['usage-bootstrap-authentication']}"""));
        inconclusiveFor(withBootstrapToken(joining(), ""));
        inconclusiveFor(withBootstrapToken(cluster(), "'token-id', 'usage-bootstrap-authentication'"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.SECRETS, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "the server answers 403"));
        violatedBy(joining().clusterRole("r", "get secrets").bind("b", "r", "group/system:bootstrappers:all"));
        violatedBy(joining().clusterRole("r", "get configmaps").bind("b", "r", "group/system:bootstrappers"));
        violatedBy(joining()
                .clusterRole("r", "create certificatesigningrequests.certificates.k8s.io/approval")
                .bind("b", "r", "group/system:bootstrappers"));
        violatedBy(joining().clusterRole("r", "get pods").bind("b", "r", "user/system:bootstrap:abcdef"));
        satisfiedBy(joining().clusterRole("r", "get secrets").bind("b", "r", "group/system:bootstrapper"));
        satisfiedBy(joining()
                .clusterRole(
                        "r",
                        "create,get,list,watch certificatesigningrequests.certificates.k8s.io",
                        "create certificatesigningrequests.certificates.k8s.io/nodeclient",
                        "get nodes",
                        "get configmaps named kubeadm-config")
                .bind("b", "r", "group/system:bootstrappers"));
    }
}
