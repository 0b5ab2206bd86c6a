package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts on settings, files and pods that other tools were seen to get wrong, and what is true. */
class SettingsPeerVerdictsTests {

    private static KubernetesFixture sound() {
        return cluster().controlPlane();
    }

    private static void assertVerdict(String number, KubernetesFixture cluster, Verdict verdict) {
        ControlResult result = JudgedLine.of("cis-kubernetes-2.0.1", number, cluster);
        assertThat(result.verdict())
                .as("%s: %s %s", number, result.reason(), result.findings())
                .isEqualTo(verdict);
    }

    @Test
    void escalation_that_nobody_speaks_of_is_allowed() {
        KubernetesFixture silent =
                cluster().pod("web", pod -> pod.without("spec.containers[0].securityContext.allowPrivilegeEscalation"));

        assertVerdict("5.2.6", silent, VIOLATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"initContainers", "ephemeralContainers"})
    void containers_of_other_kinds_are_judged_as_well(String kind) {
        KubernetesFixture planted = cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec." + kind, "[{name: 'first', image: 'a', securityContext: {privileged: true}}]"));

        for (String number : List.of("5.2.2", "5.2.6", "5.2.8", "5.2.9")) {
            assertVerdict(number, planted, VIOLATED);
        }
    }

    @Test
    void a_template_without_pods_is_judged() {
        KubernetesFixture planted = cluster()
                .deployment(
                        "web",
                        deployment -> deployment
                                .with("spec.replicas", 0)
                                .with("spec.template.spec.containers[0].securityContext.privileged", true));

        assertVerdict("5.2.2", planted, VIOLATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostPID", "hostIPC", "hostNetwork"})
    void each_namespace_of_the_node_is_found_by_its_own_line(String field) {
        KubernetesFixture planted = cluster().pod("web", pod -> pod.with("spec." + field, true));

        assertVerdict("5.2.3", planted, field.equals("hostPID") ? VIOLATED : COMPLIANT);
        assertVerdict("5.2.4", planted, field.equals("hostIPC") ? VIOLATED : COMPLIANT);
        assertVerdict("5.2.5", planted, field.equals("hostNetwork") ? VIOLATED : COMPLIANT);
    }

    @Test
    void both_pods_and_what_namespaces_admit_are_judged() {
        KubernetesFixture planted = sound().flag("kube-apiserver", "--admission-control-config-file", null)
                .namespace(
                        "shop",
                        shop -> shop.with("metadata.labels.\"pod-security.kubernetes.io/enforce\"", "privileged"))
                .pod("web");

        assertVerdict("5.2.1", planted, VIOLATED);
        assertVerdict("5.2.3", planted, COMPLIANT);
    }

    @Test
    void without_an_address_they_listen_on_every_one() {
        assertVerdict("1.3.7", sound().flag("kube-controller-manager", "--bind-address", null), VIOLATED);
        assertVerdict("1.4.2", sound().flag("kube-scheduler", "--bind-address", null), VIOLATED);
    }

    @Test
    void the_address_of_kube_proxy_stands_in_its_settings_and_not_in_its_kubeconfig() {
        KubernetesFixture planted = sound().changed(
                        KubernetesDocuments.CONFIG_MAPS,
                        "kube-system",
                        "kube-proxy",
                        map -> map.with("data.\"config.conf\"", "metricsBindAddress: 0.0.0.0:10249\n"));

        assertVerdict("4.3.1", planted, VIOLATED);
    }

    @Test
    void a_setting_that_is_there_may_still_say_no() {
        assertVerdict("4.2.13", sound().kubelet("podPidsLimit", -1), VIOLATED);
        assertVerdict("4.2.14", sound().kubelet("seccompDefault", false), VIOLATED);
        assertVerdict("4.2.5", sound().kubelet("streamingConnectionIdleTimeout", "0s"), VIOLATED);
    }

    @Test
    void a_kubelet_that_is_not_told_to_does_not_renew_its_certificate() {
        assertVerdict("4.2.10", sound().kubelet("rotateCertificates", null), VIOLATED);
    }

    @Test
    void an_authority_that_etcd_shares_with_users_is_found() {
        assertVerdict("2.7", sound().flag("etcd", "--trusted-ca-file", "/etc/kubernetes/pki/ca.crt"), VIOLATED);
    }

    @Test
    void a_second_block_of_providers_is_read() {
        KubernetesFixture planted = sound().ofNode(
                        KubernetesDocuments.SETTINGS,
                        files -> files.withJson("\"/etc/kubernetes/encryption.yaml\"", """
                                {exists: true, content: {resources: [
                                  {resources: ['configmaps'], providers: [{aescbc: {}}]},
                                  {resources: ['secrets'], providers: [{identity: {}}, {aescbc: {}}]}
                                ]}}"""));

        assertVerdict("1.2.28", planted, VIOLATED);
    }

    @Test
    void files_that_are_not_there_are_no_alarm() {
        assertVerdict("4.1.3", sound(), NOT_APPLICABLE);
        assertVerdict(
                "1.1.13",
                sound().ofNode(
                                KubernetesDocuments.FILES,
                                files -> files.with("\"/etc/kubernetes/admin.conf\".exists", false)
                                        .with("\"/etc/kubernetes/super-admin.conf\".exists", false)),
                COMPLIANT);
    }

    @Test
    void safe_defaults_of_a_kubelet_need_not_be_written_down() {
        // What a kubelet tells of itself has its defaults in it.
        assertVerdict("4.2.1", sound(), COMPLIANT);
        assertVerdict("4.2.2", sound(), COMPLIANT);
        assertVerdict("4.2.4", sound().kubelet("readOnlyPort", null), COMPLIANT);
    }

    @Test
    void a_kubelet_that_asks_for_its_serving_certificate_needs_no_file() {
        assertVerdict(
                "4.2.9",
                sound().kubelet("serverTLSBootstrap", true)
                        .kubelet("tlsCertFile", null)
                        .kubelet("tlsPrivateKeyFile", null),
                COMPLIANT);
    }

    @Test
    void tls_1_3_needs_no_list_of_suites() {
        assertVerdict(
                "1.2.29",
                sound().flag("kube-apiserver", "--tls-min-version", "VersionTLS13")
                        .flag("kube-apiserver", "--tls-cipher-suites", null),
                COMPLIANT);
        assertVerdict(
                "4.2.12", sound().kubelet("tlsMinVersion", "VersionTLS13").kubelet("tlsCipherSuites", null), COMPLIANT);
    }

    @Test
    void structured_authentication_and_authorization_count() {
        KubernetesFixture structured = sound().flag("kube-apiserver", "--anonymous-auth", null)
                .flag("kube-apiserver", "--authorization-mode", null)
                .flag("kube-apiserver", "--authentication-config", "/etc/kubernetes/authn.yaml")
                .flag("kube-apiserver", "--authorization-config", "/etc/kubernetes/authz.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        files -> files.withJson(
                                        "\"/etc/kubernetes/authn.yaml\"",
                                        "{exists: true, content: {anonymous: {enabled: true, conditions: [{path: '/livez'}]}}}")
                                .withJson(
                                        "\"/etc/kubernetes/authz.yaml\"",
                                        "{exists: true, content: {authorizers: [{type: 'Node'}, {type: 'RBAC'}]}}"));

        for (String number : List.of("1.2.1", "1.2.6", "1.2.7", "1.2.8")) {
            assertVerdict(number, structured, COMPLIANT);
        }
    }

    @Test
    void a_record_of_requests_that_goes_to_a_service_counts() {
        KubernetesFixture webhook = sound().flag("kube-apiserver", "--audit-log-path", null)
                .flag("kube-apiserver", "--audit-webhook-config-file", "/etc/kubernetes/audit-webhook.yaml");

        assertVerdict("1.2.16", webhook, COMPLIANT);
        assertVerdict("1.2.17", webhook, NOT_APPLICABLE);
    }

    @Test
    void the_directory_of_an_etcd_that_runs_as_root_may_be_roots() {
        assertVerdict("1.1.12", sound(), COMPLIANT);
        assertVerdict(
                "1.1.12",
                sound().ofNode(KubernetesDocuments.FILES, files -> files.with("\"/var/lib/etcd\".uid", 1000)),
                VIOLATED);
    }

    @Test
    void a_flag_is_not_found_within_another_word() {
        KubernetesFixture planted = sound().flag("kube-apiserver", "--profiling", null)
                .flag("kube-apiserver", "--service-account-issuer", "https://x/--profiling=false");

        assertVerdict("1.2.15", planted, VIOLATED);
    }
}
