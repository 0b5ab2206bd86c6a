package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static io.github.plimsoll.suites.kubernetes.AdmissionSettings.podSecurity;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceUseProofs extends Proofs {

    private static final String ENFORCED = "metadata.labels.\"pod-security.kubernetes.io/enforce\"";

    private static final String CONFIGURED = "--admission-control-config-file";

    NamespaceUseProofs() {
        super(NamespaceUse.class);
    }

    /** A cluster whose API server takes namespaces at their word. */
    private static KubernetesFixture plain() {
        return cluster().controlPlane().flag("kube-apiserver", CONFIGURED, null);
    }

    /** A cluster whose API server has no default of its own, with a namespace that has none either. */
    private static KubernetesFixture open() {
        return plain().namespace("shop", shop -> shop.without(ENFORCED));
    }

    @Test
    void dangerous_pods_are_refused() {
        violatedBy(open());
        violatedBy(plain().namespace("shop", shop -> shop.with(ENFORCED, "privileged")));
        violatedBy(open().namespace(
                        "shop",
                        shop -> shop.with("metadata.labels.\"pod-security.kubernetes.io/warn\"", "restricted")));
        satisfiedBy(plain());
        satisfiedBy(plain().namespace("shop", shop -> shop.with(ENFORCED, "baseline")));
        satisfiedBy(pinned("v1.20"));
        inconclusiveFor(open().flag("kube-apiserver", CONFIGURED, "/etc/kubernetes/admission.yaml"));
        inconclusiveFor(cluster().namespace("shop", shop -> shop.without(ENFORCED)));
        violatedBy(plain().flag("kube-apiserver", "--disable-admission-plugins", "PodSecurity"));
        violatedBy(podSecurity("{exemptions: {namespaces: ['shop']}}"));
        satisfiedBy(podSecurity("{exemptions: {usernames: ['eve', 'system:serviceaccount:shop:job-controller']}}"));
        violatedBy(
                podSecurity("{exemptions: {usernames: ['system:serviceaccount:kube-system:replicaset-controller']}}"));
        violatedBy(podSecurity("{exemptions: {usernames: ['system:kube-controller-manager']}}"));
        KubernetesFixture exempt = podSecurity("{exemptions: {runtimeClasses: ['kata']}}");
        satisfiedBy(exempt);
        KubernetesFixture unlisted = exempt.unreadable(KubernetesDocuments.RUNTIME_CLASSES, "the server answers 403");
        inconclusiveFor(unlisted);
        satisfiedBy(unlisted.policy("kubernetes.pod-security-exemptions", List.of("runtimeclass/kata")));
        KubernetesFixture there =
                exempt.object(KubernetesDocuments.RUNTIME_CLASSES, "{metadata: {name: 'kata'}, handler: 'kata'}");
        violatedBy(there);
        satisfiedBy(there.policy("kubernetes.pod-security-exemptions", List.of("runtimeclass/kata")));
        inconclusiveFor(podSecurity("{exemptions: {namespaces: ['dropped']}}"));
        satisfiedBy(podSecurity("{defaults: {enforce: 'baseline'}}").namespace("shop", shop -> shop.without(ENFORCED)));
        violatedBy(
                podSecurity("{defaults: {enforce: 'privileged'}}").namespace("shop", shop -> shop.without(ENFORCED)));
        satisfiedBy(podSecurity("{exemptions: {namespaces: ['kube-system']}}"));
        inconclusiveFor(cluster().controlPlane());
        satisfiedBy(cluster()
                .document(KubernetesDocuments.VERSION, version -> version.with("gitVersion", "v1.33.4-eks-1")));
        inconclusiveFor(open().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
        notApplicableTo(cluster()
                .without(KubernetesDocuments.NAMESPACES, "", "shop")
                .namespace("kube-system", system -> system.without(ENFORCED)));
    }

    private static KubernetesFixture pinned(String version) {
        return plain().namespace(
                        "shop",
                        shop -> shop.with("metadata.labels.\"pod-security.kubernetes.io/enforce-version\"", version));
    }

    @Test
    void only_restricted_pods_are_admitted() {
        violatedBy(pinned("v1.21"));
        violatedBy(pinned("v1.33"));
        satisfiedBy(pinned("v1.34"));
        satisfiedBy(pinned("latest"));
        satisfiedBy(pinned("v1.99"));
        inconclusiveFor(pinned("newest"));
        violatedBy(podSecurity("{defaults: {'enforce-version': 'v1.7'}}"));
        satisfiedBy(podSecurity("{defaults: {'enforce-version': 'latest'}}"));
        inconclusiveFor(pinned("v1.21").unreadable(KubernetesDocuments.VERSION, "timed out"));
        satisfiedBy(plain().namespace("kube-system", system -> system.without(ENFORCED)));
        violatedBy(open());
        violatedBy(plain().namespace("shop", shop -> shop.with(ENFORCED, "baseline")));
        satisfiedBy(plain());
    }

    @Test
    void belongs_to_one_team() {
        notApplicableTo(
                cluster().namespace("kube-system").pod("dns", pod -> pod.with("metadata.namespace", "kube-system")));
        asksAbout(cluster().pod("web"), "contents");
        notApplicableTo(cluster());
    }

    @Test
    void default_namespace_is_empty() {
        KubernetesFixture cluster = cluster().namespace("default");
        violatedBy(cluster.pod("web", pod -> pod.with("metadata.namespace", "default")));
        violatedBy(cluster.object(
                KubernetesDocuments.SERVICES, "{metadata: {name: 'web', namespace: 'default'}, spec: {}}"));
        violatedBy(cluster.object(KubernetesDocuments.CONFIG_MAPS, "{metadata: {name: 'web', namespace: 'default'}}")
                .unreadable(KubernetesDocuments.SECRETS, "the server answers 403"));
        satisfiedBy(cluster.pod("web"));
        satisfiedBy(cluster.object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {name: 'kubernetes', namespace: 'default'}, spec: {}}")
                .object(KubernetesDocuments.CONFIG_MAPS, "{metadata: {name: 'kube-root-ca.crt', namespace: 'default'}}")
                .object(KubernetesDocuments.SERVICE_ACCOUNTS, "{metadata: {name: 'default', namespace: 'default'}}"));
        inconclusiveFor(cluster.unreadable(KubernetesDocuments.SECRETS, "the server answers 403"));
        notApplicableTo(cluster());
    }
}
