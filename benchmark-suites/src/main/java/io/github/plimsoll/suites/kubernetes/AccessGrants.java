package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.Grant;
import io.github.plimsoll.policy.Policy;
import java.util.List;

/** Section 5.1, as far as it asks who may do what: each grant of a binding to somebody is judged by itself. */
@KubernetesControls
public class AccessGrants {

    private static final List<String> EVERYBODY_UNKNOWN =
            List.of("user/system:anonymous", "group/system:unauthenticated");
    private static final List<String> EVERYBODY_KNOWN =
            List.of("group/system:authenticated", "group/system:serviceaccounts*");

    @Control(
            title = "Nobody is a cluster administrator but those whom the site trusts with everything",
            why = "Whoever may do everything reads every secret and runs whatever they like on every node.",
            fix =
                    "kubectl delete clusterrolebinding NAME and bind a role of what is needed instead, or name the subject in kubernetes.trusted-subjects",
            severity = CRITICAL)
    @CisKubernetes("5.1.1")
    @Level1
    @ElevationOfPrivilege("E2")
    void cluster_admin_is_given_to_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(grant, policy, "* *.*"))
                .as("that it allows everything")
                .isEmpty();
    }

    @Control(
            title = "Few may read Secrets",
            why = "A Secret holds passwords, keys and tokens, and whoever reads one acts with what is in it.",
            fix =
                    "Take secrets out of the role, or limit the rule by resourceNames and waive it; a list, a watch, a patch and a deletion show the contents too",
            severity = HIGH)
    @CisKubernetes("5.1.2")
    @Level1
    @InformationDisclosure("I1")
    @ElevationOfPrivilege("E2")
    void secrets_are_read_by_few(Grant grant, Policy policy) {
        // To change nothing of a Secret, and to try its deletion, is answered with what is in it.
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "get secrets",
                        "list secrets",
                        "watch secrets",
                        "patch secrets",
                        "delete secrets",
                        "deletecollection secrets"))
                .as("ways to read secrets")
                .isEmpty();
    }

    @Control(
            title = "Few may create pods, or anything that creates them",
            why =
                    "Whoever creates a pod chooses its service account, volumes and privileges: they get what any account of the namespace may do.",
            fix =
                    "Take create on pods and on workloads out of the role, or bind it in a namespace where nothing stronger runs",
            severity = HIGH)
    @CisKubernetes("5.1.4")
    @Level1
    @ElevationOfPrivilege("E2")
    void workloads_are_created_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "create pods",
                        "create deployments.apps",
                        "create daemonsets.apps",
                        "create statefulsets.apps",
                        "create replicasets.apps",
                        "create replicationcontrollers",
                        "create jobs.batch",
                        "create cronjobs.batch"))
                .as("ways to create pods")
                .isEmpty();
    }

    @Control(
            title = "Few may bind or extend roles, or act as somebody else",
            why =
                    "These three verbs are exempt from the rule that nobody hands on more than they have: each leads to every right there is.",
            fix =
                    "Take bind, escalate and impersonate out of the role, or limit the rule by resourceNames to harmless roles and users",
            severity = HIGH)
    @CisKubernetes("5.1.8")
    @Level1
    @ElevationOfPrivilege("E2")
    @Spoofing("S2")
    void bind_escalate_and_impersonate_are_given_to_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "bind roles.rbac.authorization.k8s.io",
                        "bind clusterroles.rbac.authorization.k8s.io",
                        "escalate roles.rbac.authorization.k8s.io",
                        "escalate clusterroles.rbac.authorization.k8s.io",
                        "impersonate users",
                        "impersonate groups",
                        "impersonate serviceaccounts",
                        "impersonate uids.authentication.k8s.io",
                        "impersonate userextras.authentication.k8s.io/*",
                        "impersonate:user-info users.authentication.k8s.io",
                        "impersonate:user-info groups.authentication.k8s.io",
                        "impersonate:user-info uids.authentication.k8s.io",
                        "impersonate:user-info userextras.authentication.k8s.io/*",
                        "impersonate:serviceaccount serviceaccounts.authentication.k8s.io",
                        "impersonate:arbitrary-node nodes.authentication.k8s.io",
                        "impersonate:associated-node nodes.authentication.k8s.io"))
                .as("ways to get the rights of others")
                .isEmpty();
    }

    @Control(
            title = "Few may create PersistentVolumes",
            why =
                    "A PersistentVolume can be any directory of a node, whatever pods are forbidden to mount by themselves.",
            fix = "Take create on persistentvolumes out of the role; a provisioner creates them for claims",
            severity = HIGH)
    @CisKubernetes("5.1.9")
    @Level1
    @ElevationOfPrivilege("E2")
    void persistent_volumes_are_created_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(grant, policy, "create persistentvolumes"))
                .as("ways to create volumes")
                .isEmpty();
    }

    @Control(
            title = "Few may reach the kubelets through the API server",
            why =
                    "nodes/proxy leads to the kubelet's own API, which runs commands in every container of the node, past admission and past the audit log.",
            fix =
                    "Take nodes/proxy out of the role; for metrics, logs and settings nodes/metrics, nodes/stats, nodes/log and nodes/configz are enough",
            severity = HIGH)
    @CisKubernetes("5.1.10")
    @Level1
    @ElevationOfPrivilege("E2")
    @InformationDisclosure("I2")
    void node_proxy_is_used_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "get nodes/proxy",
                        "create nodes/proxy",
                        "update nodes/proxy",
                        "patch nodes/proxy",
                        "delete nodes/proxy"))
                .as("ways to the kubelets")
                .isEmpty();
    }

    @Control(
            title = "Few may approve certificates",
            why = "Whoever approves a request for a client certificate makes users and members of groups at will.",
            fix = "Take certificatesigningrequests/approval, or approve on signers, out of the role",
            severity = HIGH)
    @CisKubernetes("5.1.11")
    @Level1
    @ElevationOfPrivilege("E2")
    @Spoofing("S2")
    void certificates_are_approved_by_few(Grant grant, Policy policy) {
        List<String> approvals = Unexpected.in(
                grant,
                policy,
                "update certificatesigningrequests.certificates.k8s.io/approval",
                "patch certificatesigningrequests.certificates.k8s.io/approval");
        assumeTrue(
                approvals.isEmpty() || grant.holderMay("approve signers.certificates.k8s.io"),
                "its holder may approve for no signer, without which no approval counts");
        assertThat(approvals).as("ways to approve certificates").isEmpty();
    }

    @Control(
            title = "Few may change admission webhooks",
            why =
                    "A webhook sees every object on its way in, secrets as well; one that mutates rewrites what others create, and one that is taken away checks nothing any more.",
            fix = "Take writing verbs on webhook configurations out of the role",
            severity = HIGH)
    @CisKubernetes("5.1.12")
    @Level1
    @ElevationOfPrivilege("E2")
    @Tampering("T1")
    void admission_webhooks_are_changed_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(
                        grant,
                        policy,
                        "create validatingwebhookconfigurations.admissionregistration.k8s.io",
                        "update validatingwebhookconfigurations.admissionregistration.k8s.io",
                        "patch validatingwebhookconfigurations.admissionregistration.k8s.io",
                        "delete validatingwebhookconfigurations.admissionregistration.k8s.io",
                        "deletecollection validatingwebhookconfigurations.admissionregistration.k8s.io",
                        "create mutatingwebhookconfigurations.admissionregistration.k8s.io",
                        "update mutatingwebhookconfigurations.admissionregistration.k8s.io",
                        "patch mutatingwebhookconfigurations.admissionregistration.k8s.io",
                        "delete mutatingwebhookconfigurations.admissionregistration.k8s.io",
                        "deletecollection mutatingwebhookconfigurations.admissionregistration.k8s.io"))
                .as("ways to change webhooks")
                .isEmpty();
    }

    @Control(
            title = "Few may make tokens of service accounts",
            why = "A token that anybody may ask for is as good as the account itself.",
            fix =
                    "Take create on serviceaccounts/token out of the role, or limit the rule by resourceNames to harmless accounts",
            severity = HIGH)
    @CisKubernetes("5.1.13")
    @Level1
    @ElevationOfPrivilege("E2")
    @Spoofing("S1")
    void account_tokens_are_made_by_few(Grant grant, Policy policy) {
        assertThat(Unexpected.in(grant, policy, "create serviceaccounts/token"))
                .as("ways to make tokens")
                .isEmpty();
    }

    @Control(
            title = "Whoever shows no credentials gets no more than discovery",
            why = "What is given to the anonymous is given to everybody who reaches the API server.",
            fix = "kubectl delete rolebinding or clusterrolebinding NAME",
            severity = CRITICAL)
    @Spoofing("S1")
    @ElevationOfPrivilege("E2")
    void anonymous_requests_get_only_discovery(Grant grant) {
        assumeTrue(grant.isHeldByOneOf(EVERYBODY_UNKNOWN), "its holder has to show credentials");
        assertThat(grant.rulesBeyondBuiltIn()).as("rules for everybody").isEmpty();
    }

    @Control(
            title = "Groups that everybody is in have no rights of their own",
            why = "Every pod with a token is in these groups, and so is every user of every identity provider.",
            fix = "Bind the role to the accounts and groups that need it, then delete this binding",
            severity = MEDIUM)
    @ElevationOfPrivilege("E2")
    void groups_of_everybody_have_no_rights(Grant grant) {
        assumeTrue(grant.isHeldByOneOf(EVERYBODY_KNOWN), "its holder is no group that everybody is in");
        assertThat(grant.rulesBeyondBuiltIn()).as("rules for everybody").isEmpty();
    }
}
