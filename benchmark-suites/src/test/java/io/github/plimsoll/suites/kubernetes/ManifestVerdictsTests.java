package io.github.plimsoll.suites.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.Verdicts;
import io.github.plimsoll.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What controls say of files that are not applied yet. */
class ManifestVerdictsTests {

    @TempDir
    Path directory;

    private Verdicts judged(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.yaml"), yaml);
        return Verdicts.on(Targets.snapshot("manifests:" + file));
    }

    private static Finding finding(Verdicts results, String control, String subject) {
        return results.of(control).findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_container_is_judged_where_it_is_written() throws IOException {
        Verdicts results = judged("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  template:
                    spec:
                      automountServiceAccountToken: false
                      containers:
                        - name: sound
                          image: web:1
                          securityContext: &sound {allowPrivilegeEscalation: false, runAsNonRoot: true}
                        - name: broken
                          image: web:1
                          securityContext:
                            <<: *sound
                            privileged: true
                """);

        assertThat(results.of("is_not_privileged").findings())
                .extracting(
                        Finding::subject,
                        Finding::verdict,
                        found -> found.place().replaceAll(".*/", ""))
                .containsExactly(
                        tuple("deployment/shop/web › broken", Verdict.VIOLATED, "shop.yaml:12"),
                        tuple("deployment/shop/web › sound", Verdict.COMPLIANT, "shop.yaml:9"));
        assertThat(results.verdict("does_not_run_as_root")).isEqualTo(Verdict.COMPLIANT);
        assertThat(results.verdict("tokens_are_mounted_where_needed")).isEqualTo(Verdict.COMPLIANT);
        assertThat(results.verdict("meets_the_baseline_standard"))
                .as("privileged in each version")
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void what_only_a_cluster_can_tell_passes_nothing() throws IOException {
        Verdicts results = judged("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: shop}
                spec: {serviceAccountName: elsewhere, containers: [{name: web, image: 'web:1'}]}
                """);

        assertThat(List.of(
                        "api_server_uses_rbac",
                        "kubelet_asks_who_may",
                        "etcd_serves_tls",
                        "manifests_are_private",
                        "network_policies_are_enforced",
                        "nobody_climbs_to_a_node"))
                .allSatisfy(control -> {
                    assertThat(results.verdict(control)).as(control).isEqualTo(Verdict.NOT_APPLICABLE);
                    assertThat(results.of(control).reason()).as(control).contains("only a cluster can tell");
                });
        assertThat(List.of(
                        "dangerous_pods_are_refused", "system_calls_are_filtered", "tokens_are_mounted_where_needed"))
                .allSatisfy(control ->
                        assertThat(results.verdict(control)).as(control).isEqualTo(Verdict.INCONCLUSIVE));
        assertThat(finding(results, "tokens_are_mounted_where_needed", "pod/shop/web")
                        .message())
                .isEqualTo(
                        "serviceaccount/shop/elsewhere is in none of the files, and what the cluster has is not known");
    }

    @Test
    void rights_are_judged_as_far_as_the_files_tell_them() throws IOException {
        Verdicts results = judged("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: editors, namespace: shop}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
                subjects: [{kind: User, name: alice, apiGroup: rbac.authorization.k8s.io}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: other}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: theirs}
                subjects: [{kind: Group, name: ops, apiGroup: rbac.authorization.k8s.io}]
                """);

        assertThat(finding(
                                results,
                                "workloads_are_created_by_few",
                                "user/alice › clusterrole/edit in shop (rolebinding/shop/editors)")
                        .verdict())
                .isEqualTo(Verdict.VIOLATED);
        assertThat(finding(
                                results,
                                "workloads_are_created_by_few",
                                "group/ops › clusterrole/theirs in the cluster (clusterrolebinding/other)")
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(results.of("roles_have_no_wildcards").findings())
                .extracting(found -> found.subject() + " " + found.verdict())
                .contains("clusterrole/theirs INCONCLUSIVE");
    }

    @Test
    void policies_are_judged_among_those_of_the_files_and_no_others_are_made_up() throws IOException {
        String namespace = """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                ---
                """;
        String policy = """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: none, namespace: shop}
                spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
                """;
        String foreign = """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: none, namespace: shop}
                """;

        assertThat(judged(namespace + policy).verdict("namespaces_deny_ingress_by_default"))
                .isEqualTo(Verdict.COMPLIANT);
        assertThat(judged(namespace).verdict("namespaces_deny_ingress_by_default"))
                .isEqualTo(Verdict.VIOLATED);
        assertThat(judged(namespace + foreign).verdict("namespaces_deny_ingress_by_default"))
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void what_others_have_in_place_of_ingresses_is_judged_in_files_too() throws IOException {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: grafana, namespace: shop}
                ---
                """;
        String route = """
                apiVersion: traefik.io/v1alpha1
                kind: IngressRoute
                metadata: {name: all, namespace: shop}
                spec: {routes: [{match: Host(`a.example.com`), services: [{name: grafana, port: 3000}]}]}
                ---
                """;
        String proxy = """
                apiVersion: projectcontour.io/v1
                kind: HTTPProxy
                metadata: {name: all, namespace: bank}
                spec: {virtualhost: {fqdn: b.example.com, tls: {secretName: b}}}
                ---
                """;
        String gateways = """
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: g, namespace: shop}
                spec: {listeners: [{name: a, port: 80, protocol: HTTP}]}
                ---
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: g, namespace: shop}
                spec: {servers: [{port: {number: 443, name: a, protocol: HTTPS}, hosts: ['*']}]}
                """;

        Verdicts results = judged(service + route + proxy + gateways);

        assertThat(results.verdict("monitoring_is_private")).isEqualTo(Verdict.VIOLATED);
        assertThat(judged(service + proxy).verdict("monitoring_is_private")).isEqualTo(Verdict.COMPLIANT);
        assertThat(results.of("entrances_use_tls").findings())
                .extracting(
                        Finding::subject,
                        Finding::verdict,
                        found -> found.place().replaceAll(".*/", ""))
                .containsExactlyInAnyOrder(
                        tuple("ingressroute/shop/all", Verdict.VIOLATED, "shop.yaml:5"),
                        tuple("httpproxy/bank/all", Verdict.COMPLIANT, "shop.yaml:10"));
        assertThat(results.of("gateways_use_tls").findings())
                .extracting(Finding::subject, Finding::verdict)
                .containsExactlyInAnyOrder(
                        tuple("gateway/shop/g", Verdict.VIOLATED),
                        tuple("gateway.networking.istio.io/shop/g", Verdict.COMPLIANT));
    }

    @Test
    void the_older_name_of_the_field_names_the_account_too() throws IOException {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: shop}
                spec:
                  %s
                  automountServiceAccountToken: true
                  containers: [{name: app, image: 'web:1'}]
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: default, namespace: shop}
                automountServiceAccountToken: false
                """;

        assertThat(judged(pod.formatted("serviceAccount: own")).verdict("default_accounts_are_not_used"))
                .isEqualTo(judged(pod.formatted("serviceAccountName: own")).verdict("default_accounts_are_not_used"))
                .isNotEqualTo(Verdict.VIOLATED);
        assertThat(judged(pod.formatted("hostPID: false")).verdict("default_accounts_are_not_used"))
                .isEqualTo(Verdict.VIOLATED);
    }
}
