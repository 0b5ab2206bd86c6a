package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.Grant;
import io.github.plimsoll.policy.Policy;

/** Threats T1, I2 and R1: who may change what the cluster is configured by, read what it writes down, and cover up traces. */
@KubernetesControls
public class ChangeRights {

    @Control(
            title = "Few may change roles and bindings",
            why =
                    "Whoever changes or deletes roles and bindings decides who keeps the cluster running, and who is shut out of it.",
            fix =
                    "Take write on roles and bindings out of the role; let people change them by a pipeline that is reviewed.",
            severity = MEDIUM)
    @Tampering("T1")
    void access_rights_are_changed_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "create roles.rbac.authorization.k8s.io",
                        "update roles.rbac.authorization.k8s.io",
                        "patch roles.rbac.authorization.k8s.io",
                        "delete roles.rbac.authorization.k8s.io",
                        "deletecollection roles.rbac.authorization.k8s.io",
                        "create clusterroles.rbac.authorization.k8s.io",
                        "update clusterroles.rbac.authorization.k8s.io",
                        "patch clusterroles.rbac.authorization.k8s.io",
                        "delete clusterroles.rbac.authorization.k8s.io",
                        "deletecollection clusterroles.rbac.authorization.k8s.io",
                        "create rolebindings.rbac.authorization.k8s.io",
                        "update rolebindings.rbac.authorization.k8s.io",
                        "patch rolebindings.rbac.authorization.k8s.io",
                        "delete rolebindings.rbac.authorization.k8s.io",
                        "deletecollection rolebindings.rbac.authorization.k8s.io",
                        "create clusterrolebindings.rbac.authorization.k8s.io",
                        "update clusterrolebindings.rbac.authorization.k8s.io",
                        "patch clusterrolebindings.rbac.authorization.k8s.io",
                        "delete clusterrolebindings.rbac.authorization.k8s.io",
                        "deletecollection clusterrolebindings.rbac.authorization.k8s.io"))
                .as("ways to change roles and bindings")
                .isEmpty();
    }

    @Control(
            title = "Few may change nodes",
            why =
                    "By labels and taints of a node pods are drawn to it or driven off; a deleted node takes its pods along.",
            fix = "Take write on nodes out of the role.",
            severity = MEDIUM)
    @Tampering("T1")
    @DenialOfService("D1")
    void nodes_are_changed_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "create nodes",
                        "update nodes",
                        "patch nodes",
                        "delete nodes",
                        "deletecollection nodes",
                        "update nodes/status",
                        "patch nodes/status"))
                .as("ways to change nodes")
                .isEmpty();
    }

    @Control(
            title = "Few may change definitions of kinds, and who serves them",
            why =
                    "A changed definition deletes all objects of its kind; an APIService sends requests, with their credentials, to another server.",
            fix = "Take write on customresourcedefinitions and apiservices out of the role.",
            severity = HIGH)
    @Tampering("T1")
    void definitions_are_changed_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "create customresourcedefinitions.apiextensions.k8s.io",
                        "update customresourcedefinitions.apiextensions.k8s.io",
                        "patch customresourcedefinitions.apiextensions.k8s.io",
                        "delete customresourcedefinitions.apiextensions.k8s.io",
                        "deletecollection customresourcedefinitions.apiextensions.k8s.io",
                        "create apiservices.apiregistration.k8s.io",
                        "update apiservices.apiregistration.k8s.io",
                        "patch apiservices.apiregistration.k8s.io",
                        "delete apiservices.apiregistration.k8s.io",
                        "deletecollection apiservices.apiregistration.k8s.io"))
                .as("ways to change definitions")
                .isEmpty();
    }

    @Control(
            title = "Few may change PersistentVolumes",
            why = "A volume that is changed or deleted takes the data of whoever uses it, or leads them to another's.",
            fix = "Take write on persistentvolumes out of the role.",
            severity = MEDIUM)
    @Tampering("T1")
    void persistent_volumes_are_changed_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "update persistentvolumes",
                        "patch persistentvolumes",
                        "delete persistentvolumes",
                        "deletecollection persistentvolumes"))
                .as("ways to change volumes")
                .isEmpty();
    }

    @Control(
            title = "Few may change the policies of admission",
            why = "Whoever takes a policy away lets in what it refused.",
            fix = "Take write on validating and mutating admission policies and their bindings out of the role.",
            severity = HIGH)
    @Tampering("T1")
    void admission_policies_are_changed_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "create validatingadmissionpolicies.admissionregistration.k8s.io",
                        "update validatingadmissionpolicies.admissionregistration.k8s.io",
                        "patch validatingadmissionpolicies.admissionregistration.k8s.io",
                        "delete validatingadmissionpolicies.admissionregistration.k8s.io",
                        "deletecollection validatingadmissionpolicies.admissionregistration.k8s.io",
                        "create validatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "update validatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "patch validatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "delete validatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "deletecollection validatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "create mutatingadmissionpolicies.admissionregistration.k8s.io",
                        "update mutatingadmissionpolicies.admissionregistration.k8s.io",
                        "patch mutatingadmissionpolicies.admissionregistration.k8s.io",
                        "delete mutatingadmissionpolicies.admissionregistration.k8s.io",
                        "deletecollection mutatingadmissionpolicies.admissionregistration.k8s.io",
                        "create mutatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "update mutatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "patch mutatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "delete mutatingadmissionpolicybindings.admissionregistration.k8s.io",
                        "deletecollection mutatingadmissionpolicybindings.admissionregistration.k8s.io"))
                .as("ways to change policies")
                .isEmpty();
    }

    @Control(
            title = "Few may change what the system is configured by",
            why =
                    "In kube-system lie the settings of DNS, of the network and of kubeadm: whoever changes them changes the cluster.",
            fix = "Bind the role in the namespaces of its holder instead of in the whole cluster.",
            severity = HIGH)
    @Tampering("T1")
    void system_namespaces_are_changed_by_few(Grant grant, Policy policy) {
        assumeTrue(
                grant.namespace().isEmpty()
                        || policy.texts("kubernetes.system-namespaces").contains(grant.namespace()),
                "it holds neither in the whole cluster nor in a namespace of the system");
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "create configmaps",
                        "update configmaps",
                        "patch configmaps",
                        "delete configmaps",
                        "deletecollection configmaps",
                        "create secrets",
                        "update secrets",
                        "patch secrets",
                        "delete secrets",
                        "deletecollection secrets",
                        "create services",
                        "update services",
                        "patch services",
                        "delete services",
                        "deletecollection services",
                        "create deployments.apps",
                        "update deployments.apps",
                        "patch deployments.apps",
                        "delete deployments.apps",
                        "deletecollection deployments.apps",
                        "create daemonsets.apps",
                        "update daemonsets.apps",
                        "patch daemonsets.apps",
                        "delete daemonsets.apps",
                        "deletecollection daemonsets.apps"))
                .as("ways to change what is in kube-system")
                .isEmpty();
    }

    @Control(
            title = "Few may enter running pods",
            why = "Whoever runs a command in a pod has its token, its Secrets and its traffic.",
            fix = "Take pods/exec, pods/attach, pods/portforward and pods/ephemeralcontainers out of the role.",
            severity = MEDIUM)
    @Tampering("T2")
    @InformationDisclosure("I1")
    void pods_are_entered_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "create pods/exec",
                        "get pods/exec",
                        "create pods/attach",
                        "get pods/attach",
                        "create pods/portforward",
                        "get pods/portforward",
                        "update pods/ephemeralcontainers",
                        "patch pods/ephemeralcontainers"))
                .as("ways into pods")
                .isEmpty();
    }

    @Control(
            title = "Few may read the logs of everything",
            why = "Logs and events hold addresses, sessions, commands and now and then a password, of all teams alike.",
            fix = "Bind the role in the namespaces of its holder instead of in the whole cluster.",
            severity = MEDIUM)
    @InformationDisclosure("I2")
    void logs_are_read_by_few(Grant grant, Policy policy) {
        assumeTrue(
                grant.namespace().isEmpty()
                        || policy.texts("kubernetes.system-namespaces").contains(grant.namespace()),
                "it holds neither in the whole cluster nor in a namespace of the system");
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "get pods/log",
                        "get nodes/log",
                        "list events",
                        "watch events",
                        "list events.events.k8s.io",
                        "watch events.events.k8s.io"))
                .as("ways to read logs and events")
                .isEmpty();
    }

    @Control(
            title = "Few may delete events",
            why = "Events are the trace that is read first after a break-in; whoever deletes them covers it up.",
            fix = "Take delete on events out of the role; keep a copy of them outside of the cluster.",
            severity = LOW)
    @Repudiation("R1")
    void events_are_deleted_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "delete events",
                        "deletecollection events",
                        "delete events.events.k8s.io",
                        "deletecollection events.events.k8s.io"))
                .as("ways to delete events")
                .isEmpty();
    }

    @Control(
            title = "Few may sign certificates",
            why = "Whoever signs a request for a client certificate makes users and members of groups at will.",
            fix = "Take sign on signers and write on certificatesigningrequests/status out of the role.",
            severity = HIGH)
    @Spoofing("S2")
    @ElevationOfPrivilege("E2")
    void certificates_are_signed_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "sign signers.certificates.k8s.io",
                        "update certificatesigningrequests.certificates.k8s.io/status",
                        "patch certificatesigningrequests.certificates.k8s.io/status"))
                .as("ways to sign certificates")
                .isEmpty();
    }
}
