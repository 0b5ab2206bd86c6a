package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceQuotasProofs extends Proofs {

    NamespaceQuotasProofs() {
        super(NamespaceQuotas.class);
    }

    private static KubernetesFixture quota(String name, String fields) {
        return quota(cluster(), name, fields);
    }

    private static KubernetesFixture quota(KubernetesFixture cluster, String name, String fields) {
        return cluster.object(
                KubernetesDocuments.RESOURCE_QUOTAS,
                "{metadata: {name: '" + name + "', namespace: 'shop'}, " + fields + "}");
    }

    private static KubernetesFixture onlySystem() {
        return cluster().without(KubernetesDocuments.NAMESPACES, "", "shop").namespace("kube-system");
    }

    @Test
    void namespaces_have_quotas() {
        violatedBy(cluster());
        satisfiedBy(quota("all", "spec: {hard: {cpu: '8', memory: '16Gi', pods: '50'}}"));
        satisfiedBy(quota("all", "spec: {hard: {'limits.cpu': '8', 'requests.memory': '16Gi', 'count/pods': '50'}}"));
        satisfiedBy(quota(
                quota("some", "spec: {hard: {cpu: '8', memory: '16Gi'}}"), "count", "spec: {hard: {pods: '50'}}"));
        violatedBy(quota("most", "spec: {hard: {cpu: '8', memory: '16Gi'}}"));
        violatedBy(quota("most", "spec: {hard: {memory: '8', pods: '16'}}"));
        violatedBy(quota("other", "spec: {hard: {services: '8'}}"));
        String hard = "hard: {cpu: '8', memory: '16Gi', pods: '50'}";
        violatedBy(quota("jobs", "spec: {" + hard + ", scopes: ['Terminating']}"));
        satisfiedBy(quota(
                quota("jobs", "spec: {" + hard + ", scopes: ['Terminating']}"),
                "services",
                "spec: {" + hard + ", scopes: ['NotTerminating']}"));
        violatedBy(
                quota(
                        "urgent",
                        "spec: {" + hard
                                + ", scopeSelector: {matchExpressions: [{scopeName: 'PriorityClass', operator: 'In', values: ['high']}]}}"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.RESOURCE_QUOTAS, "the server answers 403"));
        notApplicableTo(onlySystem());
    }

    @Test
    void quotas_are_kept() {
        satisfiedBy(quota("all", "spec: {hard: {pods: '3'}}, status: {hard: {pods: '3'}, used: {pods: '3'}}"));
        satisfiedBy(quota(
                "all", "spec: {hard: {memory: '1Gi'}}, status: {hard: {memory: '1Gi'}, used: {memory: '900Mi'}}"));
        satisfiedBy(quota("new", "spec: {hard: {pods: '3'}}"));
        violatedBy(quota("all", "spec: {hard: {pods: '3'}}, status: {hard: {pods: '3'}, used: {pods: '5'}}"));
        violatedBy(quota(
                "all", "spec: {hard: {memory: '1Gi'}}, status: {hard: {memory: '1Gi'}, used: {memory: '1100Mi'}}"));
        notApplicableTo(cluster());
        notApplicableTo(onlySystem());
        notApplicableTo(quota("all", "spec: {hard: {pods: '3'}}, status: {hard: {pods: '3'}, used: {pods: '5'}}")
                .policy("kubernetes.system-namespaces", List.of("shop", "default", "kube-system")));
    }

    @Test
    void limit_ranges_fill_in() {
        violatedBy(cluster());
        satisfiedBy(cluster().object(KubernetesDocuments.LIMIT_RANGES, """
                {metadata: {name: 'd', namespace: 'shop'}, spec: {limits: [{type: 'Container', default: {memory: '64Mi'}}]}}"""));
        violatedBy(cluster().object(KubernetesDocuments.LIMIT_RANGES, """
                {metadata: {name: 'd', namespace: 'other'}, spec: {limits: [{type: 'Container', default: {memory: '64Mi'}}]}}"""));
        violatedBy(cluster().object(KubernetesDocuments.LIMIT_RANGES, """
                {metadata: {name: 'd', namespace: 'shop'}, spec: {limits: [{type: 'PersistentVolumeClaim', max: {memory: '64Mi'}}]}}"""));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.LIMIT_RANGES, "the server answers 403"));
        notApplicableTo(onlySystem());
    }

    @Test
    void ended_pods_do_not_pile_up() {
        KubernetesFixture two = cluster()
                .pod("a", pod -> pod.with("status.phase", "Succeeded"))
                .pod("b", pod -> pod.with("status.phase", "Failed"))
                .pod("c");
        satisfiedBy(two);
        satisfiedBy(two.policy("kubernetes.max-ended-pods-in-a-namespace", 2));
        violatedBy(two.policy("kubernetes.max-ended-pods-in-a-namespace", 1));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }
}
