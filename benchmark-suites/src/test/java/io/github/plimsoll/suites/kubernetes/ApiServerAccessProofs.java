package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiServerAccessProofs extends Proofs {

    ApiServerAccessProofs() {
        super(ApiServerAccess.class);
    }

    @Test
    void api_server_refuses_anonymous_requests() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--anonymous-auth", "true"));
        violatedBy(with("--anonymous-auth", null));
        satisfiedBy(with("--anonymous-auth", "f"));
        inconclusiveFor(with("--anonymous-auth", "no"));
        inconclusiveFor(with("--anonymous-auth", "$(ANONYMOUS)"));
        violatedBy(component("kube-apiserver", "--anonymous_auth=true"));
        satisfiedBy(component("kube-apiserver", "--anonymous-auth", "false"));
        violatedBy(component("kube-apiserver", "--anonymous-auth=false", "--anonymous-auth"));
        satisfiedBy(with("--anonymous-auth", null)
                .flag("kube-apiserver", "--authentication-config", "/etc/kubernetes/authn.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.withJson(
                                "\"/etc/kubernetes/authn.yaml\"",
                                "{exists: true, content: {anonymous: {enabled: false}}}")));
        violatedBy(with("--anonymous-auth", null)
                .flag("kube-apiserver", "--authentication-config", "/etc/kubernetes/authn.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.withJson(
                                "\"/etc/kubernetes/authn.yaml\"",
                                "{exists: true, content: {anonymous: {enabled: true}}}")));
        violatedBy(with("--anonymous-auth", null)
                .flag("kube-apiserver", "--authentication-config", "/etc/kubernetes/authn.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.withJson(
                                "\"/etc/kubernetes/authn.yaml\"", "{exists: true, content: {jwt: []}}")));
        satisfiedBy(
                with("--anonymous-auth", null)
                        .flag("kube-apiserver", "--authentication-config", "/etc/kubernetes/authn.yaml")
                        .ofNode(
                                KubernetesDocuments.SETTINGS,
                                facts -> facts.withJson(
                                        "\"/etc/kubernetes/authn.yaml\"",
                                        "{exists: true, content: {anonymous: {enabled: true, conditions: [{path: '/livez'}, {path: '/readyz'}, {path: '/healthz'}]}}}")));
        violatedBy(
                with("--anonymous-auth", null)
                        .flag("kube-apiserver", "--authentication-config", "/etc/kubernetes/authn.yaml")
                        .ofNode(
                                KubernetesDocuments.SETTINGS,
                                facts -> facts.withJson(
                                        "\"/etc/kubernetes/authn.yaml\"",
                                        "{exists: true, content: {anonymous: {enabled: true, conditions: [{path: '/livez'}, {path: '/api'}]}}}")));
        inconclusiveFor(with("--authentication-config", "/etc/kubernetes/authn.yaml"));
        inconclusiveFor(with("--authentication-config", "/etc/kubernetes/authn.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.withJson("\"/etc/kubernetes/authn.yaml\"", "{exists: false}")));
        inconclusiveFor(with("--authentication-config", "/etc/kubernetes/authn.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts ->
                                facts.withJson("\"/etc/kubernetes/authn.yaml\"", "{unreadable: 'permission denied'}")));
        inconclusiveFor(cluster()
                .controlPlane()
                .component(
                        "kube-apiserver",
                        pod -> pod.with("spec.containers[0].command", List.of("/bin/sh", "-c", "kube-apiserver"))));
        violatedBy(
                cluster().controlPlane().component("kube-apiserver", pod -> pod.without("spec.containers[0].command")));
        satisfiedBy(cluster()
                .controlPlane()
                .component(
                        "kube-apiserver",
                        pod -> pod.without("spec.containers[0].command")
                                .with("spec.containers[0].args", List.of("--anonymous-auth=false"))));
        inconclusiveFor(
                cluster().controlPlane().component("kube-apiserver", pod -> pod.with("metadata.namespace", "shop")));
        inconclusiveFor(cluster()
                .controlPlane()
                .component("kube-apiserver", pod -> pod.with("metadata.namespace", "shop"))
                .unreadableOfNode(KubernetesDocuments.PROCESSES));
        violatedBy(asProcess("--anonymous-auth=true"));
        satisfiedBy(asProcess("--anonymous-auth=false"));
        inconclusiveFor(cluster());
        inconclusiveFor(cluster().controlPlane().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    @Test
    void api_server_has_no_token_file() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--token-auth-file", "/etc/tokens.csv"));
    }

    @Test
    void api_server_identifies_itself_to_kubelets() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--kubelet-client-certificate", null));
        violatedBy(with("--kubelet-client-key", null));
        violatedBy(with("--kubelet-client-key", ""));
    }

    @Test
    void api_server_verifies_kubelets() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--kubelet-certificate-authority", null));
    }

    @Test
    void api_server_allows_not_everything() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--authorization-mode", null));
        violatedBy(with("--authorization-mode", "RBAC,AlwaysAllow"));
        violatedBy(component("kube-apiserver", "--authorization-mode=RBAC", "--authorization-mode=AlwaysAllow"));
        satisfiedBy(authorizedBy("Node", "RBAC"));
        violatedBy(authorizedBy("AlwaysAllow"));
        inconclusiveFor(with("--authorization-config", "/etc/kubernetes/authz.yaml"));
    }

    @Test
    void api_server_confines_nodes() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--authorization-mode", "RBAC"));
        satisfiedBy(authorizedBy("Webhook", "Node"));
        violatedBy(authorizedBy("RBAC"));
    }

    @Test
    void api_server_uses_rbac() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--authorization-mode", "Node,ABAC"));
        satisfiedBy(authorizedBy("RBAC"));
        violatedBy(authorizedBy("Node"));
    }

    @Test
    void api_server_serves_no_profiles() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--profiling", null));
        violatedBy(with("--profiling", "true"));
        satisfiedBy(byVariable("{name: 'PROFILING', value: 'false'}"));
        violatedBy(byVariable("{name: 'PROFILING', value: 'true'}"));
        satisfiedBy(byVariable("{name: 'OFF', value: 'false'}, {name: 'PROFILING', value: '$(OFF)'}"));
        inconclusiveFor(byVariable("{name: 'OTHER', value: 'false'}"));
        inconclusiveFor(byVariable("{name: 'PROFILING', valueFrom: {configMapKeyRef: {name: 'a', key: 'b'}}}"));
        inconclusiveFor(byVariable("{name: 'PROFILING', value: '\u2039redacted\u203a'}"));
        inconclusiveFor(with("--profiling", "$$(PROFILING)")
                .component(
                        "kube-apiserver",
                        pod -> pod.withJson("spec.containers[0].env", "[{name: 'PROFILING', value: 'false'}]")));
    }

    private static KubernetesFixture byVariable(String variables) {
        return with("--profiling", "$(PROFILING)")
                .component("kube-apiserver", pod -> pod.withJson("spec.containers[0].env", "[" + variables + "]"));
    }

    @Test
    void api_server_ends_long_requests() {
        satisfiedBy(cluster().controlPlane());
        satisfiedBy(with("--request-timeout", "300s"));
        satisfiedBy(with("--request-timeout", "1m30s"));
        violatedBy(with("--request-timeout", "301s"));
        violatedBy(with("--request-timeout", "0s"));
        violatedBy(with("--request-timeout", "-1s"));
        violatedBy(with("--request-timeout", "1h"));
        inconclusiveFor(with("--request-timeout", "soon"));
        satisfiedBy(with("--request-timeout", "1h").policy("kubernetes.max-request-timeout", "1h"));
    }

    @Test
    void api_server_looks_tokens_up() {
        satisfiedBy(cluster().controlPlane());
        satisfiedBy(with("--service-account-lookup", "true"));
        violatedBy(with("--service-account-lookup", "false"));
    }

    @Test
    void api_server_has_keys_for_tokens() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--service-account-key-file", null));
        satisfiedBy(with("--service-account-key-file", null)
                .flag("kube-apiserver", "--service-account-signing-endpoint", "@signer"));
    }

    @Test
    void api_server_has_a_certificate() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--tls-cert-file", null));
        violatedBy(with("--tls-private-key-file", null));
    }

    @Test
    void api_server_knows_client_certificates() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--client-ca-file", null));
    }

    @Test
    void api_server_offers_strong_suites_only() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--tls-min-version", null));
        violatedBy(with("--tls-min-version", "VersionTLS12"));
        satisfiedBy(suites("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305"));
        violatedBy(suites("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"));
        violatedBy(suites("TLS_RSA_WITH_AES_256_GCM_SHA384"));
        satisfiedBy(suites("TLS_RSA_WITH_AES_256_GCM_SHA384")
                .policy("kubernetes.api-server-suites", List.of("TLS_RSA_WITH_AES_256_GCM_SHA384")));
        satisfiedBy(with("--tls-cipher-suites", "TLS_RSA_WITH_AES_256_GCM_SHA384"));
    }

    @Test
    void api_server_does_not_extend_tokens() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--service-account-extend-token-expiration", null));
        violatedBy(with("--service-account-extend-token-expiration", "true"));
    }

    private static KubernetesFixture with(String flag, @Nullable String value) {
        return cluster().controlPlane().flag("kube-apiserver", flag, value);
    }

    private static KubernetesFixture suites(String suites) {
        return with("--tls-min-version", null).flag("kube-apiserver", "--tls-cipher-suites", suites);
    }

    private static KubernetesFixture component(String... command) {
        return cluster()
                .controlPlane()
                .component("kube-apiserver", pod -> pod.with("spec.containers[0].command", List.of(command)));
    }

    /** As a process of the node and no pod. */
    private static KubernetesFixture asProcess(String flag) {
        return cluster()
                .controlPlane()
                .component("kube-apiserver", pod -> pod.with("metadata.namespace", "shop"))
                .ofNode(
                        KubernetesDocuments.PROCESSES,
                        facts -> facts.with(
                                "processes",
                                List.of(Map.of(
                                        "program",
                                        "kube-apiserver",
                                        "args",
                                        List.of("/usr/local/bin/kube-apiserver", flag)))));
    }

    /** Authorizers that stand in a file. */
    private static KubernetesFixture authorizedBy(String... types) {
        List<Map<String, String>> authorizers =
                Stream.of(types).map(type -> Map.of("type", type)).toList();
        return with("--authorization-mode", null)
                .flag("kube-apiserver", "--authorization-config", "/etc/kubernetes/authz.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.with("\"/etc/kubernetes/authz.yaml\".exists", true)
                                .with("\"/etc/kubernetes/authz.yaml\".content.authorizers", authorizers));
    }
}
