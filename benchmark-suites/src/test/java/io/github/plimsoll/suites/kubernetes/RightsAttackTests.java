package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Chains of rights as paths of an attacker, found by the one algorithm for every platform. */
class RightsAttackTests {

    @Test
    void a_cluster_without_rights_has_no_paths() {
        assertThat(paths(cluster()).paths()).isEmpty();
    }

    @Test
    void a_user_who_makes_pods_owns_the_cluster_by_the_account_of_the_namespace() {
        AttackPaths paths = paths(withDeployer());

        assertThat(paths.paths())
                .extracting(AttackPath::sentence)
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("may create pods in shop (rolebinding/shop/b)")
                        .contains("serviceaccount/shop/deployer")
                        .endsWith("owns this cluster"));
        assertThat(paths.cuts()).isNotEmpty();
        assertThat(paths.cuts().get(0).breaks()).isEqualTo(paths.cuts().get(0).of());
    }

    @Test
    void a_workload_that_holds_a_strong_token_is_a_way_in() {
        AttackPaths paths = paths(cluster()
                .serviceAccount("shop", "web", UnaryOperator.identity())
                .bind("web", "cluster-admin", "serviceaccount/shop/web")
                .deployment("web", web -> web.with("spec.template.spec.automountServiceAccountToken", true)));

        assertThat(paths.paths())
                .extracting(AttackPath::sentence)
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("deployment/shop/web mounts its token")
                        .endsWith("owns this cluster"));
    }

    @Test
    void what_could_not_be_read_is_no_path_that_is_certain_and_none_that_is_left_out() {
        AttackPaths paths =
                paths(withDeployer().unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));

        assertThat(paths.paths()).isNotEmpty().noneMatch(AttackPath::isCertain);
    }

    private static KubernetesFixture withDeployer() {
        return cluster()
                .serviceAccount("shop", "deployer", UnaryOperator.identity())
                .bind("deployer", "cluster-admin", "serviceaccount/shop/deployer")
                .role("shop", "r", "create pods")
                .bindIn("shop", "b", "role/r", "user/alice");
    }

    private static AttackPaths paths(KubernetesFixture cluster) {
        return AttackPaths.of(new KubernetesPlatform().attackSteps(cluster.snapshot()));
    }
}
