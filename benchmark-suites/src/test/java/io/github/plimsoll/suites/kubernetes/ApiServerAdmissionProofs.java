package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static io.github.plimsoll.suites.kubernetes.AdmissionSettings.file;
import static io.github.plimsoll.suites.kubernetes.AdmissionSettings.plugin;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiServerAdmissionProofs extends Proofs {

    ApiServerAdmissionProofs() {
        super(ApiServerAdmission.class);
    }

    @Test
    void api_server_denies_external_ips() {
        satisfiedBy(cluster().controlPlane());
        KubernetesFixture open = with("--enable-admission-plugins", "NodeRestriction");
        violatedBy(open);
        violatedBy(with("--enable-admission-plugins", null));
        KubernetesFixture policy = open.object(KubernetesDocuments.VALIDATING_ADMISSION_POLICIES, """
                        {metadata: {name: 'p'}, spec: {validations: [{expression: '!has(object.spec.externalIPs)'}],
                         matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['*']}]}}}""");
        violatedBy(policy);
        String bindings = KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS;
        satisfiedBy(policy.object(
                bindings, "{metadata: {name: 'b'}, spec: {policyName: 'p', validationActions: ['Deny']}}"));
        inconclusiveFor(
                policy.object(
                        bindings,
                        "{metadata: {name: 'b'}, spec: {policyName: 'p', validationActions: ['Deny'], paramRef: {name: 'x'}}}"));
        inconclusiveFor(open.unreadable(bindings, "403"));
    }

    @Test
    void api_server_limits_events() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--enable-admission-plugins", "NodeRestriction"));
        violatedBy(with("--admission-control-config-file", null));
    }

    @Test
    void api_server_does_not_admit_everything() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--enable-admission-plugins", "AlwaysAdmit,NodeRestriction"));
        violatedBy(with("--admission-control", "AlwaysAdmit"));
    }

    @Test
    void api_server_pulls_images_anew() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--enable-admission-plugins", "NodeRestriction"));
    }

    @Test
    void api_server_gives_pods_their_account() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--disable-admission-plugins", "DefaultStorageClass,ServiceAccount"));
        satisfiedBy(with("--disable-admission-plugins", "DefaultStorageClass"));
        violatedBy(with("--admission-control", "NodeRestriction"));
        satisfiedBy(with("--admission-control", "ServiceAccount"));
        satisfiedBy(with("--disable-admission-plugins", "ServiceAccount")
                .flag("kube-apiserver", "--enable-admission-plugins", "ServiceAccount"));
    }

    @Test
    void api_server_guards_namespaces() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--disable-admission-plugins", "NamespaceLifecycle"));
    }

    @Test
    void api_server_restricts_what_nodes_write() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--enable-admission-plugins", "AlwaysPullImages"));
        violatedBy(with("--enable-admission-plugins", null));
    }

    @Test
    void pod_security_spares_nobody() {
        satisfiedBy(with("--admission-control-config-file", null));
        satisfiedBy(plugin("{name: 'PodSecurity', configuration: {exemptions: {namespaces: ['shop']}}}"));
        satisfiedBy(plugin("{name: 'EventRateLimit', configuration: {exemptions: {usernames: ['eve']}}}"));
        violatedBy(plugin("{name: 'PodSecurity', configuration: {exemptions: {usernames: ['eve']}}}"));
        KubernetesFixture exempt =
                plugin("{name: 'PodSecurity', configuration: {exemptions: {runtimeClasses: ['kata']}}}");
        satisfiedBy(exempt);
        violatedBy(exempt.object(KubernetesDocuments.RUNTIME_CLASSES, "{metadata: {name: 'kata'}, handler: 'kata'}"));
        KubernetesFixture both = plugin(
                "{name: 'PodSecurity', configuration: {exemptions: {usernames: ['eve'], runtimeClasses: ['kata']}}}");
        KubernetesFixture unlisted = both.unreadable(KubernetesDocuments.RUNTIME_CLASSES, "the server answers 403");
        violatedBy(unlisted);
        inconclusiveFor(unlisted.policy("kubernetes.pod-security-exemptions", List.of("user/eve")));
        KubernetesFixture decided =
                both.object(KubernetesDocuments.RUNTIME_CLASSES, "{metadata: {name: 'kata'}, handler: 'kata'}");
        satisfiedBy(decided.policy("kubernetes.pod-security-exemptions", List.of("user/eve", "runtimeclass/kata")));
        violatedBy(decided.policy("kubernetes.pod-security-exemptions", List.of("user/kata", "runtimeclass/eve")));
        inconclusiveFor(plugin("{name: 'PodSecurity', configuration: {exemptions: {usernames: 'eve'}}}"));
        inconclusiveFor(plugin("{name: 'PodSecurity', configuration: {exemptions: {usernames: ['dropped']}}}"));
        inconclusiveFor(cluster().controlPlane());
        for (String path :
                List.of("/etc/kubernetes/pss.yaml", "pss.yaml", "./x/../pss.yaml", "../kubernetes/pss.yaml")) {
            KubernetesFixture naming = plugin("{name: 'PodSecurity', path: '" + path + "'}");
            inconclusiveFor(naming);
            violatedBy(file(naming, "pss.yaml", "{exemptions: {usernames: ['eve']}}"));
            satisfiedBy(file(naming, "pss.yaml", "{exemptions: {namespaces: ['shop']}}"));
        }
        violatedBy(file(
                plugin("{name: 'PodSecurity', path: 'pss.yaml', configuration: {exemptions: {usernames: ['eve']}}}"),
                "pss.yaml",
                "{}"));
        notApplicableTo(with("--disable-admission-plugins", "PodSecurity"));
    }

    private static KubernetesFixture with(String flag, @Nullable String value) {
        return cluster().controlPlane().flag("kube-apiserver", flag, value);
    }
}
