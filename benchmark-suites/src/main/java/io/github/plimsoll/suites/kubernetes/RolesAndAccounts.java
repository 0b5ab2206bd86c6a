package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.Cluster;
import io.github.plimsoll.fact.kubernetes.Grant;
import io.github.plimsoll.fact.kubernetes.Role;
import io.github.plimsoll.fact.kubernetes.RoleBinding;
import io.github.plimsoll.fact.kubernetes.ServiceAccount;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

/** Section 5.1, as far as it asks how roles are written and what pods act as. */
@KubernetesControls
public class RolesAndAccounts {

    private static final String OF_THE_CLUSTER = "it belongs to the cluster itself, by its namespace";

    private static final String SYSTEM_NAMESPACES = "kubernetes.system-namespaces";
    private static final String MASTERS = "system:masters";

    @Control(
            title = "Roles name what they allow, without wildcards",
            why = "A wildcard also allows what is installed later, which nobody thought of when the role was written.",
            fix = "Write the verbs, groups and resources out: kubectl api-resources lists them",
            severity = MEDIUM)
    @CisKubernetes("5.1.3")
    @Level1
    @ElevationOfPrivilege("E2")
    void roles_have_no_wildcards(Role role) {
        assumeTrue(role.isBound(), "nothing binds it, so that it grants nothing");
        assertThat(role.wildcardsBeyondBuiltIn()).as("wildcards").isEmpty();
    }

    @Control(
            title = "Default service accounts have no rights and hand out no token",
            why =
                    "Every pod that names no account acts as this one, so what it may do everything in the namespace may do.",
            fix =
                    "kubectl -n NAMESPACE patch serviceaccount default -p '{\"automountServiceAccountToken\": false}'; give each workload that needs rights an account of its own",
            severity = MEDIUM)
    @CisKubernetes("5.1.5")
    @Level1
    @ElevationOfPrivilege("E2")
    @Spoofing("S1")
    void default_accounts_are_not_used(ServiceAccount account, Policy policy) {
        assumeTrue(account.objectName().equals("default"), "it is not the default account");
        assumeFalse(policy.texts(SYSTEM_NAMESPACES).contains(account.namespace()), OF_THE_CLUSTER);
        assertThat(account.grants()).as("grants").isEmpty();
        assertThat(account.mountedBy()).as("workloads that get its token").isEmpty();
        assertThat(account.mountsToken()).as("mounts its token by default").isFalse();
    }

    @Control(
            title = "Pods get no token that is good for nothing",
            why =
                    "Whoever breaks into a pod acts with its token; one that the workload has no use for only serves them.",
            fix =
                    "Set automountServiceAccountToken: false in the pod's spec or template, and take volumes with a serviceAccountToken out",
            severity = LOW)
    @CisKubernetes("5.1.6")
    @Level1
    @Spoofing("S1")
    @ElevationOfPrivilege("E2")
    void tokens_are_mounted_where_needed(Workload workload, Policy policy) {
        assumeFalse(policy.texts(SYSTEM_NAMESPACES).contains(workload.namespace()), OF_THE_CLUSTER);
        assertThat(workload.holdsToken() && workload.accountGrants().isEmpty())
                .as("it gets the token of an account that has no rights")
                .isFalse();
    }

    @Control(
            title = "Nobody works as a member of system:masters",
            why =
                    "Its members are never asked what roles allow them, so no change of roles and bindings takes a right from them; a certificate for it holds until it expires.",
            fix =
                    "kubectl delete clusterrolebinding NAME; issue new credentials in another group and bind that to cluster-admin",
            severity = CRITICAL)
    @CisKubernetes("5.1.7")
    @Level1
    @ElevationOfPrivilege("E2")
    @Spoofing("S1")
    void nobody_is_in_the_masters_group(Cluster cluster) {
        assertThat(cluster.bindingsOf(MASTERS))
                .as("bindings that were added for " + MASTERS)
                .isEmpty();
        assertThat(cluster.certificatesFor(MASTERS))
                .as("certificates that were issued for " + MASTERS)
                .isEmpty();
    }

    @Control(
            title = "Bindings lead to roles and accounts that exist",
            why =
                    "Whoever may create what a binding already names gets its rights without anybody binding them: the role may be written, or the account made, by others later.",
            fix = "kubectl delete rolebinding or clusterrolebinding NAME, or take the missing subject out",
            severity = MEDIUM)
    @ElevationOfPrivilege("E2")
    void bindings_lead_somewhere(RoleBinding binding) {
        assumeFalse(binding.isBuiltIn(), "Kubernetes ships it, with accounts that not every cluster has");
        assertThat(binding.roleExists()).as(binding.role() + " exists").isTrue();
        assertThat(binding.missingAccounts()).as("accounts that do not exist").isEmpty();
    }

    /** Judged only where somebody hands in an audit log: objects do not tell what is done with them. */
    @Control(
            title = "Rights that were given are used",
            why = "A right that nobody uses serves only whoever takes its holder over.",
            fix =
                    "kubectl delete the binding, or attest that it is for emergencies; rules of the audit policy that leave its holder out hide its use",
            severity = LOW)
    @ElevationOfPrivilege("E2")
    void rights_are_used(Grant grant, Policy policy) {
        String log = policy.text("kubernetes.audit-log");
        assumeFalse(log.isEmpty(), "no audit log was handed in (kubernetes.audit-log)");
        assumeFalse(grant.isHeldByOneOf(policy.texts(Unexpected.TRUSTED)), "its holder is trusted with any right");
        assumeFalse(grant.isBuiltIn(), "every cluster has it from the beginning");
        assumeFalse(grant.isOfUnseenVerbs(), "an audit log does not show the use of such rights");
        assertThat(grant.usesIn(log, policy.duration("kubernetes.min-audit-log-span")))
                .as("uses in the audit log")
                .isNotEmpty();
    }
}
