package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.waiver.Waivers;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verdicts on rights and policies that other tools were seen to get wrong, and what is true. */
class RightsPeerVerdictsTests {

    @Test
    void a_foreign_subject_in_the_binding_called_cluster_admin_is_found() {
        KubernetesFixture planted = cluster()
                .changed(
                        KubernetesDocuments.CLUSTER_ROLE_BINDINGS,
                        "",
                        "cluster-admin",
                        binding -> binding.withJson(
                                "subjects",
                                "[{kind: 'Group', name: 'system:masters'}, {kind: 'User', name: 'mallory'}]"));

        assertThat(violators("5.1.1", planted))
                .containsExactly(
                        "user/mallory › clusterrole/cluster-admin in the cluster (clusterrolebinding/cluster-admin)");
    }

    @Test
    void a_role_binding_to_cluster_admin_is_found() {
        assertThat(violators("5.1.1", cluster().bindIn("shop", "b", "clusterrole/cluster-admin", "user/mallory")))
                .containsExactly("user/mallory › clusterrole/cluster-admin in shop (rolebinding/shop/b)");
    }

    @Test
    void a_role_of_another_name_that_allows_everything_is_found() {
        assertThat(violators("5.1.1", cluster().clusterRole("harmless", "* *.*").bind("b", "harmless", "group/ops")))
                .containsExactly("group/ops › * *.* in the cluster (clusterrolebinding/b)");
    }

    @Test
    void secrets_that_everybody_may_read_are_found_though_no_user_has_the_name_of_the_group() {
        KubernetesFixture planted =
                cluster().clusterRole("r", "get secrets").bind("b", "r", "group/system:authenticated");

        assertThat(violators("5.1.2", planted))
                .containsExactly("group/system:authenticated › get secrets in the cluster (clusterrolebinding/b)");
    }

    @Test
    void each_verb_that_shows_a_secret_is_found_by_itself() {
        for (String verb : List.of("get", "list", "watch")) {
            assertThat(violators(
                            "5.1.2",
                            cluster().clusterRole("r", verb + " secrets").bind("b", "r", "user/alice")))
                    .as(verb)
                    .hasSize(1);
        }
    }

    @Test
    void a_wildcard_among_other_words_is_found() {
        assertThat(violators("5.1.3", cluster().clusterRole("r", "get,* pods").bind("b", "r", "user/alice")))
                .containsExactly("clusterrole/r");
    }

    @Test
    void the_wildcards_of_built_in_roles_are_no_alarm_and_a_changed_one_is_found() {
        KubernetesFixture shipped = cluster()
                .clusterRole("system:controller:generic-garbage-collector", "delete,get,list,patch,update,watch *.*")
                .bind(
                        "system:controller:generic-garbage-collector",
                        "system:controller:generic-garbage-collector",
                        "serviceaccount/kube-system/generic-garbage-collector");

        assertThat(violators("5.1.3", shipped)).isEmpty();
        assertThat(violators(
                        "5.1.3",
                        shipped.changed(
                                KubernetesDocuments.CLUSTER_ROLES,
                                "",
                                "system:controller:generic-garbage-collector",
                                role -> role.withJson(
                                        "rules", "[{verbs: ['create', 'get'], apiGroups: ['*'], resources: ['*']}]"))))
                .containsExactly("clusterrole/system:controller:generic-garbage-collector");
    }

    @Test
    void whoever_creates_pods_by_a_deployment_or_through_a_group_is_found() {
        KubernetesFixture planted = cluster()
                .clusterRole("r", "create deployments.apps")
                .bindIn("shop", "b", "clusterrole/r", "group/system:serviceaccounts:shop");

        assertThat(violators("5.1.4", planted))
                .containsExactly(
                        "group/system:serviceaccounts:shop › create deployments.apps in shop (rolebinding/shop/b)");
    }

    @Test
    void a_role_without_a_binding_is_no_alarm() {
        KubernetesFixture planted = cluster()
                .clusterRole("powerful", "* *.*")
                .role("shop", "powerful", "get,create secrets,pods,pods/exec", "impersonate serviceaccounts");

        for (String number : List.of("5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.8", "5.1.13")) {
            assertThat(violators(number, planted)).as(number).isEmpty();
        }
    }

    @Test
    void default_accounts_and_pods_of_kubernetes_itself_are_no_alarm() {
        KubernetesFixture planted = cluster()
                .serviceAccount("kube-system", "default", account -> account.without("automountServiceAccountToken"))
                .pod(
                        "coredns",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("spec.automountServiceAccountToken", true));

        assertThat(violators("5.1.5", planted)).isEmpty();
        assertThat(violators("5.1.6", planted)).isEmpty();
    }

    @Test
    void a_pod_that_takes_no_token_of_an_account_that_says_nothing_is_no_alarm() {
        KubernetesFixture planted = cluster()
                .serviceAccount("shop", "web", account -> account.without("automountServiceAccountToken"))
                .pod("web");

        assertThat(violators("5.1.6", planted)).isEmpty();
    }

    @Test
    void a_default_account_with_rights_is_found_though_it_mounts_no_token() {
        KubernetesFixture planted = cluster()
                .serviceAccount("shop", "default", UnaryOperator.identity())
                .role("shop", "r", "get pods")
                .bindIn("shop", "b", "role/r", "serviceaccount/shop/default");

        assertThat(violators("5.1.5", planted)).containsExactly("serviceaccount/shop/default");
    }

    @Test
    void one_policy_for_one_pod_is_not_enough_for_a_namespace() {
        KubernetesFixture planted = cluster()
                .object(
                        KubernetesDocuments.NETWORK_POLICIES,
                        "{metadata: {namespace: 'shop', name: 'web'}, spec: {podSelector: {matchLabels: {app: 'web'}}}}")
                .pod("web")
                .pod("db");

        assertThat(violators("5.3.2", planted)).containsExactly("namespace/shop");
    }

    private static List<String> violators(String number, KubernetesFixture cluster) {
        KubernetesPlatform platform = new KubernetesPlatform();
        Catalogue catalogue = Catalogue.load(RightsPeerVerdictsTests.class.getClassLoader());
        ControlMethod control = Stream.of(AccessGrants.class, RolesAndAccounts.class, PodNetwork.class)
                .flatMap(type -> ControlMethod.allOf(type, catalogue, platform).stream())
                .filter(candidate -> candidate
                        .description()
                        .number("cis-kubernetes-2.0.1")
                        .filter(number::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no control for " + number));
        return new Judge(cluster.snapshot(), platform, Waivers.none(), Policies.defaults(catalogue))
                .judge(control).findings(Verdict.VIOLATED).stream()
                        .map(Finding::subject)
                        .toList();
    }
}
