package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeRightsProofs extends Proofs {

    ChangeRightsProofs() {
        super(ChangeRights.class);
    }

    private static KubernetesFixture allowing(String rule) {
        return cluster().clusterRole("some", rule).bind("some", "some", "user/eve");
    }

    private static KubernetesFixture allowingIn(String namespace, String rule) {
        return cluster().role(namespace, "some", rule).bindIn(namespace, "some", "role/some", "user/eve");
    }

    @Test
    void access_rights_are_changed_by_few() {
        violatedBy(allowing("update roles.rbac.authorization.k8s.io"));
        violatedBy(allowing("delete clusterrolebindings.rbac.authorization.k8s.io"));
        violatedBy(allowing("create rolebindings.rbac.authorization.k8s.io"));
        satisfiedBy(allowing("get roles.rbac.authorization.k8s.io"));
        satisfiedBy(allowing("update roles.rbac.authorization.k8s.io")
                .policy("kubernetes.trusted-subjects", List.of("user/eve")));
        inconclusiveFor(allowing("get roles.rbac.authorization.k8s.io")
                .unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void nodes_are_changed_by_few() {
        violatedBy(allowing("patch nodes"));
        violatedBy(allowing("patch nodes/status"));
        violatedBy(allowing("delete nodes"));
        satisfiedBy(allowing("list nodes"));
        satisfiedBy(allowing("patch nodes").policy("kubernetes.trusted-subjects", List.of("user/eve")));
        inconclusiveFor(allowing("list nodes").unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void definitions_are_changed_by_few() {
        violatedBy(allowing("delete customresourcedefinitions.apiextensions.k8s.io"));
        violatedBy(allowing("create apiservices.apiregistration.k8s.io"));
        satisfiedBy(allowing("get customresourcedefinitions.apiextensions.k8s.io"));
        satisfiedBy(allowing("delete customresourcedefinitions.apiextensions.k8s.io")
                .policy("kubernetes.trusted-subjects", List.of("user/eve")));
        inconclusiveFor(allowing("get customresourcedefinitions.apiextensions.k8s.io")
                .unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void persistent_volumes_are_changed_by_few() {
        violatedBy(allowing("patch persistentvolumes"));
        violatedBy(allowing("delete persistentvolumes"));
        satisfiedBy(allowing("list persistentvolumes"));
        satisfiedBy(allowing("patch persistentvolumes").policy("kubernetes.trusted-subjects", List.of("user/eve")));
        inconclusiveFor(allowing("list persistentvolumes")
                .unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void admission_policies_are_changed_by_few() {
        violatedBy(allowing("delete validatingadmissionpolicybindings.admissionregistration.k8s.io"));
        violatedBy(allowing("update mutatingadmissionpolicies.admissionregistration.k8s.io"));
        satisfiedBy(allowing("get validatingadmissionpolicies.admissionregistration.k8s.io"));
        satisfiedBy(allowing("delete validatingadmissionpolicybindings.admissionregistration.k8s.io")
                .policy("kubernetes.trusted-subjects", List.of("user/eve")));
        inconclusiveFor(allowing("get validatingadmissionpolicies.admissionregistration.k8s.io")
                .unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void system_namespaces_are_changed_by_few() {
        violatedBy(allowing("update configmaps"));
        violatedBy(allowing("patch daemonsets.apps"));
        violatedBy(allowing("create secrets"));
        violatedBy(allowing("deletecollection services"));
        satisfiedBy(allowing("get configmaps"));
        satisfiedBy(allowing("update configmaps").policy("kubernetes.trusted-subjects", List.of("user/eve")));
        violatedBy(allowingIn("kube-system", "update configmaps"));
        satisfiedBy(allowingIn("shop", "update configmaps"));
        inconclusiveFor(
                allowing("get configmaps").unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void pods_are_entered_by_few() {
        violatedBy(allowing("create pods/exec"));
        violatedBy(allowing("get pods/portforward"));
        violatedBy(allowing("patch pods/ephemeralcontainers"));
        satisfiedBy(allowing("get pods"));
        satisfiedBy(allowing("create pods/exec").policy("kubernetes.trusted-subjects", List.of("user/eve")));
        inconclusiveFor(allowing("get pods").unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void logs_are_read_by_few() {
        violatedBy(allowing("get pods/log"));
        violatedBy(allowing("get nodes/log"));
        violatedBy(allowing("list events"));
        violatedBy(allowing("watch events.events.k8s.io"));
        satisfiedBy(allowing("create events"));
        satisfiedBy(allowingIn("shop", "list events"));
        satisfiedBy(allowing("get pods"));
        satisfiedBy(allowing("get pods/log").policy("kubernetes.trusted-subjects", List.of("user/eve")));
        violatedBy(allowingIn("kube-system", "get pods/log"));
        satisfiedBy(allowingIn("shop", "get pods/log"));
        inconclusiveFor(allowing("get pods").unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void events_are_deleted_by_few() {
        violatedBy(allowing("delete events"));
        violatedBy(allowing("deletecollection events.events.k8s.io"));
        satisfiedBy(allowing("list events"));
        satisfiedBy(allowing("delete events").policy("kubernetes.trusted-subjects", List.of("user/eve")));
        inconclusiveFor(
                allowing("list events").unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }

    @Test
    void certificates_are_signed_by_few() {
        violatedBy(allowing("sign signers.certificates.k8s.io"));
        violatedBy(allowing("patch certificatesigningrequests.certificates.k8s.io/status"));
        satisfiedBy(allowing("get certificatesigningrequests.certificates.k8s.io"));
        satisfiedBy(allowing("sign signers.certificates.k8s.io")
                .policy("kubernetes.trusted-subjects", List.of("user/eve")));
        inconclusiveFor(allowing("get certificatesigningrequests.certificates.k8s.io")
                .unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
    }
}
