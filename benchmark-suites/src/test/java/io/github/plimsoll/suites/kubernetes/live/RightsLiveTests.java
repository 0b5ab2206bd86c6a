package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.kubernetes.AccessGrants;
import io.github.plimsoll.suites.kubernetes.Escalations;
import io.github.plimsoll.suites.kubernetes.PodNetwork;
import io.github.plimsoll.suites.kubernetes.RolesAndAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real cluster with planted faults of rights and policies: each is found by its name, and nothing is said of its counterpart. */
@Tag("live")
class RightsLiveTests {

    private static final String PREFIX = "rbac-w-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static @Nullable PlantedFile planted;
    private static @Nullable LiveFindings findings;

    @BeforeAll
    static void plantAndJudge() throws InterruptedException {
        PlantedFile file = PlantedFile.of("rights.yaml");
        planted = file;
        awaitControllers(file.client());
        findings =
                file.judged(List.of(AccessGrants.class, RolesAndAccounts.class, PodNetwork.class, Escalations.class));
    }

    @AfterAll
    static void removeWhatWasPlanted() {
        if (planted != null) {
            planted.close();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            cluster_admin_is_given_to_few | serviceaccount/rbac-w-shop/deployer › clusterrole/cluster-admin in the cluster (clusterrolebinding/rbac-w-admin)
            cluster_admin_is_given_to_few | user/rbac-w-banker › clusterrole/cluster-admin in rbac-w-bank (rolebinding/rbac-w-bank/rbac-w-admin)
            secrets_are_read_by_few | group/system:authenticated › get, list, watch secrets in rbac-w-bank (rolebinding/rbac-w-bank/rbac-w-everybody)
            roles_have_no_wildcards | clusterrole/rbac-w-wild
            workloads_are_created_by_few | user/rbac-w-alice › create deployments.apps in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-aggregated)
            workloads_are_created_by_few | user/rbac-w-free › create jobs.batch in rbac-w-free (rolebinding/rbac-w-free/rbac-w-frees)
            default_accounts_are_not_used | serviceaccount/rbac-w-shop/default
            tokens_are_mounted_where_needed | deployment/rbac-w-shop/clerk
            bind_escalate_and_impersonate_are_given_to_few | group/rbac-w-actors › impersonate users named rbac-w-carol in the cluster (clusterrolebinding/rbac-w-act)
            bind_escalate_and_impersonate_are_given_to_few | user/rbac-w-mighty › clusterrole/rbac-w-powers in the cluster (clusterrolebinding/rbac-w-powers)
            persistent_volumes_are_created_by_few | user/rbac-w-mighty › clusterrole/rbac-w-powers in the cluster (clusterrolebinding/rbac-w-powers)
            node_proxy_is_used_by_few | user/rbac-w-mighty › clusterrole/rbac-w-powers in the cluster (clusterrolebinding/rbac-w-powers)
            certificates_are_approved_by_few | user/rbac-w-mighty › clusterrole/rbac-w-powers in the cluster (clusterrolebinding/rbac-w-powers)
            admission_webhooks_are_changed_by_few | user/rbac-w-mighty › clusterrole/rbac-w-powers in the cluster (clusterrolebinding/rbac-w-powers)
            account_tokens_are_made_by_few | serviceaccount/rbac-w-bank/teller › create serviceaccounts/token named deployer in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-tellers)
            anonymous_requests_get_only_discovery | group/system:unauthenticated › get, list, watch configmaps, pods in the cluster (clusterrolebinding/rbac-w-anonymous)
            groups_of_everybody_have_no_rights | group/system:authenticated › get, list, watch secrets in rbac-w-bank (rolebinding/rbac-w-bank/rbac-w-everybody)
            bindings_lead_somewhere | rolebinding/rbac-w-shop/rbac-w-dangling
            nobody_is_in_the_masters_group | cluster
            namespaces_have_network_policies | namespace/rbac-w-shop
            namespaces_deny_ingress_by_default | namespace/rbac-w-shop
            namespaces_deny_egress_by_default | namespace/rbac-w-shop
            workloads_are_not_open_to_everybody | deployment/rbac-w-shop/clerk
            metadata_service_is_out_of_reach | deployment/rbac-w-shop/clerk
            nobody_climbs_to_a_node | user/rbac-w-free
            nobody_climbs_to_a_node | user/rbac-w-mighty
            """)
    void planted_fault(String control, String subject) {
        shows(control, subject, Verdict.VIOLATED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            cluster_admin_is_given_to_few | group/system:masters › clusterrole/cluster-admin in the cluster (clusterrolebinding/cluster-admin)
            cluster_admin_is_given_to_few | group/kubeadm:cluster-admins › clusterrole/cluster-admin in the cluster (clusterrolebinding/kubeadm:cluster-admins)
            secrets_are_read_by_few | user/rbac-w-reader › get, list, watch configmaps, pods in the cluster (clusterrolebinding/rbac-w-reader)
            secrets_are_read_by_few | user/system:kube-controller-manager › clusterrole/system:kube-controller-manager in the cluster (clusterrolebinding/system:kube-controller-manager)
            secrets_are_read_by_few | user/rbac-w-near-secret › create secrets in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-makesecret)
            roles_have_no_wildcards | clusterrole/rbac-w-reader
            roles_have_no_wildcards | clusterrole/cluster-admin
            roles_have_no_wildcards | clusterrole/system:controller:horizontal-pod-autoscaler
            workloads_are_created_by_few | serviceaccount/kube-system/job-controller › clusterrole/system:controller:job-controller in the cluster (clusterrolebinding/system:controller:job-controller)
            workloads_are_created_by_few | user/rbac-w-near-exec › create pods/exec in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-exec)
            default_accounts_are_not_used | serviceaccount/rbac-w-bank/default
            tokens_are_mounted_where_needed | deployment/rbac-w-bank/idle
            persistent_volumes_are_created_by_few | user/rbac-w-weak › clusterrole/rbac-w-powers in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-powers)
            node_proxy_is_used_by_few | user/rbac-w-weak › clusterrole/rbac-w-powers in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-powers)
            certificates_are_approved_by_few | user/rbac-w-weak › clusterrole/rbac-w-powers in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-powers)
            admission_webhooks_are_changed_by_few | user/rbac-w-weak › clusterrole/rbac-w-powers in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-powers)
            bind_escalate_and_impersonate_are_given_to_few | user/rbac-w-weak › clusterrole/rbac-w-powers in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-powers)
            anonymous_requests_get_only_discovery | user/system:anonymous › get configmaps named cluster-info in kube-public (rolebinding/kube-public/kubeadm:bootstrap-signer-clusterinfo)
            groups_of_everybody_have_no_rights | group/system:authenticated › clusterrole/system:discovery in the cluster (clusterrolebinding/system:discovery)
            account_tokens_are_made_by_few | user/rbac-w-reader › get, list, watch configmaps, pods in the cluster (clusterrolebinding/rbac-w-reader)
            bindings_lead_somewhere | clusterrolebinding/rbac-w-reader
            namespaces_have_network_policies | namespace/rbac-w-bank
            namespaces_deny_ingress_by_default | namespace/rbac-w-bank
            namespaces_deny_egress_by_default | namespace/rbac-w-bank
            workloads_are_not_open_to_everybody | deployment/rbac-w-bank/idle
            metadata_service_is_out_of_reach | deployment/rbac-w-bank/idle
            nobody_climbs_to_a_node | user/rbac-w-near-exec
            nobody_climbs_to_a_node | user/rbac-w-weak
            """)
    void sound_counterpart(String control, String subject) {
        shows(control, subject, Verdict.COMPLIANT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            user/rbac-w-binder | bind clusterroles.rbac.authorization.k8s.io in the cluster (clusterrolebinding/rbac-w-binder) and create clusterrolebindings.rbac.authorization.k8s.io in the cluster (clusterrolebinding/rbac-w-binder) → the cluster
            serviceaccount/rbac-w-bank/teller | create serviceaccounts/token in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-tellers) → serviceaccount/rbac-w-shop/deployer: * *.* in the cluster (clusterrolebinding/rbac-w-admin) → the cluster
            user/rbac-w-alice | create deployments.apps in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-aggregated) → serviceaccount/rbac-w-shop/deployer: * *.* in the cluster (clusterrolebinding/rbac-w-admin) → the cluster
            user/rbac-w-carol | create pods in rbac-w-bank (rolebinding/rbac-w-bank/rbac-w-carols) → serviceaccount/rbac-w-bank/teller: create serviceaccounts/token in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-tellers) → serviceaccount/rbac-w-shop/deployer: * *.* in the cluster (clusterrolebinding/rbac-w-admin) → the cluster
            group/rbac-w-actors | impersonate users in the cluster (clusterrolebinding/rbac-w-act) → user/rbac-w-carol: create pods in rbac-w-bank (rolebinding/rbac-w-bank/rbac-w-carols) → serviceaccount/rbac-w-bank/teller: create serviceaccounts/token in rbac-w-shop (rolebinding/rbac-w-shop/rbac-w-tellers) → serviceaccount/rbac-w-shop/deployer: * *.* in the cluster (clusterrolebinding/rbac-w-admin) → the cluster
            serviceaccount/rbac-w-free/front | create pods in kube-system (rolebinding/kube-system/rbac-w-front) →
            user/rbac-w-free | create jobs.batch in rbac-w-free (rolebinding/rbac-w-free/rbac-w-frees) → node/
            """)
    void planted_chain(String holder, String chain) {
        shows("nobody_climbs_to_the_cluster", holder, Verdict.VIOLATED);
        assertThat(finding("nobody_climbs_to_the_cluster", holder).message()).contains(chain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/rbac-w-near-bind",
                "user/rbac-w-near-token",
                "user/rbac-w-near-exec",
                "user/rbac-w-near-group",
                "user/rbac-w-near-secret",
                "user/rbac-w-weak",
                "user/rbac-w-reader"
            })
    void near_miss(String holder) {
        shows("nobody_climbs_to_the_cluster", holder, Verdict.COMPLIANT);
    }

    @Test
    void whoever_takes_the_shop_owns_the_cluster() {
        AttackPaths attack = findings().attack();

        assertThat(attack.paths())
                .filteredOn(AttackPath::isCertain)
                .extracting(AttackPath::sentence)
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("deployment/rbac-w-free/front → serviceaccount/rbac-w-free/front → ")
                        .contains(
                                "service/rbac-w-free/front leads to it from a load balancer that is open to everybody")
                        .contains("deployment/rbac-w-free/front mounts its token")
                        .contains("may create pods in kube-system (rolebinding/kube-system/rbac-w-front)")
                        .endsWith("owns this cluster"));
        assertThat(attack.cuts())
                .first()
                .satisfies(cut -> assertThat(cut.breaks()).isPositive());
    }

    @Test
    void what_nothing_binds_is_not_judged_and_what_kubernetes_ships_is_not_alarming() {
        assertThat(finding("roles_have_no_wildcards", "clusterrole/rbac-w-unbound")
                        .verdict())
                .isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(findings()
                        .all()
                        .filter(finding -> finding.verdict() == Verdict.VIOLATED)
                        .filter(finding -> finding.subject().matches("(clusterrole/|[a-z]+/)?(kube-system/|system:).*"))
                        .filter(finding -> !finding.subject().contains(PREFIX)))
                .isEmpty();
    }

    private static void shows(String control, String subject, Verdict verdict) {
        findings().show(control, subject, verdict);
    }

    private static Finding finding(String control, String subject) {
        return findings().of(control, subject);
    }

    private static LiveFindings findings() {
        return Objects.requireNonNull(findings);
    }

    /** The aggregated role has to be filled, and each namespace to get its own account. */
    private static void awaitControllers(KubernetesClient client) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (client.rbac()
                        .clusterRoles()
                        .withName(PREFIX + "aggregated")
                        .get()
                        .getRules()
                        .isEmpty()
                || client.serviceAccounts()
                                .inNamespace(PREFIX + "shop")
                                .withName("default")
                                .get()
                        == null) {
            assertThat(Instant.now())
                    .as("time until the controllers have done their part")
                    .isBefore(end);
            Thread.sleep(300);
        }
    }
}
