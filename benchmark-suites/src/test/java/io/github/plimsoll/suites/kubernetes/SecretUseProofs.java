package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretUseProofs extends Proofs {

    private static final String PLUGINS = "--enable-admission-plugins";
    private static final String EVERY_POD = "match: {any: [{resources: {kinds: ['Pod']}}]}";

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
        inconclusiveFor(withoutVerifiers(cluster()));

        String all = "imageReferences: ['*'], attestors: [{count: 1}]";
        satisfiedBy(kyverno(EVERY_POD, "failureAction: 'Enforce', " + all));
        satisfiedBy(kyverno(
                "match: {resources: {kinds: ['v1/Pod']}}",
                "failureAction: 'enforce', imageReferences: ['ghcr.io/acme/*', '*'], attestations: [{type: 'x'}]"));
        violatedBy(
                withKyverno(rule(EVERY_POD, "failureAction: 'Enforce', " + all))); // Whom nobody asks refuses nothing.
        violatedBy(kyverno(EVERY_POD, "failureAction: 'Audit', " + all));
        violatedBy(kyverno(EVERY_POD, all));
        violatedBy(kyverno(EVERY_POD, "failureAction: 'Enforce', imageReferences: ['*']"));
        violatedBy(kyverno(EVERY_POD, "failureAction: 'Enforce', required: false, " + all));
        inconclusiveFor(
                kyverno(EVERY_POD, "failureAction: 'Enforce', imageReferences: ['ghcr.io/acme/*'], attestors: [{}]"));
        inconclusiveFor(kyverno(EVERY_POD, "failureAction: 'Enforce', skipImageReferences: ['docker.io/*'], " + all));
        inconclusiveFor(kyverno(
                "match: {any: [{resources: {kinds: ['Pod'], namespaces: ['dev']}}]}",
                "failureAction: 'Enforce', " + all));
        inconclusiveFor(
                kyverno("match: {any: [{resources: {kinds: ['Deployment']}}]}", "failureAction: 'Enforce', " + all));
        inconclusiveFor(kyverno(
                EVERY_POD + ", exclude: {any: [{resources: {namespaces: ['dev']}}]}",
                "failureAction: 'Enforce', " + all));
        inconclusiveFor(
                kyverno(EVERY_POD + ", preconditions: {all: [{key: 'x'}]}", "failureAction: 'Enforce', " + all));

        String keyless = "images: [{glob: '**'}], authorities: [{keyless: {url: 'x'}}]";
        satisfiedBy(sigstore("{}", keyless));
        satisfiedBy(sigstore(
                "{matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system']}]}",
                keyless));
        inconclusiveFor(sigstore("{matchLabels: {'policy.sigstore.dev/include': 'true'}}", keyless));
        inconclusiveFor(sigstore("{}", "images: [{glob: 'ghcr.io/acme/**'}], authorities: [{keyless: {url: 'x'}}]"));
        inconclusiveFor(sigstore("{}", "match: [{resource: 'deployments'}], " + keyless));
        violatedBy(sigstore("{}", "images: [{glob: '**'}], authorities: [{static: {action: 'pass'}}]"));
        violatedBy(sigstore("{}", "mode: 'warn', " + keyless));
        violatedBy(sigstore("{}", "images: [{glob: '**'}]"));
        violatedBy(cluster().controlPlane()); // Its policy is there, and nobody asks for it.

        inconclusiveFor(asked("connaisseur", withoutVerifiers(), "{}"));
        violatedBy(asked("injector", withoutVerifiers(), "{}"));

        satisfiedBy(asking("{kubeConfigFile: '/etc/kubernetes/images.conf', defaultAllow: false}"));
        satisfiedBy(asking("{kubeConfigFile: '/etc/kubernetes/images.conf'}"));
        violatedBy(asking("{kubeConfigFile: '/etc/kubernetes/images.conf', defaultAllow: true}"));
        violatedBy(asking("{defaultallow: true}"));
        inconclusiveFor(asking("{defaultAllow: 'on'}"));
        KubernetesFixture off = asking("{kubeConfigFile: '/x'}").flag("kube-apiserver", PLUGINS, "NodeRestriction");
        violatedBy(off);
        violatedBy(unread(off));
        inconclusiveFor(unread(asking("{}")));
        inconclusiveFor(asked("connaisseur", asking("{defaultAllow: true}"), "{}"));

        String elsewhere = "{plugins: [{name: 'ImagePolicyWebhook', path: 'images.yaml'}]}";
        satisfiedBy(
                AdmissionSettings.file(configured(elsewhere), "images.yaml", "{imagePolicy: {defaultAllow: false}}"));
        violatedBy(AdmissionSettings.file(configured(elsewhere), "images.yaml", "{imagePolicy: {defaultAllow: true}}"));
        inconclusiveFor(configured(elsewhere));
        satisfiedBy(configured("{imagePolicy: {kubeConfigFile: '/x'}}"));
        violatedBy(configured("{imagePolicy: {kubeConfigFile: '/x', defaultAllow: true}}"));
        inconclusiveFor(configured("{plugins: [{name: 'PodSecurity', configuration: {}}]}"));
        inconclusiveFor(configured("{plugins: []}").flag("kube-apiserver", "--admission-control-config-file", null));

        violatedBy(beside(asking("{}"), "NodeRestriction"));
        inconclusiveFor(beside(asking("{}"), "ImagePolicyWebhook"));
        violatedBy(beside(asking("{defaultAllow: true}"), "ImagePolicyWebhook"));
    }

    /** A cluster that has a second API server, of whose node nothing was read. */
    private static KubernetesFixture beside(KubernetesFixture cluster, String plugins) {
        return cluster.pod(
                "kube-apiserver-other",
                pod -> pod.with("metadata.namespace", "kube-system")
                        .with("spec.nodeName", "other")
                        .with(
                                "spec.containers[0].command",
                                List.of(
                                        "kube-apiserver",
                                        PLUGINS + "=" + plugins,
                                        "--admission-control-config-file=/etc/kubernetes/admission.yaml")));
    }

    /** A cluster whose API server asks about images, as the plug-in is told by that text. */
    private static KubernetesFixture asking(String imagePolicy) {
        return configured(
                "{plugins: [{name: 'ImagePolicyWebhook', configuration: {imagePolicy: " + imagePolicy + "}}]}");
    }

    private static KubernetesFixture configured(String admission) {
        return AdmissionSettings.file(
                withoutVerifiers().flag("kube-apiserver", PLUGINS, "NodeRestriction,ImagePolicyWebhook"),
                "admission.yaml",
                admission);
    }

    /** The same of which the node tells nothing. */
    private static KubernetesFixture unread(KubernetesFixture cluster) {
        return cluster.unreadable(
                KubernetesDocuments.ofNode("control-plane", KubernetesDocuments.SETTINGS), "nobody looked");
    }

    private static KubernetesFixture kyverno(String match, String images) {
        return asked("kyverno", withKyverno(rule(match, images)), "{}");
    }

    private static String rule(String match, String images) {
        return "{metadata: {name: 'p'}, spec: {rules: [{" + match + ", verifyImages: [{" + images + "}]}]}}";
    }

    private static KubernetesFixture sigstore(String namespaces, String spec) {
        return asked(
                "sigstore",
                withoutVerifiers()
                        .namespace("shop")
                        .object(
                                "/apis/policy.sigstore.dev/v1beta1/clusterimagepolicies",
                                "{metadata: {name: 'p'}, spec: {" + spec + "}}"),
                namespaces);
    }

    private static KubernetesFixture asked(String engine, KubernetesFixture cluster, String namespaces) {
        return cluster.object(
                KubernetesDocuments.VALIDATING_WEBHOOKS,
                "{metadata: {name: '" + engine + "'}, webhooks: [{name: 'pods', namespaceSelector: " + namespaces
                        + ", rules: [{apiGroups: [''], resources: ['pods'], operations: ['CREATE']}]}]}");
    }
}
