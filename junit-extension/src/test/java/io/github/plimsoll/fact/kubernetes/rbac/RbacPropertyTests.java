package io.github.plimsoll.fact.kubernetes.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds of any roles and bindings: here of random ones, the same in each run. */
class RbacPropertyTests {

    private static final int RUNS = 20;
    private static final int QUESTIONS = 200;

    @RepeatedTest(RUNS)
    void whoever_may_is_among_those_who_can(RepetitionInfo run) {
        RandomRoles random = random(run);
        Rbac rbac = random.lists().rbac();

        for (int i = 0; i < QUESTIONS; i++) {
            Identity who = random.identity();
            Request what = random.request();
            assertThat(rbac.may(who, what).allowed())
                    .as("%s %s", who, what)
                    .isEqualTo(rbac.whoCan(what).stream().map(Right::principal).anyMatch(who.principals()::contains));
        }
    }

    @RepeatedTest(RUNS)
    void the_reason_is_a_right_of_the_one_who_asks_and_is_enough_alone(RepetitionInfo run) {
        RandomRoles random = random(run);
        Rbac rbac = random.lists().rbac();

        for (int i = 0; i < QUESTIONS; i++) {
            Identity who = random.identity();
            Request what = random.request();
            rbac.may(who, what).right().ifPresent(right -> {
                assertThat(right.theRule().allows(what)).isTrue();
                assertThat(who.principals()).contains(right.principal());
                assertThat(right.binding().principals()).contains(right.principal());
                assertThat(right.binding().namespace()).isIn("", what.namespace());
                assertThat(rbac.rightsOf(who)).contains(right);
            });
        }
    }

    @RepeatedTest(RUNS)
    void nobody_loses_anything_by_another_binding(RepetitionInfo run) {
        RandomRoles random = random(run);
        Lists lists = random.lists();
        Rbac before = lists.rbac();
        Rbac after = lists.bindIn("shop", "more", "clusterrole/role1", "serviceaccount/one", "group/two")
                .rbac();

        for (int i = 0; i < QUESTIONS; i++) {
            Identity who = random.identity();
            Request what = random.request();
            if (before.may(who, what).allowed()) {
                assertThat(after.may(who, what).allowed())
                        .as("%s %s", who, what)
                        .isTrue();
            }
        }
    }

    @RepeatedTest(RUNS)
    void bindings_of_namespaces_give_nothing_beyond_them(RepetitionInfo run) {
        RandomRoles random = random(run);
        Lists lists = random.lists();
        Rbac whole = lists.rbac();
        Rbac ofCluster =
                Rbac.of(key -> key.equals(KubernetesDocuments.ROLE_BINDINGS) ? new Lists().list(key) : lists.list(key));

        for (int i = 0; i < QUESTIONS; i++) {
            Identity who = random.identity();
            Request what = random.request().in("");
            assertThat(whole.may(who, what).allowed())
                    .isEqualTo(ofCluster.may(who, what).allowed());
        }
    }

    private static RandomRoles random(RepetitionInfo run) {
        return new RandomRoles(run.getCurrentRepetition(), "", List.of("shop", "bank"));
    }
}
