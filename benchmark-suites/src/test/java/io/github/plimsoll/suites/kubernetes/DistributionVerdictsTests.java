package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.suites.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the control plane where it is not pods of the system's namespace that run it. */
class DistributionVerdictsTests {

    private static final List<String> OF_THE_CONTROL_PLANE = List.of("1.1.", "1.2.", "1.3.", "1.4.", "2.", "3.2.");

    private static KubernetesFixture of(String version) {
        return cluster().document(KubernetesDocuments.VERSION, json -> json.with("gitVersion", version));
    }

    private static KubernetesFixture withNode(KubernetesFixture cluster, String field, Object value) {
        return cluster.changed(KubernetesDocuments.NODES, "", "control-plane", node -> node.with(field, value));
    }

    private static List<ControlResult> ofTheControlPlane(KubernetesFixture cluster) {
        return Verdicts.on(cluster).all().stream()
                .filter(result -> result.control()
                        .number("cis-kubernetes-2.0.1")
                        .filter(number -> OF_THE_CONTROL_PLANE.stream().anyMatch(number::startsWith))
                        .isPresent())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "v1.33.4-eks-1ab2c3d, Amazon EKS",
        "v1.33.4-gke.1134000, Google GKE",
        "v1.33.4-aks, Azure AKS",
        "v1.33.4-do.0, DigitalOcean"
    })
    void what_a_provider_runs_does_not_apply_and_says_so(String version, String provider) {
        assertThat(ofTheControlPlane(of(version))).hasSizeGreaterThan(50).allSatisfy(result -> {
            assertThat(result.verdict()).as(result.control().id()).isEqualTo(Verdict.NOT_APPLICABLE);
            assertThat(result.reason()).contains(provider);
        });
    }

    @Test
    void what_a_customer_sets_on_a_managed_cluster_is_judged() {
        Verdicts results = Verdicts.on(withNode(of("v1.33.4"), "metadata.labels.\"eks.amazonaws.com/nodegroup\"", "a")
                .pod("web", pod -> pod.with("spec.hostNetwork", true)));

        assertThat(results.verdict("does_not_share_host_network")).isEqualTo(Verdict.VIOLATED);
        assertThat(results.verdict("kubelet_filters_system_calls")).isEqualTo(Verdict.COMPLIANT);
        assertThat(results.verdict("api_server_uses_rbac")).isEqualTo(Verdict.NOT_APPLICABLE);
    }

    @Test
    void files_that_are_seen_on_nodes_of_a_managed_cluster_are_judged() {
        Verdicts results = Verdicts.on(of("v1.33.4-eks-1")
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.with("\"/etc/cni/net.d/10-bridge.conflist\".mode", "0666")));

        assertThat(results.verdict("network_files_are_private")).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void the_control_plane_of_openshift_is_not_taken_for_sound() {
        KubernetesFixture openshift = withNode(
                withNode(of("v1.32.5"), "metadata.labels.\"node.openshift.io/os_id\"", "rhel"),
                "metadata.labels.\"node-role.kubernetes.io/master\"",
                "");

        ControlResult result = Verdicts.on(openshift).of("api_server_uses_rbac");
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.reason()).contains("OpenShift's operators");
    }

    @Test
    void a_hosted_control_plane_of_openshift_does_not_apply() {
        KubernetesFixture hosted = withNode(of("v1.32.5"), "metadata.labels.\"node.openshift.io/os_id\"", "rhel");

        assertThat(Verdicts.on(hosted).verdict("api_server_uses_rbac")).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(Verdicts.on(hosted).verdict("dangerous_pods_are_refused")).isEqualTo(Verdict.COMPLIANT);
    }

    private static KubernetesFixture k3s(String arguments) {
        return withNode(of("v1.34.4+k3s1"), "metadata.annotations.\"k3s.io/node-args\"", arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            api_server_uses_rbac | COMPLIANT | ["server"]
            api_server_serves_no_profiles | COMPLIANT | ["server"]
            api_server_refuses_anonymous_requests | COMPLIANT | ["server"]
            api_server_refuses_anonymous_requests | VIOLATED | ["server","--kube-apiserver-arg","anonymous-auth=true"]
            api_server_allows_not_everything | VIOLATED | ["server","--kube-apiserver-arg","authorization-mode=AlwaysAllow"]
            api_server_records_requests | VIOLATED | ["server"]
            api_server_records_requests | COMPLIANT | ["server","--kube-apiserver-arg","audit-log-path=/var/log/audit.log"]
            api_server_restricts_what_nodes_write | VIOLATED | ["server","--kube-apiserver-arg","enable-admission-plugins=AlwaysPullImages"]
            api_server_restricts_what_nodes_write | COMPLIANT | ["server","--kube-apiserver-arg","enable-admission-plugins+=AlwaysPullImages"]
            api_server_restricts_what_nodes_write | COMPLIANT | ["server","--kube-apiserver-arg","enable-admission-plugins-=AlwaysPullImages"]
            api_server_pulls_images_anew | COMPLIANT | ["server","--kube-apiserver-arg","enable-admission-plugins-=AlwaysPullImages"]
            api_server_pulls_images_anew | COMPLIANT | ["server","--kube-apiserver-arg","enable-admission-plugins=AlwaysPullImages","--kube-apiserver-arg","enable-admission-plugins=NodeRestriction"]
            api_server_refuses_anonymous_requests | COMPLIANT | ["server","--kube-apiserver-arg","anonymous-auth=true","--kube-apiserver-arg","anonymous-auth=false"]
            api_server_refuses_anonymous_requests | INCONCLUSIVE | ["server","--kube-apiserver-arg","authentication-config=/etc/auth.yaml"]
            kubelet_reports_its_own_name | COMPLIANT | ["server"]
            kubelet_reports_its_own_name | COMPLIANT | ["agent","--kubelet-arg","max-pods=50"]
            kubelet_reports_its_own_name | VIOLATED | ["agent","--node-name","other"]
            kubelet_reports_its_own_name | INCONCLUSIVE | ["agent","--with-node-id"]
            api_server_encrypts_objects | VIOLATED | ["server"]
            api_server_encrypts_objects | COMPLIANT | ["server","--secrets-encryption"]
            api_server_encrypts_objects | VIOLATED | ["server","--secrets-encryption","false"]
            secrets_are_really_encrypted | INCONCLUSIVE | ["server","--secrets-encryption"]
            api_server_verifies_etcd | INCONCLUSIVE | ["server"]
            controller_manager_listens_locally | COMPLIANT | ["server"]
            controller_manager_listens_locally | VIOLATED | ["server","--kube-controller-manager-arg","bind-address=0.0.0.0"]
            controller_manager_listens_locally | INCONCLUSIVE | ["server","--disable-controller-manager"]
            scheduler_serves_no_profiles | VIOLATED | ["server","--kube-scheduler-arg","profiling"]
            scheduler_serves_no_profiles | INCONCLUSIVE | ["agent"]
            proxy_shows_metrics_locally | COMPLIANT | ["agent"]
            proxy_shows_metrics_locally | VIOLATED | ["agent","--kube-proxy-arg","metrics-bind-address=0.0.0.0"]
            etcd_serves_tls | NOT_APPLICABLE | ["server"]
            api_server_uses_rbac | INCONCLUSIVE | not JSON
            """)
    void k3s_runs_its_programs_by_the_arguments_on_its_nodes(String control, Verdict verdict, String arguments) {
        assertThat(Verdicts.on(k3s(arguments)).verdict(control)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            COMPLIANT | ["agent"] | {"K3S_URL":"https://10.0.0.1:6443"}
            VIOLATED | ["agent"] | {"K3S_NODE_NAME":"other"}
            VIOLATED | ["agent","--node-name","other"] | {"K3S_NODE_NAME":"control-plane"}
            COMPLIANT | ["agent"] | not JSON
            """)
    void k3s_takes_arguments_from_variables_too(Verdict verdict, String arguments, String variables) {
        KubernetesFixture node = withNode(k3s(arguments), "metadata.annotations.\"k3s.io/node-env\"", variables);

        assertThat(Verdicts.on(node).verdict("kubelet_reports_its_own_name")).isEqualTo(verdict);
    }

    @Test
    void a_file_of_k3s_says_who_comes_without_credentials() {
        KubernetesFixture configured =
                k3s("[\"server\",\"--kube-apiserver-arg\",\"authentication-config=/etc/auth.yaml\"]");
        for (boolean enabled : new boolean[] {false, true}) {
            KubernetesFixture told = configured.document(
                    KubernetesDocuments.ofNode("control-plane", KubernetesDocuments.SETTINGS),
                    "{'/etc/auth.yaml': {exists: true, content: {anonymous: {enabled: " + enabled + "}}}}");
            assertThat(Verdicts.on(told).verdict("api_server_refuses_anonymous_requests"))
                    .isEqualTo(enabled ? Verdict.VIOLATED : Verdict.COMPLIANT);
        }
        KubernetesFixture silent = configured.document(
                KubernetesDocuments.ofNode("control-plane", KubernetesDocuments.SETTINGS),
                "{'/etc/auth.yaml': {exists: true, content: {jwt: []}}}");
        assertThat(Verdicts.on(silent).verdict("api_server_refuses_anonymous_requests"))
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void etcd_of_k3s_has_its_settings_in_a_file() {
        KubernetesFixture member =
                withNode(k3s("[\"server\"]"), "metadata.labels.\"node-role.kubernetes.io/etcd\"", "true");

        assertThat(Verdicts.on(member).verdict("etcd_serves_tls")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Verdicts.on(member).verdict("api_server_verifies_etcd")).isEqualTo(Verdict.COMPLIANT);
    }

    @Test
    void rke2_and_kind_run_their_programs_as_pods() {
        for (String version : List.of("v1.34.4+rke2r1", "v1.34.4+kind")) {
            KubernetesFixture sound = of(version).controlPlane();
            assertThat(Verdicts.on(sound).verdict("api_server_uses_rbac")).isEqualTo(Verdict.COMPLIANT);
            assertThat(Verdicts.on(sound.flag("kube-apiserver", "--authorization-mode", "AlwaysAllow"))
                            .verdict("api_server_uses_rbac"))
                    .isEqualTo(Verdict.VIOLATED);
        }
    }
}
