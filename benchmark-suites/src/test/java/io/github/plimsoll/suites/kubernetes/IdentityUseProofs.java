package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityUseProofs extends Proofs {

    IdentityUseProofs() {
        super(IdentityUse.class);
    }

    private static KubernetesFixture asking(String source) {
        return cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.volumes", "[{name: 'vault', projected: {sources: [" + source + "]}}]"));
    }

    private static KubernetesFixture secret(String what) {
        return cluster()
                .at(Instant.parse("2026-06-01T00:00:00Z"))
                .object(KubernetesDocuments.SECRETS, "{metadata: {name: 'db', namespace: 'shop'}, " + what + "}");
    }

    @Test
    void logins_are_replaced_in_time() {
        String basic = "type: 'kubernetes.io/basic-auth', keys: ['password']";
        satisfiedBy(secret(basic + ", written: '2025-06-02T00:00:00Z'"));
        violatedBy(secret(basic + ", written: '2025-05-31T00:00:00Z'"));
        inconclusiveFor(secret(basic));
        for (String type :
                List.of("kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg", "kubernetes.io/ssh-auth")) {
            satisfiedBy(secret("type: '" + type + "', keys: [], written: '2026-01-01T00:00:00Z'"));
            violatedBy(secret("type: '" + type + "', keys: [], written: '2020-01-01T00:00:00Z'"));
        }
        for (String key : List.of("password", "api-key", "DB_TOKEN")) {
            violatedBy(secret("type: 'Opaque', keys: ['user', '" + key + "'], written: '2020-01-01T00:00:00Z'"));
        }
        notApplicableTo(secret("type: 'Opaque', keys: ['app.yaml'], written: '2020-01-01T00:00:00Z'"));
        for (String type :
                List.of("kubernetes.io/tls", "kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token")) {
            notApplicableTo(
                    secret("type: '" + type + "', keys: ['token', 'token-secret'], written: '2020-01-01T00:00:00Z'"));
        }
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.SECRETS, "the server answers 403"));
        notApplicableTo(cluster());
    }

    private static KubernetesFixture mesh() {
        return cluster()
                .object(
                        KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                        "{metadata: {name: 'peerauthentications.security.istio.io'}, spec: {group: 'security.istio.io', names: {plural: 'peerauthentications'}, versions: [{name: 'v1', served: true, storage: true}]}}")
                .object(
                        "/apis/security.istio.io/v1/peerauthentications",
                        "{metadata: {name: 'other', namespace: 'bank'}}");
    }

    private static KubernetesFixture saying(KubernetesFixture mesh, String namespace, String spec) {
        return mesh.object(
                "/apis/security.istio.io/v1/peerauthentications",
                "{metadata: {name: 'default', namespace: '" + namespace + "'}, spec: {" + spec + "}}");
    }

    @Test
    void projected_tokens_end_soon() {
        satisfiedBy(asking("{serviceAccountToken: {path: 't', audience: 'vault'}}"));
        satisfiedBy(asking("{serviceAccountToken: {path: 't', expirationSeconds: 86400}}"));
        violatedBy(asking("{serviceAccountToken: {path: 't', expirationSeconds: 86401}}"));
        violatedBy(asking("{configMap: {name: 'a'}}, {serviceAccountToken: {path: 't', expirationSeconds: 31536000}}"));
        violatedBy(asking("{serviceAccountToken: {path: 't', expirationSeconds: 7200}}")
                .policy("kubernetes.max-token-life", "1h"));
        notApplicableTo(asking("{configMap: {name: 'a'}}"));
        notApplicableTo(
                cluster()
                        .pod(
                                "web",
                                pod -> pod.withJson(
                                        "spec.volumes",
                                        "[{name: 'kube-api-access-x', projected: {sources: [{serviceAccountToken: {expirationSeconds: 3607}}]}}]")));
        notApplicableTo(cluster().pod("web"));
    }

    private static KubernetesFixture withUsualToken(String source) {
        return cluster()
                .pod(
                        "web",
                        pod -> pod.with("spec.automountServiceAccountToken", true)
                                .withJson("spec.volumes", "[{name: 'vault', projected: {sources: [" + source + "]}}]"));
    }

    @Test
    void further_tokens_name_their_audience() {
        satisfiedBy(withUsualToken("{serviceAccountToken: {path: 't', audience: 'vault'}}"));
        violatedBy(withUsualToken("{serviceAccountToken: {path: 't'}}"));
        violatedBy(withUsualToken("{serviceAccountToken: {path: 't', audience: ''}}"));
        violatedBy(withUsualToken(
                "{serviceAccountToken: {path: 't', audience: 'vault'}}, {serviceAccountToken: {path: 'u'}}"));
        notApplicableTo(asking("{serviceAccountToken: {path: 't'}}"));
        notApplicableTo(withUsualToken("{configMap: {name: 'a'}}"));
    }

    @Test
    void accounts_serve_one_workload() {
        KubernetesFixture two = cluster()
                .serviceAccount("shop", "ops", account -> account)
                .role("shop", "some", "get pods")
                .bindIn("shop", "some", "role/some", "serviceaccount/shop/ops");
        KubernetesFixture one = two.pod(
                "a", pod -> pod.with("spec.serviceAccountName", "ops").with("spec.automountServiceAccountToken", true));
        satisfiedBy(one);
        violatedBy(one.pod(
                "b",
                pod -> pod.with("spec.serviceAccountName", "ops").with("spec.automountServiceAccountToken", true)));
        satisfiedBy(one.pod("b", pod -> pod.with("spec.serviceAccountName", "ops")));
        notApplicableTo(cluster());
        notApplicableTo(one.pod(
                        "b",
                        pod -> pod.with("spec.serviceAccountName", "ops")
                                .with("spec.automountServiceAccountToken", true))
                .policy("kubernetes.system-namespaces", List.of("shop")));
        inconclusiveFor(one.unreadable(KubernetesDocuments.DEPLOYMENTS, "the server answers 403"));
    }

    @Test
    void mesh_is_strict() {
        notApplicableTo(cluster());
        violatedBy(mesh());
        satisfiedBy(saying(mesh(), "istio-system", "mtls: {mode: 'STRICT'}"));
        satisfiedBy(saying(mesh(), "istio-system", "selector: {}, mtls: {mode: 'STRICT'}"));
        satisfiedBy(saying(mesh(), "istio-system", "selector: {matchLabels: {}}, mtls: {mode: 'STRICT'}"));
        violatedBy(saying(mesh(), "istio-system", "mtls: {mode: 'PERMISSIVE'}"));
        violatedBy(saying(mesh(), "istio-system", "selector: {matchLabels: {app: 'a'}}, mtls: {mode: 'STRICT'}"));
        violatedBy(saying(mesh(), "shop", "mtls: {mode: 'STRICT'}"));
        KubernetesFixture strict = saying(mesh(), "istio-system", "mtls: {mode: 'STRICT'}");
        violatedBy(saying(strict, "shop", "mtls: {mode: 'DISABLE'}"));
        violatedBy(saying(strict, "shop", "portLevelMtls: {'8080': {mode: 'PERMISSIVE'}}"));
        satisfiedBy(saying(strict, "shop", "mtls: {mode: 'UNSET'}"));
        inconclusiveFor(
                cluster().unreadable(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "the server answers 403"));

        violatedBy(configured(strict, "istio", "mesh-root"));
        satisfiedBy(configured(strict, "istio", ""));
        satisfiedBy(configured(strict, "istio", "istio-system"));
        satisfiedBy(configured(saying(mesh(), "mesh-root", "mtls: {mode: 'STRICT'}"), "istio", "mesh-root"));
        KubernetesFixture two = configured(configured(strict, "istio", ""), "istio-1-29", "mesh-root");
        violatedBy(two);
        satisfiedBy(saying(two, "mesh-root", "mtls: {mode: 'STRICT'}"));
        satisfiedBy(configured(strict, "shop-istio", "mesh-root"));
        inconclusiveFor(strict.object(
                KubernetesDocuments.CONFIG_MAPS,
                "{metadata: {name: 'istio', namespace: 'mesh-root'}, data: {mesh: 'not kept'}}"));
        satisfiedBy(strict.object(
                KubernetesDocuments.CONFIG_MAPS,
                "{metadata: {name: 'istio-ca-root-cert', namespace: 'shop'}, data: {'root-cert.pem': 'x'}}"));
        inconclusiveFor(strict.unreadable(KubernetesDocuments.CONFIG_MAPS, "the server answers 403"));
    }

    /** A mesh that is configured by such a ConfigMap, as far as it is kept. */
    private static KubernetesFixture configured(KubernetesFixture mesh, String map, String root) {
        return mesh.object(
                KubernetesDocuments.CONFIG_MAPS,
                "{metadata: {name: '" + map + "', namespace: 'control'}, data: {mesh: 'hidden'}, '"
                        + KubernetesDocuments.MESH_ROOT + "': '" + root + "'}");
    }

    private static KubernetesFixture meshed(String annotations, String ofNamespace) {
        return cluster()
                .namespace("shop", shop -> shop.withJson("metadata.annotations", "{" + ofNamespace + "}"))
                .pod("web", pod -> pod.withJson("metadata.annotations", "{" + annotations + "}"));
    }

    @Test
    void linkerd_lets_in_known_clients_only() {
        String in = "'linkerd.io/inject': 'enabled'";
        String strict = "'config.linkerd.io/default-inbound-policy': 'all-authenticated'";
        String loose = "'config.linkerd.io/default-inbound-policy': 'all-unauthenticated'";
        satisfiedBy(meshed(in + ", " + strict, ""));
        satisfiedBy(meshed("", in + ", " + strict));
        satisfiedBy(meshed(in, strict));
        satisfiedBy(meshed(in + ", 'config.linkerd.io/default-inbound-policy': 'cluster-authenticated'", loose));
        satisfiedBy(meshed(in + ", 'config.linkerd.io/default-inbound-policy': 'deny'", ""));
        violatedBy(meshed(in + ", " + loose, strict));
        violatedBy(meshed(in, loose));
        violatedBy(meshed(in + ", 'config.linkerd.io/default-inbound-policy': 'audit'", ""));
        violatedBy(meshed(in + ", " + strict + ", 'config.linkerd.io/skip-inbound-ports': '8080'", ""));
        violatedBy(cluster()
                .namespace("shop", shop -> shop.withJson("metadata.annotations", "{" + loose + "}"))
                .pod("web", pod -> pod.withJson("spec.initContainers", "[{name: 'linkerd-proxy'}]")));
        inconclusiveFor(meshed(in, ""));
        inconclusiveFor(meshed(in, strict).unreadable(KubernetesDocuments.NAMESPACES, "the server answers 403"));
        notApplicableTo(meshed("'linkerd.io/inject': 'disabled'", in + ", " + loose));
        notApplicableTo(cluster().pod("web"));
    }

    private static KubernetesFixture asks(String servers) {
        return cluster()
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {namespace: 'kube-system', name: 'kube-dns'}, spec: {clusterIP: '10.96.0.10', clusterIPs: ['10.96.0.10', 'fd00::a'], ports: [{port: 9153}, {port: 53}]}}")
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {namespace: 'shop', name: 'dns'}, spec: {clusterIP: '10.96.0.66', ports: [{port: 53}]}}")
                .pod("web", pod -> pod.withJson("spec.dnsConfig.nameservers", "[" + servers + "]"));
    }

    @Test
    void pods_ask_the_name_servers_of_the_cluster() {
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(asks("'10.96.0.10'"));
        satisfiedBy(asks("'fd00::a', '127.0.0.1', '169.254.20.10'"));
        violatedBy(asks("'192.0.2.53'"));
        violatedBy(asks("'169.254.169.254'"));
        violatedBy(cluster().pod("web", pod -> pod.with("spec.dnsPolicy", "Default")));
        satisfiedBy(cluster()
                .pod("web", pod -> pod.with("spec.dnsPolicy", "Default").with("spec.hostNetwork", true)));
        satisfiedBy(cluster().pod("web", pod -> pod.with("spec.dnsPolicy", "ClusterFirst")));
        violatedBy(asks("'10.96.0.10', '10.96.0.66'"));
        notApplicableTo(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson("spec.dnsConfig", "{nameservers: ['192.0.2.53']}")
                                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123"))
                .policy("kubernetes.system-workloads", List.of("pod/shop/web")));
        notApplicableTo(cluster());
        inconclusiveFor(asks("'192.0.2.53'").unreadable(KubernetesDocuments.SERVICES, "the server answers 403"));
    }
}
