package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways that get around a limit: of a name, of a namespace, of what is there already. Each was seen to lead there on a real API server. */
class WaysAroundTests {

    private static final Optional<Boolean> ON = Optional.of(true);
    private static final Optional<Boolean> OFF = Optional.of(false);
    private static final String RBAC = ".rbac.authorization.k8s.io";
    private static final String CSRS = "certificatesigningrequests.certificates.k8s.io";

    /** In the namespace shop, which refuses powerful pods. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            create,escalate,bind roles; create rolebindings                            | true
            create,escalate roles; bind roles named new; create rolebindings           | true
            create,bind roles; create rolebindings                                     | false
            create,escalate,bind roles                                                 | false
            escalate,update,bind roles named plain; patch rolebindings                 | true
            escalate,update,bind roles named missing; patch rolebindings               | false
            escalate,create roles; bind roles named missing; patch rolebindings        | true
            escalate,update roles named other; bind roles named plain; patch rolebindings | false
            """)
    void whoever_writes_roles_and_binds_them_has_everything_in_the_namespace(String rules, boolean leads) {
        String written = rules.replace("roles", "roles" + RBAC).replace("rolebindings", "rolebindings" + RBAC);
        KubernetesFixture planted = in("shop", ground().role("shop", "plain", "get pods"), written);

        assertThat(chain(planted).isPresent()).isEqualTo(leads);
        assertThat(chain(planted, Place.ANY_NODE).isPresent()).isEqualTo(leads);
    }

    @Test
    void whoever_extends_the_role_they_have_says_what_the_namespace_refuses() {
        KubernetesFixture planted = in("shop", weak(), "escalate,update roles.rbac.authorization.k8s.io named r");

        assertThat(chain(planted, Place.ANY_NODE)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            create,get CSRS; update CSRS/approval named mine; approve signers.certificates.k8s.io named kubernetes.io/* | true
            create,get CSRS; update CSRS/approval; approve signers.certificates.k8s.io named kubernetes.io/*            | true
            create,get CSRS; update CSRS/approval; approve signers.certificates.k8s.io named example.com/*              | false
            create,get CSRS; update CSRS/approval; approve signers.certificates.k8s.io named kubernetes.io              | false
            """)
    void a_name_that_one_chooses_and_a_name_for_all_signers_limit_nothing(String rules, boolean leads) {
        assertThat(chain(of(ground(), rules.replace("CSRS", CSRS))).isPresent()).isEqualTo(leads);
    }

    @Test
    void a_certificate_may_bear_the_name_of_an_account() {
        String asking = "create,get CSRS; update CSRS/approval; approve signers.certificates.k8s.io named "
                .replace("CSRS", CSRS);

        assertThat(chain(of(ground(), asking + "kubernetes.io/kube-apiserver-client"))
                        .map(Chain::toString))
                .hasValueSatisfying(words -> assertThat(words).contains(" → serviceaccount/shop/deployer: * *.*"));
        assertThat(chain(of(ground(), asking + "kubernetes.io/kube-apiserver-client-kubelet")))
                .isEmpty();
    }

    @Test
    void who_may_act_as_an_account_of_one_namespace_may_be_in_any_group() {
        KubernetesFixture groups = of(weak(), "impersonate groups named system:masters");

        assertThat(chain(groups)).isEmpty();
        assertThat(chain(in("shop", groups, "impersonate serviceaccounts named web")))
                .isPresent();
        assertThat(chain(in("shop", groups, "impersonate users"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            shop | impersonate serviceaccounts                       | true
            shop | impersonate serviceaccounts named ghost           | true
            shop | impersonate serviceaccounts named web             | false
            shop | create serviceaccounts,pods                       | true
            shop | create serviceaccounts; create serviceaccounts/token | true
            shop | create serviceaccounts; create serviceaccounts/token named web | false
            shop | create serviceaccounts                            | false
            shop | create pods                                       | false
            bank | impersonate serviceaccounts                       | false
            bank | create serviceaccounts,pods                       | false
            """)
    void an_account_that_only_a_binding_names_is_there_for_whoever_makes_it_or_acts_as_it(
            String namespace, String rules, boolean leads) {
        KubernetesFixture planted = weak().bind("dangling", "cluster-admin", "serviceaccount/shop/ghost");

        assertThat(chain(in(namespace, planted, rules)).isPresent()).isEqualTo(leads);
    }

    @Test
    void an_account_of_a_namespace_that_is_not_there_takes_the_name_alone() {
        KubernetesFixture planted = weak().bind("dangling", "cluster-admin", "serviceaccount/gone/ghost");

        assertThat(chain(of(planted, "impersonate serviceaccounts"))).isPresent();
        assertThat(chain(in("shop", planted, "impersonate serviceaccounts"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            get,patch secrets named web-token                    | true
            get secrets named web-token; update secrets          | true
            get secrets; patch secrets named web-token           | true
            get secrets named web-token                          | false
            patch secrets named web-token                        | true
            update secrets named web-token                       | false
            get,patch secrets named other                        | false
            get secrets named web-token; patch secrets named other | false
            """)
    void the_token_of_one_account_is_made_that_of_another(String rules, boolean leads) {
        KubernetesFixture planted = ground().object(
                        KubernetesDocuments.SECRETS,
                        "{metadata: {namespace: 'shop', name: 'web-token', annotations: {'kubernetes.io/service-account.name': 'web'}}}");

        assertThat(chain(in("shop", planted, rules)).isPresent()).isEqualTo(leads);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            patch pods/ephemeralcontainers             | privileged | true
            update pods/ephemeralcontainers named app  | privileged | true
            update pods/ephemeralcontainers named none | privileged | false
            get pods/ephemeralcontainers               | privileged | false
            create pods/exec                           | privileged | false
            patch pods/ephemeralcontainers             | baseline   | false
            patch pods/ephemeralcontainers; patch namespaces | baseline | true
            patch pods/ephemeralcontainers; patch namespaces named bank | baseline | false
            """)
    void a_container_for_debugging_may_be_privileged(String rules, String level, boolean leads) {
        KubernetesFixture planted = in("shop", enforcing(weak().pod("app"), level), rules);

        assertThat(chain(planted, Place.ANY_NODE).isPresent()).isEqualTo(leads);
        assertThat(chain(in("shop", enforcing(weak(), level), rules), Place.ANY_NODE))
                .as("without a pod")
                .isEmpty();
    }

    @Test
    void a_container_for_debugging_is_held_by_the_users_of_its_pod_and_seen_by_who_looks_at_it() {
        KubernetesFixture open = enforcing(weak(), "privileged");
        String rule = "patch pods/ephemeralcontainers";

        assertThat(chain(in("shop", open.pod("app", pod -> pod.with("spec.hostUsers", false)), rule), Place.ANY_NODE))
                .isEmpty();
        for (String seen : new String[] {"pods/ephemeralcontainers", "pods"}) {
            KubernetesFixture guarded = open.pod("app")
                    .object(
                            KubernetesDocuments.VALIDATING_WEBHOOKS,
                            "{metadata: {name: 'guard'}, webhooks: [{rules: [{operations: ['*'], apiGroups: [''], resources: ['"
                                    + seen + "']}]}]}");
            assertThat(chain(in("shop", guarded, rule), Place.ANY_NODE)
                            .map(Chain::doubt)
                            .orElseThrow()
                            .isEmpty())
                    .as(seen)
                    .isEqualTo(seen.equals("pods"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            patch deployments.apps; patch namespaces             | true
            patch deployments.apps named web; update namespaces named shop | true
            patch deployments.apps; patch namespaces named bank  | false
            patch deployments.apps named other; patch namespaces | false
            patch deployments.apps                               | false
            """)
    void a_template_that_is_changed_makes_powerful_pods_once_the_namespace_takes_them(String rules, boolean leads) {
        KubernetesFixture planted = weak().deployment("web", web -> web);

        assertThat(chain(in("shop", planted, rules), Place.ANY_NODE).isPresent())
                .isEqualTo(leads);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {hostPath: {path: '/etc'}, claimRef: {namespace: 'shop', name: 'data'}}              | create pods                        | true
            {local: {path: '/'}, claimRef: {namespace: 'shop', name: 'data'}}                    | create pods                        | true
            {hostPath: {path: '/srv/data'}, claimRef: {namespace: 'shop', name: 'data'}}         | create pods                        | false
            {hostPath: {path: '/etc'}, claimRef: {namespace: 'bank', name: 'data'}}              | create pods                        | false
            {nfs: {path: '/etc'}, claimRef: {namespace: 'shop', name: 'data'}}                   | create pods                        | false
            {hostPath: {path: '/etc'}, claimRef: {namespace: 'shop', name: 'data'}}              | get pods                           | false
            {hostPath: {path: '/etc'}}                                                       | create pods,persistentvolumeclaims | true
            {hostPath: {path: '/etc'}}                                                       | create pods                        | false
            {hostPath: {path: '/etc'}}                                                       | create persistentvolumeclaims      | false
            {hostPath: {path: '/srv/data'}}                                                  | create pods,persistentvolumeclaims | false
            """)
    void a_claim_that_is_a_path_of_the_node_leads_there_from_the_most_restricted_namespace(
            String spec, String rule, boolean leads) {
        KubernetesFixture planted = in("shop", volume(weak(), spec), rule);

        assertThat(chain(planted, Place.ANY_NODE).isPresent()).isEqualTo(leads);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [{matchExpressions: [{key: 'kubernetes.io/hostname', operator: 'In', values: ['worker']}]}]                                    | false
            [{matchExpressions: [{key: 'kubernetes.io/hostname', operator: 'In', values: ['control-plane']}]}]                             | true
            [{matchExpressions: [{key: 'kubernetes.io/hostname', operator: 'In', values: ['worker']}]}, {matchExpressions: [{key: 'disk', operator: 'Exists'}]}] | true
            [{matchExpressions: [{key: 'kubernetes.io/hostname', operator: 'In', values: ['elsewhere']}]}]                                 | true
            """)
    void a_volume_leads_to_the_nodes_that_it_is_on(String terms, boolean leadsToTheCluster) {
        KubernetesFixture planted = volume(
                weak().object(KubernetesDocuments.NODES, "{metadata: {name: 'worker'}}"),
                "{local: {path: '/'}, claimRef: {namespace: 'shop', name: 'data'}, nodeAffinity: {required: {nodeSelectorTerms: "
                        + terms + "}}}");

        assertThat(chain(in("shop", planted, "create pods"), Place.ANY_NODE)).isPresent();
        assertThat(chain(in("shop", planted, "create pods")).isPresent()).isEqualTo(leadsToTheCluster);
    }

    @Test
    void whoever_gets_into_a_pod_has_what_it_claimed() {
        KubernetesFixture planted = volume(
                        weak(), "{hostPath: {path: '/etc'}, claimRef: {namespace: 'shop', name: 'data'}}")
                .pod(
                        "app",
                        pod -> pod.withJson(
                                "spec.volumes", "[{name: 'd', persistentVolumeClaim: {claimName: 'data'}}]"));

        assertThat(chain(in("shop", planted, "create pods/exec"), Place.ANY_NODE))
                .isPresent();
        assertThat(chain(
                        in("shop", planted.pod("app", UnaryOperator.identity()), "create pods/portforward"),
                        Place.ANY_NODE))
                .isEmpty();
    }

    @Test
    void whoever_is_root_on_a_node_has_what_nodes_have() {
        KubernetesFixture planted = weak().object(KubernetesDocuments.NODES, "{metadata: {name: 'worker'}}")
                .clusterRole("asking", "get nodes/proxy named worker")
                .bind("asking", "asking", "user/alice");

        assertThat(chain(planted)).isEmpty();
        assertThat(chain(planted.bind("nodes", "cluster-admin", "group/system:nodes")))
                .isPresent();
        assertThat(chain(planted.bind("nodes", "cluster-admin", "user/system:node:worker")))
                .isPresent();
        assertThat(chain(planted.bind("nodes", "cluster-admin", "user/system:node:other")))
                .isEmpty();
    }

    @Test
    void a_map_of_cloud_identities_may_make_anybody_anything() {
        KubernetesFixture planted = in("kube-system", weak().namespace("kube-system"), "patch configmaps");
        KubernetesFixture mapped = planted.object(
                KubernetesDocuments.CONFIG_MAPS, "{metadata: {namespace: 'kube-system', name: 'aws-auth'}}");

        assertThat(chain(planted)).isEmpty();
        assertThat(chain(mapped))
                .map(Chain::doubt)
                .hasValueSatisfying(doubt -> assertThat(doubt).contains("aws-auth"));
        assertThat(chain(planted.unreadable(KubernetesDocuments.CONFIG_MAPS, "HTTP 403")))
                .map(Chain::doubt)
                .contains("whether there is a ConfigMap aws-auth is not known");
        assertThat(chain(in(
                        "shop",
                        mapped.without(KubernetesDocuments.ROLE_BINDINGS, "kube-system", "b"),
                        "patch configmaps")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "impersonate users named carol; impersonate groups named team",
                "impersonate users named x; impersonate groups named team,crew"
            })
    void who_may_be_several_at_once_has_what_none_of_them_has_alone(String rules) {
        KubernetesFixture planted = weak().clusterRole("binder", "bind clusterroles.rbac.authorization.k8s.io")
                .bind("binders", "binder", "group/team")
                .clusterRole("writer", "create clusterrolebindings.rbac.authorization.k8s.io")
                .bind("writers", "writer", "user/carol", "group/crew");

        assertThat(chain(of(planted, rules))).map(Chain::length).contains(2);
        for (String half : rules.replace("team,crew", "team").split("; ")) {
            assertThat(chain(of(planted, half))).as(half).isEmpty();
        }
        assertThat(chain(of(planted, "impersonate users named x; impersonate groups named team")))
                .isEmpty();
    }

    @Test
    void a_bootstrap_token_is_of_as_many_groups_as_whoever_makes_it_likes() {
        KubernetesFixture planted = weak().namespace("kube-system")
                .clusterRole("binder", "bind clusterroles.rbac.authorization.k8s.io")
                .bind("binders", "binder", "group/system:bootstrappers:one")
                .clusterRole("writer", "create clusterrolebindings.rbac.authorization.k8s.io")
                .bind("writers", "writer", "group/system:bootstrappers:two");

        assertThat(chain(in("kube-system", planted, "create secrets")).map(Chain::toString))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains(" → group/system:bootstrappers:one and group/system:bootstrappers:two"));
        assertThat(chain(in("shop", planted, "create secrets"))).isEmpty();
        assertThat(chain(in(
                        "kube-system",
                        planted.without(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "", "writers"),
                        "create secrets")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            get secrets                              | ['token-id', 'usage-bootstrap-authentication']                    | group/system:bootstrappers     | sure
            list secrets                             | ['token-id', 'usage-bootstrap-authentication']                    | user/system:bootstrap:abcdef   | sure
            get secrets named bootstrap-token-abcdef | ['token-id', 'usage-bootstrap-authentication']                    | group/system:bootstrappers     | sure
            get secrets named bootstrap-token-other1 | ['token-id', 'usage-bootstrap-authentication']                    | group/system:bootstrappers     | none
            get secrets                              | ['token-id', 'usage-bootstrap-authentication']                    | user/system:bootstrap:other1   | none
            get secrets                              | ['token-id', 'usage-bootstrap-authentication']                    | group/system:bootstrappers:ops | none
            get secrets                              | ['usage-bootstrap-authentication', 'auth-extra-groups']           | group/system:bootstrappers:ops | doubt
            get secrets                              | ['token-id', 'usage-bootstrap-signing']                           | group/system:bootstrappers     | none
            get secrets                              | []                                                            | group/system:bootstrappers     | doubt
            create secrets named x                   | ['token-id', 'usage-bootstrap-authentication']                    | group/system:bootstrappers     | none
            """)
    void a_bootstrap_token_that_is_read_logs_in(String rule, String keys, String holder, String outcome) {
        KubernetesFixture planted = weak().namespace("kube-system")
                .object(
                        KubernetesDocuments.SECRETS,
                        "{metadata: {namespace: 'kube-system', name: 'bootstrap-token-abcdef'}, type: 'bootstrap.kubernetes.io/token', keys: "
                                + keys + "}")
                .bind("joined", "cluster-admin", holder);
        Optional<Chain> chain = chain(in("kube-system", planted, rule));

        assertThat(chain.map(found -> found.doubt().isEmpty() ? "sure" : "doubt")
                        .orElse("none"))
                .isEqualTo(outcome);
        assertThat(chain(in("shop", planted, rule))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            impersonate:user-info users.authentication.k8s.io named carol; impersonate-on:user-info:create pods        | true
            impersonate:user-info users.authentication.k8s.io; impersonate-on:user-info:create pods                    | true
            impersonate:user-info users.authentication.k8s.io named carol; impersonate-on:user-info:list pods          | false
            impersonate:user-info users.authentication.k8s.io named carol; impersonate-on:serviceaccount:create pods   | false
            impersonate:user-info users.authentication.k8s.io named bob; impersonate-on:user-info:create pods          | false
            impersonate:user-info users named carol; impersonate-on:user-info:create pods                              | false
            impersonate:user-info users.authentication.k8s.io named carol                                              | false
            impersonate-on:user-info:create pods                                                                       | false
            impersonate:user-info users.authentication.k8s.io named x; impersonate:user-info groups.authentication.k8s.io named system:masters; impersonate-on:user-info:create clusterrolebindings.rbac.authorization.k8s.io | true
            impersonate:user-info groups.authentication.k8s.io named system:masters; impersonate-on:user-info:create clusterrolebindings.rbac.authorization.k8s.io | false
            impersonate:user-info users.authentication.k8s.io named x; impersonate:user-info groups.authentication.k8s.io named system:masters; impersonate-on:user-info:list pods | false
            impersonate:serviceaccount serviceaccounts.authentication.k8s.io named deployer; impersonate-on:serviceaccount:create clusterrolebindings.rbac.authorization.k8s.io | true
            impersonate:serviceaccount serviceaccounts.authentication.k8s.io named maker; impersonate-on:serviceaccount:create pods | true
            impersonate:serviceaccount serviceaccounts.authentication.k8s.io named web; impersonate-on:serviceaccount:create pods | false
            impersonate:user-info users.authentication.k8s.io named binder; impersonate-on:user-info:create clusterrolebindings.rbac.authorization.k8s.io | true
            """)
    void to_act_as_others_for_some_requests_leads_where_these_do(String rules, boolean leads) {
        KubernetesFixture planted = of(
                ground().role("shop", "run", "create pods")
                        .bindIn("shop", "run", "role/run", "user/carol", "serviceaccount/shop/maker")
                        .clusterRole(
                                "binder",
                                "bind clusterroles.rbac.authorization.k8s.io",
                                "create clusterrolebindings.rbac.authorization.k8s.io")
                        .bind("binders", "binder", "user/binder"),
                rules);

        assertThat(chain(planted, Place.CLUSTER, ON).isPresent()).isEqualTo(leads);
        assertThat(chain(planted, Place.CLUSTER, OFF))
                .as("where there is no such thing")
                .isEmpty();
        assertThat(chain(planted, Place.CLUSTER, Optional.empty())
                        .map(Chain::doubt)
                        .isPresent())
                .isEqualTo(leads);
    }

    @Test
    void what_may_be_done_as_others_in_one_namespace_leads_on_from_there_only() {
        KubernetesFixture planted = of(
                ground().clusterRole("run", "create pods").bind("run", "run", "user/carol"),
                "impersonate:user-info users.authentication.k8s.io named carol");

        assertThat(chain(in("shop", planted, "impersonate-on:user-info:create pods"), Place.CLUSTER, ON))
                .isPresent();
        assertThat(chain(in("bank", planted, "impersonate-on:user-info:create pods"), Place.CLUSTER, ON))
                .isEmpty();
    }

    @Test
    void whoever_asks_for_tokens_as_a_node_may_have_those_of_its_pods() {
        KubernetesFixture planted = ground().pod(
                        "tool",
                        pod -> pod.with("spec.serviceAccountName", "deployer")
                                .withJson(
                                        "spec.volumes",
                                        "[{projected: {sources: [{serviceAccountToken: {path: 'token'}}]}}]"));
        String node = "impersonate:arbitrary-node nodes.authentication.k8s.io";

        assertThat(chain(
                        of(planted, node + "; impersonate-on:arbitrary-node:create serviceaccounts/token"),
                        Place.CLUSTER,
                        ON))
                .map(Chain::doubt)
                .hasValueSatisfying(doubt -> assertThat(doubt).contains("which of their pods"));
        assertThat(chain(of(planted, node + "; impersonate-on:arbitrary-node:list pods"), Place.CLUSTER, ON))
                .isEmpty();
        assertThat(chain(
                        of(planted, node + "; impersonate-on:user-info:create serviceaccounts/token"),
                        Place.CLUSTER,
                        ON))
                .isEmpty();
    }

    /** As {@link #weak}, with an account in the namespace shop that may do everything. */
    private static KubernetesFixture ground() {
        return weak().serviceAccount("shop", "deployer", UnaryOperator.identity())
                .bind("deployer", "cluster-admin", "serviceaccount/shop/deployer");
    }

    /** Nobody but the masters has any power, and no namespace takes powerful pods. */
    private static KubernetesFixture weak() {
        return cluster()
                .namespace("bank")
                .serviceAccount("shop", "web", UnaryOperator.identity())
                .changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.with("metadata.labels.\"node-role.kubernetes.io/control-plane\"", ""));
    }

    private static KubernetesFixture enforcing(KubernetesFixture cluster, String level) {
        return cluster.namespace(
                "shop", namespace -> namespace.with("metadata.labels.\"pod-security.kubernetes.io/enforce\"", level));
    }

    private static KubernetesFixture volume(KubernetesFixture cluster, String spec) {
        return cluster.object(KubernetesDocuments.PERSISTENT_VOLUMES, "{metadata: {name: 'v'}, spec: " + spec + "}");
    }

    private static KubernetesFixture of(KubernetesFixture cluster, String rules) {
        return cluster.clusterRole("everywhere", rules.split("; ")).bind("everywhere", "everywhere", "user/alice");
    }

    private static KubernetesFixture in(String namespace, KubernetesFixture cluster, String rules) {
        return cluster.role(namespace, "r", rules.split("; ")).bindIn(namespace, "b", "role/r", "user/alice");
    }

    private static Optional<Chain> chain(KubernetesFixture cluster) {
        return chain(cluster, Place.CLUSTER);
    }

    private static Optional<Chain> chain(KubernetesFixture cluster, Place goal) {
        return chain(cluster, goal, OFF);
    }

    private static Optional<Chain> chain(
            KubernetesFixture cluster, Place goal, Optional<Boolean> limitedImpersonation) {
        Snapshot snapshot = cluster.snapshot();
        return new Escalation(
                        Rbac.of(key -> snapshot.document(key).json()),
                        key -> snapshot.document(key).json(),
                        new ServerSettings((namespace, label) -> label, ON, ON, OFF, limitedImpersonation))
                .chain(Principal.user("alice"), goal);
    }
}
