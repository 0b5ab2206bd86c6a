package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class SecretUseProofs extends Proofs {

    SecretUseProofs() {
        super(SecretUse.class);
    }

    private static KubernetesFixture withoutVerifiers() {
        return withoutVerifiers(cluster().controlPlane());
    }

    private static KubernetesFixture withoutVerifiers(KubernetesFixture cluster) {
        return cluster.without("/apis/policy.sigstore.dev/v1beta1/clusterimagepolicies", "", "signed");
    }

    private static KubernetesFixture withKyverno(String policy) {
        return withoutVerifiers()
                .object(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, """
                        {metadata: {name: 'clusterpolicies.kyverno.io'}, spec: {group: 'kyverno.io', names: {plural: 'clusterpolicies'},
                         versions: [{name: 'v1', served: true, storage: true}]}}""")
                .object("/apis/kyverno.io/v1/clusterpolicies", policy);
    }

    @Test
    void has_no_secret_in_variables() {
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.containers[0].env",
                                "[{name: 'PW', valueFrom: {secretKeyRef: {name: 'db', key: 'pw'}}}]")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.initContainers", "[{name: 'setup', envFrom: [{secretRef: {name: 'db'}}]}]")));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(
                cluster()
                        .pod(
                                "web",
                                pod -> pod.withJson(
                                        "spec.containers[0].env",
                                        "[{name: 'A', value: 'b'}, {name: 'C', valueFrom: {configMapKeyRef: {name: 'm', key: 'k'}}}]")));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    @Test
    void secrets_come_from_outside() {
        asksAbout(cluster(), "externalSecrets");
        inconclusiveFor(
                cluster().unreadable(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "the server answers 403"));
    }

    @Test
    void images_are_vouched_for() {
        violatedBy(withoutVerifiers());
        violatedBy(withKyverno("{metadata: {name: 'p'}, spec: {rules: [{verifyImages: [{}]}]}}"));
        violatedBy(withKyverno(
                "{metadata: {name: 'p'}, spec: {validationFailureAction: 'Enforce', rules: [{validate: {}}]}}"));
        satisfiedBy(cluster());
        satisfiedBy(withKyverno(
                "{metadata: {name: 'p'}, spec: {validationFailureAction: 'Enforce', rules: [{verifyImages: [{}]}]}}"));
        satisfiedBy(withoutVerifiers()
                .flag("kube-apiserver", "--enable-admission-plugins", "NodeRestriction,ImagePolicyWebhook"));
        inconclusiveFor(withoutVerifiers(cluster()));
    }
}
