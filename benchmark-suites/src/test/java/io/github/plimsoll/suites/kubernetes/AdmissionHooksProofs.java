package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class AdmissionHooksProofs extends Proofs {

    AdmissionHooksProofs() {
        super(AdmissionHooks.class);
    }

    private static final String PODS = "rules: [{apiGroups: [''], operations: ['CREATE'], resources: ['pods']}]";

    private static KubernetesFixture validating(String fields) {
        return cluster()
                .object(
                        KubernetesDocuments.VALIDATING_WEBHOOKS,
                        "{metadata: {name: 'guard'}, webhooks: [{name: 'guard.example.com', " + fields + "}]}");
    }

    private static KubernetesFixture mutating(String fields) {
        return cluster()
                .object(
                        KubernetesDocuments.MUTATING_WEBHOOKS,
                        "{metadata: {name: 'mesh'}, webhooks: [{name: 'mesh.example.com', " + fields + "}]}");
    }

    @Test
    void webhooks_fail_closed() {
        satisfiedBy(validating(PODS));
        satisfiedBy(validating("failurePolicy: 'Fail'"));
        violatedBy(validating("failurePolicy: 'Ignore'"));
        violatedBy(mutating("failurePolicy: 'Ignore'"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.MUTATING_WEBHOOKS, "the server answers 403"));
        violatedBy(validating("failurePolicy: 'Ignore'")
                .unreadable(KubernetesDocuments.MUTATING_WEBHOOKS, "the server answers 403"));
        notApplicableTo(cluster());
    }

    @Test
    void webhooks_are_inside() {
        satisfiedBy(validating("clientConfig: {service: {name: 'guard', namespace: 'guard'}}"));
        violatedBy(validating("clientConfig: {url: 'https://guard.example.com'}"));
        violatedBy(mutating("clientConfig: {url: 'https://guard.example.com'}"));
        satisfiedBy(behind("selector: {app: 'guard'}"));
        violatedBy(behind("type: 'ExternalName', externalName: 'guard.example.com'"));
        violatedBy(behind("type: 'ExternalName', externalName: 'guard.svc-host.example.com'"));
        satisfiedBy(behind("type: 'ExternalName', externalName: 'guard.other.svc.cluster.local'"));
        inconclusiveFor(behind("clusterIP: '10.96.0.9'"));
        inconclusiveFor(
                behind("selector: {app: 'guard'}").unreadable(KubernetesDocuments.SERVICES, "the server answers 403"));
    }

    private static KubernetesFixture behind(String service) {
        return validating("clientConfig: {service: {name: 'guard', namespace: 'guard'}}")
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {name: 'other', namespace: 'guard'}, spec: {clusterIP: '10.96.0.8'}}")
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {name: 'guard', namespace: 'guard'}, spec: {" + service + "}}");
    }

    @Test
    void webhooks_leave_nothing_out() {
        satisfiedBy(validating(PODS));
        satisfiedBy(validating(PODS + ", namespaceSelector: {}, objectSelector: {}"));
        satisfiedBy(validating(
                        PODS
                                + ", namespaceSelector: {matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system']}]}")
                .namespace("kube-system"));
        violatedBy(
                validating(
                        PODS
                                + ", namespaceSelector: {matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['shop']}]}"));
        violatedBy(validating(PODS + ", namespaceSelector: {matchLabels: {guarded: 'yes'}}"));
        violatedBy(validating(PODS + ", objectSelector: {matchLabels: {guarded: 'yes'}}"));
        satisfiedBy(validating(PODS + ", matchConditions: []"));
        inconclusiveFor(validating(PODS + ", matchConditions: [{name: 'some', expression: 'false'}]"));
        violatedBy(
                validating(
                        PODS
                                + ", objectSelector: {matchLabels: {guarded: 'yes'}}, matchConditions: [{name: 'some', expression: 'false'}]"));
        violatedBy(
                validating(PODS + ", objectSelector: {matchExpressions: [{key: 'skip', operator: 'DoesNotExist'}]}"));
        violatedBy(
                validating(
                        "rules: [{apiGroups: ['*'], operations: ['*'], resources: ['*']}], objectSelector: {matchLabels: {guarded: 'yes'}}"));
        notApplicableTo(
                validating(
                        "rules: [{apiGroups: ['apps'], operations: ['CREATE'], resources: ['*']}], objectSelector: {matchLabels: {a: 'b'}}"));
        notApplicableTo(
                validating(
                        "rules: [{apiGroups: [''], operations: ['DELETE'], resources: ['pods']}], objectSelector: {matchLabels: {a: 'b'}}"));
        notApplicableTo(
                validating(
                        "rules: [{apiGroups: [''], operations: ['CREATE'], resources: ['services']}], objectSelector: {matchLabels: {a: 'b'}}"));
        notApplicableTo(mutating(PODS + ", objectSelector: {matchLabels: {guarded: 'yes'}}"));
        inconclusiveFor(validating(PODS).unreadable(KubernetesDocuments.NAMESPACES, "the server answers 403"));
    }
}
