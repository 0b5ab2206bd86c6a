package io.github.plimsoll.fact.kubernetes.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles and bindings resolved, one case of the authorizer after the other. */
class RbacTests {

    private static final String PODS = "{verbs: [create], apiGroups: [''], resources: [pods]}";
    private static final Identity BUILDER = Identity.serviceAccount("dev", "builder");
    private static final Request CREATE_PODS = Request.of("create", "pods").in("shop");

    @Test
    void a_role_that_nothing_binds_grants_nothing() {
        Rbac rbac = new Lists()
                .clusterRole("ops", "{verbs: ['*'], apiGroups: ['*'], resources: ['*']}")
                .rbac();

        assertThat(rbac.whoCan(CREATE_PODS)).isEmpty();
        assertThat(rbac.principals()).isEmpty();
    }

    @Test
    void a_cluster_role_holds_where_it_is_bound() {
        Rbac everywhere = new Lists()
                .clusterRole("pods", PODS)
                .bind("all", "pods", "user/alice")
                .rbac();
        Rbac inShop = new Lists()
                .clusterRole("pods", PODS)
                .bindIn("shop", "some", "clusterrole/pods", "user/alice")
                .rbac();

        assertThat(may(everywhere, "shop")).isTrue();
        assertThat(may(everywhere, "bank")).isTrue();
        assertThat(may(everywhere, "")).isTrue();
        assertThat(may(inShop, "shop")).isTrue();
        assertThat(may(inShop, "bank")).isFalse();
        assertThat(may(inShop, "")).isFalse();
    }

    @Test
    void a_role_is_found_in_the_namespace_of_its_binding_only() {
        Rbac rbac = new Lists()
                .role("bank", "pods", PODS)
                .bindIn("shop", "some", "role/pods", "user/alice")
                .rbac();

        assertThat(may(rbac, "shop")).isFalse();
        assertThat(may(rbac, "bank")).isFalse();
    }

    @Test
    void a_binding_to_a_role_that_is_missing_grants_nothing() {
        Rbac rbac = new Lists().bind("all", "nothing", "user/alice").rbac();

        assertThat(may(rbac, "shop")).isFalse();
        assertThat(rbac.role(rbac.bindings().get(0))).isEmpty();
    }

    @Test
    void a_service_account_without_a_namespace_is_of_that_of_the_binding() {
        Rbac rbac = new Lists()
                .clusterRole("pods", PODS)
                .bindIn("dev", "some", "clusterrole/pods", "serviceaccount/builder")
                .bind("all", "pods", "serviceaccount/builder")
                .rbac();

        assertThat(rbac.may(BUILDER, CREATE_PODS.in("dev")).allowed()).isTrue();
        assertThat(rbac.may(Identity.serviceAccount("shop", "builder"), CREATE_PODS.in("dev"))
                        .allowed())
                .isFalse();
        assertThat(rbac.may(BUILDER, CREATE_PODS).allowed())
                .as("in a binding of the cluster it is nobody")
                .isFalse();
        assertThat(rbac.bindings().get(0).nobodies()).containsExactly("ServiceAccount builder");
    }

    @Test
    void a_service_account_is_itself_by_its_user_name_too() {
        Rbac rbac = new Lists()
                .clusterRole("pods", PODS)
                .bind("all", "pods", "user/system:serviceaccount:dev:builder")
                .rbac();

        assertThat(rbac.may(BUILDER, CREATE_PODS).allowed()).isTrue();
        assertThat(rbac.principals()).containsExactly(Principal.serviceAccount("dev", "builder"));
    }

    @ParameterizedTest
    @CsvSource({
        "system:serviceaccounts,true",
        "system:serviceaccounts:dev,true",
        "system:authenticated,true",
        "system:serviceaccounts:shop,false",
        "system:unauthenticated,false",
        "builders,false"
    })
    void groups_of_service_accounts(String group, boolean allowed) {
        Rbac rbac = new Lists()
                .clusterRole("pods", PODS)
                .bind("all", "pods", "group/" + group)
                .rbac();

        assertThat(rbac.may(BUILDER, CREATE_PODS).allowed()).isEqualTo(allowed);
    }

    @Test
    void whoever_shows_no_credentials_is_in_one_group_alone() {
        Rbac rbac = new Lists()
                .clusterRole("pods", PODS)
                .bindIn("shop", "one", "clusterrole/pods", "group/system:unauthenticated")
                .bindIn("bank", "two", "clusterrole/pods", "user/system:anonymous")
                .bindIn("lab", "three", "clusterrole/pods", "group/system:authenticated")
                .rbac();

        assertThat(rbac.may(Identity.anonymous(), CREATE_PODS).allowed()).isTrue();
        assertThat(rbac.may(Identity.anonymous(), CREATE_PODS.in("bank")).allowed())
                .isTrue();
        assertThat(rbac.may(Identity.anonymous(), CREATE_PODS.in("lab")).allowed())
                .isFalse();
    }

    @Test
    void nobody_asks_what_the_masters_may() {
        Decision decision = new Lists().rbac().may(Identity.user("root", "system:masters"), CREATE_PODS);

        assertThat(decision.allowed()).isTrue();
        assertThat(decision.because()).contains("system:masters");
    }

    @Test
    void the_narrowest_right_is_the_reason() {
        Lists lists = new Lists()
                .clusterRole("pods", PODS)
                .bind("a-group", "pods", "group/system:authenticated")
                .bind("b-cluster", "pods", "serviceaccount/dev/builder");

        assertThat(lists.rbac().may(BUILDER, CREATE_PODS).right())
                .hasToString(
                        "Optional[serviceaccount/dev/builder › create pods in the cluster (clusterrolebinding/b-cluster)]");
        assertThat(lists.bindIn("shop", "builders", "clusterrole/pods", "serviceaccount/dev/builder")
                        .rbac()
                        .may(BUILDER, CREATE_PODS)
                        .because())
                .isEqualTo(
                        "rolebinding/shop/builders gives serviceaccount/dev/builder the clusterrole/pods, which allows create pods");
    }

    @Test
    void everybody_who_may_is_found_once() {
        Rbac rbac = new Lists()
                .clusterRole("pods", PODS)
                .clusterRole("other", "{verbs: [create], apiGroups: [apps], resources: [pods]}")
                .bind("one", "pods", "user/alice", "group/ops")
                .bind("two", "other", "user/bob")
                .bindIn("shop", "three", "clusterrole/pods", "user/alice", "serviceaccount/dev/builder")
                .bindIn("bank", "four", "clusterrole/pods", "user/carol")
                .rbac();

        assertThat(rbac.whoCan(CREATE_PODS))
                .extracting(Right::toString)
                .containsExactly(
                        "group/ops › create pods in the cluster (clusterrolebinding/one)",
                        "serviceaccount/dev/builder › create pods in shop (rolebinding/shop/three)",
                        "user/alice › create pods in shop (rolebinding/shop/three)");
        assertThat(rbac.whoCan(CREATE_PODS.in(""))).extracting(Right::principal).hasToString("[group/ops, user/alice]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "get  | pods                | {verbs: [get], apiGroups: [''], resources: [pods]}            | true",
                "list | pods                | {verbs: [get], apiGroups: [''], resources: [pods]}            | false",
                "list | pods                | {verbs: ['*'], apiGroups: [''], resources: [pods]}            | true",
                "get  | pods                | {verbs: [get], apiGroups: [apps], resources: [pods]}          | false",
                "get  | deployments.apps    | {verbs: [get], apiGroups: [apps], resources: [deployments]}   | true",
                "get  | deployments.apps    | {verbs: [get], apiGroups: [''], resources: [deployments]}     | false",
                "get  | deployments.apps    | {verbs: [get], apiGroups: ['*'], resources: [deployments]}    | true",
                "get  | pods                | {verbs: [get], resources: [pods]}                             | false",
                "get  | pods                | {verbs: [get], apiGroups: [''], resources: ['*']}             | true",
                "get  | pods/log            | {verbs: [get], apiGroups: [''], resources: ['*']}             | true",
                "get  | pods/log            | {verbs: [get], apiGroups: [''], resources: [pods]}            | false",
                "get  | pods/log            | {verbs: [get], apiGroups: [''], resources: [pods/log]}        | true",
                "get  | pods                | {verbs: [get], apiGroups: [''], resources: [pods/log]}        | false",
                "get  | pods/log            | {verbs: [get], apiGroups: [''], resources: ['*/log']}         | true",
                "get  | nodes/log           | {verbs: [get], apiGroups: [''], resources: ['*/log']}         | true",
                "get  | pods/exec           | {verbs: [get], apiGroups: [''], resources: ['*/log']}         | false",
                "get  | pods                | {verbs: [get], apiGroups: [''], resources: ['*/log']}         | false",
                "get  | pods/log            | {verbs: [get], apiGroups: [''], resources: ['pods/*']}        | false",
                "get  | pods                | {verbs: [get], apiGroups: [''], resources: ['pod*']}          | false",
                "get  | pods                | {verbs: [GET], apiGroups: [''], resources: [pods]}            | false",
                "*    | pods                | {verbs: [get], apiGroups: [''], resources: [pods]}            | false",
                "*    | pods                | {verbs: ['*'], apiGroups: [''], resources: [pods]}            | true",
            })
    void rules_on_resources(String verb, String resource, String rule, boolean allowed) {
        Rbac rbac =
                new Lists().clusterRole("r", rule).bind("b", "r", "user/alice").rbac();

        assertThat(rbac.may(Identity.user("alice"), Request.of(verb, resource)).allowed())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"tls,true", "key,true", "other,false", "'',false"})
    void rules_on_named_objects(String name, boolean allowed) {
        Rbac rbac = new Lists()
                .role("shop", "r", "{verbs: [get], apiGroups: [''], resources: [secrets], resourceNames: [tls, key]}")
                .bindIn("shop", "b", "role/r", "user/alice")
                .rbac();

        assertThat(rbac.may(
                                Identity.user("alice"),
                                Request.of("get", "secrets").in("shop").named(name))
                        .allowed())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "/healthz,/healthz,true",
        "/healthz,/healthz/etcd,false",
        "/healthz/*,/healthz/etcd,true",
        "/healthz/*,/healthz,false",
        "/healthz/**,/healthz/etcd,true",
        "/health*,/healthz,true",
        "*,/anything,true",
        "/*,/anything,true",
        "/metrics,/metrics/,false"
    })
    void rules_on_paths(String pattern, String path, boolean allowed) {
        Rbac rbac = new Lists()
                .clusterRole("r", "{verbs: [get], nonResourceURLs: ['" + pattern + "']}")
                .bind("b", "r", "user/alice")
                .rbac();

        assertThat(rbac.may(Identity.user("alice"), Request.ofPath("get", path)).allowed())
                .isEqualTo(allowed);
        assertThat(rbac.may(Identity.user("alice"), Request.ofPath("post", path))
                        .allowed())
                .isFalse();
        assertThat(rbac.may(Identity.user("alice"), Request.of("get", "pods")).allowed())
                .isFalse();
    }

    @Test
    void what_could_not_be_read_is_no_no() {
        Lists roles = new Lists()
                .clusterRole("pods", PODS)
                .bind("all", "pods", "user/alice")
                .bindIn("shop", "some", "role/own", "user/bob")
                .unreadable(KubernetesDocuments.ROLES);

        assertThat(may(roles.rbac(), "shop")).isTrue();
        assertThatThrownBy(() -> roles.rbac().may(Identity.user("bob"), CREATE_PODS))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(KubernetesDocuments.ROLES);
        assertThat(roles.rbac()
                        .may(Identity.user("bob"), CREATE_PODS.in("bank"))
                        .allowed())
                .isFalse();
        assertThatThrownBy(() -> roles.rbac().whoCan(CREATE_PODS)).isInstanceOf(Unreadable.class);
    }

    @Test
    void bindings_that_could_not_be_read_may_be_anybodys() {
        Lists lists = new Lists()
                .clusterRole("pods", PODS)
                .bind("all", "pods", "user/alice")
                .unreadable(KubernetesDocuments.ROLE_BINDINGS);

        assertThat(may(lists.rbac(), "shop")).isTrue();
        assertThatThrownBy(() -> lists.rbac().may(Identity.user("bob"), CREATE_PODS))
                .isInstanceOf(Unreadable.class);
        assertThat(lists.rbac().may(Identity.user("bob"), CREATE_PODS.in("")).allowed())
                .isFalse();
        assertThatThrownBy(() -> lists.rbac().rightsOf(Identity.user("bob"))).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_role_that_makes_no_sense_makes_only_its_own_bindings_unreadable() {
        Rbac rbac = new Lists()
                .clusterRole("odd", "{verbs: get, apiGroups: [''], resources: [pods]}")
                .clusterRole("pods", PODS)
                .bind("one", "odd", "user/bob")
                .bind("two", "pods", "user/alice")
                .rbac();

        assertThat(may(rbac, "shop")).isTrue();
        assertThatThrownBy(() -> rbac.may(Identity.user("bob"), CREATE_PODS))
                .isInstanceOf(Unreadable.class)
                .hasMessage("verbs of rule 0 of clusterrole/odd is not a list of texts");
    }

    private static boolean may(Rbac rbac, String namespace) {
        return rbac.may(Identity.user("alice"), CREATE_PODS.in(namespace)).allowed();
    }
}
