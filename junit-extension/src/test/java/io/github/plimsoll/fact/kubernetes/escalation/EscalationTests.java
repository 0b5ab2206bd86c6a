package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of rights that lead to a goal, with the exact grants; and those that nearly do. */
class EscalationTests {

    private static final Principal ALICE = Principal.user("alice");
    private static final Optional<Boolean> ON = Optional.of(true);
    private static final String ADMIN =
            "serviceaccount/shop/deployer: * *.* in the cluster (clusterrolebinding/deployer) → the cluster";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create pods                               | create pods
            create cronjobs.batch                     | create cronjobs.batch
            patch deployments.apps                    | patch deployments.apps
            update deployments.apps named web         | update deployments.apps
            create pods/exec                          | create pods/exec
            get pods/exec named tool                  | get pods/exec
            create pods/attach                        | create pods/attach
            patch pods/ephemeralcontainers            | patch pods/ephemeralcontainers
            patch pods                                | patch pods
            get secrets                               | get secrets
            list secrets named deployer-token         | list secrets
            create,get secrets                        | get secrets
            patch secrets named deployer-token        | patch secrets
            delete secrets                            | delete secrets
            deletecollection secrets                  | deletecollection secrets
            create serviceaccounts/token              | create serviceaccounts/token
            create serviceaccounts/token named deployer | create serviceaccounts/token
            impersonate serviceaccounts               | impersonate serviceaccounts
            impersonate serviceaccounts named deployer | impersonate serviceaccounts
            """)
    void one_right_in_a_namespace_leads_to_its_strongest_account(String rule, String used) {
        Optional<Chain> chain = chain(ground().role("shop", "r", rule).bindIn("shop", "b", "role/r", "user/alice"));

        assertThat(chain).map(Chain::length).contains(2);
        assertThat(chain).map(Chain::toString).contains(used + " in shop (rolebinding/shop/b) → " + ADMIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create pods                            | create pods named web
            create pods                            | list,watch,delete pods
            patch deployments.apps                 | patch deployments.apps named other
            patch deployments.apps                 | patch statefulsets.apps
            create pods/exec                       | create pods/exec named idle
            create pods/exec                       | delete pods/exec
            create pods/exec                       | create pods/portforward,pods/log
            get secrets                            | get secrets named other
            get secrets                            | create,update secrets
            deletecollection secrets               | deletecollection secrets named deployer-token
            create serviceaccounts/token           | create serviceaccounts/token named web
            create serviceaccounts/token           | get serviceaccounts/token
            impersonate serviceaccounts            | impersonate users,groups
            impersonate serviceaccounts            | impersonate serviceaccounts named web
            """)
    void a_right_that_nearly_does_leads_nowhere(String enough, String near) {
        assertThat(chain(ground().role("shop", "r", enough).bindIn("shop", "b", "role/r", "user/alice")))
                .isPresent();
        assertThat(chain(ground().role("shop", "r", near).bindIn("shop", "b", "role/r", "user/alice")))
                .as(near)
                .isEmpty();
        assertThat(chain(ground().role("bank", "r", enough).bindIn("bank", "b", "role/r", "user/alice")))
                .as("where no strong account is")
                .isEmpty();
        assertThat(chain(ground().role("shop", "r", enough).bindIn("shop", "b", "role/r", "user/bob")))
                .as("of somebody else")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bind clusterroles.rbac.authorization.k8s.io; create clusterrolebindings.rbac.authorization.k8s.io
            bind clusterroles.rbac.authorization.k8s.io named cluster-admin; patch clusterrolebindings.rbac.authorization.k8s.io
            escalate,update clusterroles.rbac.authorization.k8s.io
            escalate,patch clusterroles.rbac.authorization.k8s.io named r
            impersonate users,groups
            impersonate users named x; impersonate groups named system:masters
            impersonate serviceaccounts; impersonate groups
            create mutatingwebhookconfigurations.admissionregistration.k8s.io
            get nodes/proxy
            create nodes/proxy named control-plane
            * *.certificates.k8s.io
            create,get certificatesigningrequests.certificates.k8s.io; update certificatesigningrequests.certificates.k8s.io/approval; approve signers.certificates.k8s.io named kubernetes.io/kube-apiserver-client
            create persistentvolumes,persistentvolumeclaims,pods
            create pods; patch namespaces
            create pods,namespaces
            """)
    void rights_in_the_cluster_that_lead_to_all_of_it(String rules) {
        assertThat(chain(bound(weakGround(), rules))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bind clusterroles.rbac.authorization.k8s.io",
                "create clusterrolebindings.rbac.authorization.k8s.io",
                "bind clusterroles.rbac.authorization.k8s.io named view; create clusterrolebindings.rbac.authorization.k8s.io",
                "bind clusterroles; create clusterrolebindings",
                "escalate clusterroles.rbac.authorization.k8s.io",
                "update clusterroles.rbac.authorization.k8s.io",
                "escalate clusterroles.rbac.authorization.k8s.io; update clusterroles.rbac.authorization.k8s.io named other",
                "escalate clusterroles.rbac.authorization.k8s.io named other; update clusterroles.rbac.authorization.k8s.io",
                "escalate,create clusterroles.rbac.authorization.k8s.io",
                "impersonate groups",
                "impersonate users named x; impersonate groups named readers",
                "impersonate users named system:serviceaccount:kube-system:root",
                "update,patch mutatingwebhookconfigurations.admissionregistration.k8s.io",
                "create validatingwebhookconfigurations.admissionregistration.k8s.io",
                "get nodes,nodes/metrics,nodes/log,nodes/stats",
                "get nodes/proxy named other",
                "create,get certificatesigningrequests.certificates.k8s.io; update certificatesigningrequests.certificates.k8s.io/approval",
                "create,get certificatesigningrequests.certificates.k8s.io; update certificatesigningrequests.certificates.k8s.io/approval; approve signers.certificates.k8s.io named kubernetes.io/kubelet-serving",
                "get certificatesigningrequests.certificates.k8s.io; update certificatesigningrequests.certificates.k8s.io/approval; approve signers.certificates.k8s.io",
                "create persistentvolumes,pods",
                "create persistentvolumes,persistentvolumeclaims",
                "create pods; get namespaces",
                "create namespaces"
            })
    void rights_in_the_cluster_that_lead_nowhere(String rules) {
        assertThat(chain(bound(weakGround(), rules))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get nodes/proxy",
                "create mutatingwebhookconfigurations.admissionregistration.k8s.io",
                "impersonate users,groups",
                "create pods,namespaces",
                "create persistentvolumes,persistentvolumeclaims,pods"
            })
    void rights_on_what_is_of_the_cluster_are_none_in_a_namespace(String rule) {
        assertThat(chain(bound(weakGround(), rule))).isPresent();
        assertThat(chain(weakGround().clusterRole("r", rule).bindIn("shop", "b", "clusterrole/r", "user/alice")))
                .isEmpty();
    }

    @Test
    void a_chain_of_three() {
        KubernetesFixture planted = ground().serviceAccount("bank", "teller", UnaryOperator.identity())
                .role("bank", "pods", "create pods")
                .bindIn("bank", "alices", "role/pods", "user/alice")
                .role("shop", "tokens", "create serviceaccounts/token named deployer")
                .bindIn("shop", "tellers", "role/tokens", "serviceaccount/bank/teller");

        assertThat(chain(planted)).map(Chain::length).contains(3);
        assertThat(chain(planted))
                .hasToString("Optional[create pods in bank (rolebinding/bank/alices) → serviceaccount/bank/teller: "
                        + "create serviceaccounts/token in shop (rolebinding/shop/tellers) → " + ADMIN + "]");
    }

    @Test
    void a_chain_of_four_through_a_group_and_a_user() {
        KubernetesFixture planted = ground().serviceAccount("bank", "teller", UnaryOperator.identity())
                .clusterRole("act", "impersonate users named carol")
                .bind("alices", "act", "user/alice")
                .role("bank", "tokens", "create serviceaccounts/token")
                .bindIn("bank", "carols", "role/tokens", "user/carol")
                .role("shop", "run", "create pods")
                .bindIn("shop", "tellers", "role/run", "group/system:serviceaccounts:bank");

        assertThat(chain(planted)).map(Chain::length).contains(4);
        assertThat(chain(planted))
                .hasToString("Optional[impersonate users in the cluster (clusterrolebinding/alices) → user/carol: "
                        + "create serviceaccounts/token in bank (rolebinding/bank/carols) → serviceaccount/bank/teller"
                        + " → group/system:serviceaccounts:bank: "
                        + "create pods in shop (rolebinding/shop/tellers) → " + ADMIN + "]");
    }

    @Test
    void a_chain_breaks_with_any_of_its_grants() {
        KubernetesFixture first = ground().role("shop", "tokens", "create serviceaccounts/token named deployer");
        KubernetesFixture second = first.bindIn("shop", "tellers", "role/tokens", "serviceaccount/bank/teller");

        assertThat(chain(second)).isEmpty();
        assertThat(chain(first.role("bank", "pods", "create pods").bindIn("bank", "alices", "role/pods", "user/alice")))
                .isEmpty();
    }

    @Test
    void the_shortest_of_several_chains_is_told() {
        KubernetesFixture planted = ground().serviceAccount("bank", "teller", UnaryOperator.identity())
                .role("bank", "pods", "create pods")
                .bindIn("bank", "a", "role/pods", "user/alice")
                .role("shop", "pods", "create pods")
                .bindIn("shop", "b", "role/pods", "serviceaccount/bank/teller", "user/alice");

        assertThat(chain(planted)).map(Chain::length).contains(2);
    }

    @Test
    void making_pods_leads_to_a_node_unless_the_namespace_refuses_powerful_ones() {
        KubernetesFixture planted =
                weakGround().role("shop", "r", "create pods").bindIn("shop", "b", "role/r", "user/alice");

        assertThat(chain(planted, Place.ANY_NODE)).isEmpty();
        for (String level : List.of("privileged", "")) {
            assertThat(chain(enforcing(planted, level), Place.ANY_NODE))
                    .hasToString("Optional[create pods in shop (rolebinding/shop/b) → node/control-plane → a node]");
            assertThat(chain(enforcing(planted, level)))
                    .hasToString(
                            "Optional[create pods in shop (rolebinding/shop/b) → node/control-plane → the cluster]");
        }
        assertThat(chain(enforcing(planted, "baseline"), Place.ANY_NODE)).isEmpty();
    }

    @Test
    void whoever_may_do_everything_in_a_namespace_opens_it_to_powerful_pods() {
        KubernetesFixture planted = weakGround().bindIn("shop", "b", "clusterrole/cluster-admin", "user/alice");

        assertThat(chain(planted))
                .hasToString("Optional[create pods in shop (rolebinding/shop/b) and update namespaces in shop"
                        + " (rolebinding/shop/b) → node/control-plane → the cluster]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {operations: ['CREATE'], apiGroups: [''], resources: ['pods']}        | true
            {operations: ['*'], apiGroups: ['*'], resources: ['*/*']}             | true
            {operations: ['DELETE'], apiGroups: [''], resources: ['pods']}        | false
            {operations: ['CREATE'], apiGroups: ['example.com'], resources: ['*']} | false
            {operations: ['CREATE'], apiGroups: [''], resources: ['secrets']}     | false
            """)
    void a_webhook_that_sees_pods_leaves_a_doubt(String rule, boolean sees) {
        KubernetesFixture planted = makingPods()
                .object(
                        KubernetesDocuments.VALIDATING_WEBHOOKS,
                        "{metadata: {name: 'guard'}, webhooks: [{rules: [" + rule + "]}]}");

        assertThat(chain(planted, Place.ANY_NODE))
                .map(Chain::doubt)
                .contains(
                        sees
                                ? "validatingwebhookconfiguration/guard may refuse pods that have power over their node"
                                : "");
    }

    @Test
    void settings_of_pod_security_that_are_not_known_leave_a_doubt() {
        for (String label : List.of("", "restricted")) {
            Escalation escalation = escalation(enforcing(makingPods(), label), (namespace, asked) -> {
                throw new Unreadable("the file was not read");
            });

            assertThat(escalation.chain(ALICE, Place.ANY_NODE))
                    .map(Chain::doubt)
                    .contains(
                            "Pod Security admission, whose settings are not known, may refuse pods that have power over"
                                    + " their node");
        }
    }

    @Test
    void what_pod_security_enforces_counts_and_not_what_a_namespace_asks_for() {
        KubernetesFixture asking = enforcing(makingPods(), "restricted");
        assertThat(escalation(asking, (namespace, label) -> "privileged").chain(ALICE, Place.ANY_NODE))
                .map(Chain::doubt)
                .contains("");

        KubernetesFixture silent = makingPods();
        assertThat(escalation(silent, (namespace, label) -> "baseline").chain(ALICE, Place.ANY_NODE))
                .isEmpty();
    }

    @Test
    void a_pod_that_is_root_on_its_node_leads_there() {
        KubernetesFixture exec =
                weakGround().role("shop", "r", "create pods/exec").bindIn("shop", "b", "role/r", "user/alice");

        assertThat(chain(exec.pod("plain"), Place.ANY_NODE)).isEmpty();
        assertThat(chain(
                        exec.pod("agent", pod -> pod.with("spec.containers[0].securityContext.privileged", true)),
                        Place.ANY_NODE))
                .hasToString("Optional[create pods/exec in shop (rolebinding/shop/b) → node/control-plane → a node]");
        for (String path :
                List.of("/", "/etc", "/etc/kubernetes/pki", "/var/lib", "/run/containerd", "/var/run/docker.sock")) {
            assertThat(chain(
                            exec.pod(
                                    "agent",
                                    pod -> pod.withJson("spec.volumes", "[{hostPath: {path: '" + path + "'}}]")),
                            Place.ANY_NODE))
                    .as(path)
                    .isPresent();
        }
        assertThat(chain(
                        exec.pod("agent", pod -> pod.withJson("spec.volumes", "[{hostPath: {path: '/var/log/shop'}}]")),
                        Place.ANY_NODE))
                .isEmpty();
    }

    @Test
    void administrators_do_not_climb() {
        KubernetesFixture planted = cluster().bind("ops", "cluster-admin", "user/alice");
        Escalation escalation = escalation(planted);

        assertThat(escalation.isAdministrator(ALICE)).isTrue();
        assertThat(escalation.isAdministrator(Principal.group("system:masters")))
                .isTrue();
        assertThat(escalation.isAdministrator(Principal.group("system:authenticated")))
                .isFalse();
        assertThat(escalation(cluster().bindIn("shop", "ops", "clusterrole/cluster-admin", "user/alice"))
                        .isAdministrator(ALICE))
                .isFalse();
    }

    @Test
    void what_kubernetes_gives_its_own_parts_is_not_held_against_them() {
        Principal manager = Principal.user("system:kube-controller-manager");
        KubernetesFixture shipped = ground().clusterRole(
                        "system:kube-controller-manager", "create serviceaccounts/token", "get secrets")
                .bind("system:kube-controller-manager", "system:kube-controller-manager", manager.toString());

        assertThat(escalation(shipped).chain(manager, Place.CLUSTER)).isPresent();
        assertThat(escalation(shipped).chainBeyondBuiltIn(manager, Place.CLUSTER))
                .isEmpty();
        // What everybody may is held against everybody.
        assertThat(escalation(shipped.clusterRole("make", "create secrets")
                                .bind("everybody", "make", "group/system:authenticated"))
                        .chainBeyondBuiltIn(manager, Place.CLUSTER))
                .isEmpty();
        assertThat(escalation(shipped.role("shop", "r", "create pods")
                                .bindIn("shop", "b", "role/r", manager.toString()))
                        .chainBeyondBuiltIn(manager, Place.CLUSTER))
                .hasToString("Optional[create pods in shop (rolebinding/shop/b) → " + ADMIN + "]");
    }

    @Test
    void the_best_cut_is_the_grant_that_stops_most() {
        KubernetesFixture planted = ground();
        for (String user : List.of("alice", "bob", "carol")) {
            planted = planted.role("shop", user, "create pods").bindIn("shop", user, "role/" + user, "user/" + user);
        }
        planted = planted.clusterRole("direct", "create mutatingwebhookconfigurations.admissionregistration.k8s.io")
                .bind("carols", "direct", "user/carol");
        Escalation escalation = escalation(planted);

        Escalation.Cut cut = escalation
                .bestCut(List.of(ALICE, Principal.user("bob"), Principal.user("carol")), Place.CLUSTER)
                .orElseThrow();
        assertThat(cut.given())
                .hasToString("clusterrole/cluster-admin that clusterrolebinding/deployer gives to"
                        + " serviceaccount/shop/deployer");
        assertThat(cut.chains()).as("carol has another way").isEqualTo(2);
        assertThat(cut.of()).isEqualTo(3);
    }

    @Test
    void a_whole_binding_is_cut_where_it_names_many_who_have_nothing_else_in_common() {
        KubernetesFixture planted = weakGround()
                .clusterRole("hooks", "create mutatingwebhookconfigurations.admissionregistration.k8s.io")
                .bind("team", "hooks", "user/alice", "user/bob", "user/carol");

        assertThat(cut(planted, "alice", "bob", "carol").given())
                .hasToString("clusterrole/hooks that clusterrolebinding/team gives to all 3 whom it names");
        assertThat(cut(planted, "alice").given())
                .hasToString("clusterrole/hooks that clusterrolebinding/team gives to user/alice");
    }

    @Test
    void what_is_had_twice_is_cut_by_neither() {
        KubernetesFixture once = bound(weakGround(), "impersonate groups").clusterRole("act", "impersonate users");
        KubernetesFixture twice = once.bind("one", "act", "user/alice").bind("other", "act", "user/alice");

        assertThat(cut(twice, "alice").given())
                .hasToString("clusterrole/r that clusterrolebinding/b gives to user/alice");
        assertThat(cut(once.bind("one", "act", "user/alice").bind("b2", "r", "user/alice"), "alice")
                        .given())
                .hasToString("clusterrole/act that clusterrolebinding/one gives to user/alice");
        assertThat(escalation(twice.bind("b2", "r", "user/alice")).bestCut(List.of(ALICE), Place.CLUSTER))
                .isEmpty();
    }

    @Test
    void what_kubernetes_gives_to_its_own_is_nothing_to_cut() {
        KubernetesFixture planted = weakGround()
                .clusterRole("act", "impersonate users")
                .bind("a", "act", "user/alice")
                .bind("b", "act", "user/bob")
                .clusterRole("system:kube-controller-manager", "* *.*")
                .bind(
                        "system:kube-controller-manager",
                        "system:kube-controller-manager",
                        "user/system:kube-controller-manager");

        assertThat(cut(planted, "alice", "bob").given()).asString().contains("clusterrole/act");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bind clusterroles.rbac.authorization.k8s.io   | create clusterrolebindings.rbac.authorization.k8s.io
            impersonate groups                            | impersonate users named nobody
            escalate clusterroles.rbac.authorization.k8s.io | update clusterroles.rbac.authorization.k8s.io
            create persistentvolumes,pods                 | create persistentvolumeclaims
            create pods                                   | update namespaces
            """)
    void one_half_of_the_holder_and_one_of_their_group_are_a_whole(String one, String other) {
        for (String[] halves : new String[][] {{one, other}, {other, one}}) {
            KubernetesFixture planted = weakGround()
                    .clusterRole("own", halves[0])
                    .bind("own", "own", "user/alice")
                    .clusterRole("common", halves[1])
                    .bind("common", "common", "group/system:authenticated");

            assertThat(chain(planted)).as(halves[0] + " of their own").isPresent();
            assertThat(escalation(planted).chain(Principal.group("system:authenticated"), Place.CLUSTER))
                    .as(halves[1] + " alone")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bind clusterroles.rbac.authorization.k8s.io named tokens | clusterrole/tokens | true
            bind clusterroles.rbac.authorization.k8s.io named view   | clusterrole/tokens | false
            bind roles.rbac.authorization.k8s.io                     | role/local         | true
            bind roles.rbac.authorization.k8s.io named local         | role/local         | true
            bind roles.rbac.authorization.k8s.io named other         | role/local         | false
            """)
    void whoever_may_bind_a_role_has_what_it_gives(String bind, String role, boolean leads) {
        KubernetesFixture planted = ground().clusterRole("tokens", "create serviceaccounts/token")
                .role("shop", "local", "get secrets")
                .role("shop", "binder", bind, "create rolebindings.rbac.authorization.k8s.io")
                .bindIn("shop", "b", "role/binder", "user/alice");

        assertThat(chain(planted)).as(role).map(Chain::length).isEqualTo(leads ? Optional.of(2) : Optional.empty());
        if (leads) {
            assertThat(chain(planted).orElseThrow().toString())
                    .startsWith("bind " + bind.split(" ")[1]
                            + " in shop (rolebinding/shop/b) and create rolebindings.rbac.authorization.k8s.io in shop"
                            + " (rolebinding/shop/b) → serviceaccount/shop/deployer: ");
        }
    }

    @Test
    void what_holds_everywhere_is_helped_by_what_holds_in_one_namespace() {
        KubernetesFixture planted = ground().clusterRole("binder", "bind clusterroles.rbac.authorization.k8s.io")
                .bind("binders", "binder", "user/alice")
                .role("shop", "w", "create rolebindings.rbac.authorization.k8s.io");

        assertThat(chain(planted)).isEmpty();
        assertThat(chain(planted.bindIn("shop", "w", "role/w", "user/alice"))).isPresent();
    }

    /** A cluster whose namespace shop has an account that may do everything, and a pod that acts as it. */
    private static KubernetesFixture ground() {
        UnaryOperator<Json> acting = pod -> pod.with("spec.serviceAccountName", "deployer")
                .withJson("spec.volumes", "[{projected: {sources: [{serviceAccountToken: {path: 'token'}}]}}]");
        return weakGround()
                .serviceAccount("shop", "deployer", UnaryOperator.identity())
                .bind("deployer", "cluster-admin", "serviceaccount/shop/deployer")
                .deployment("web", web -> web)
                .pod("idle")
                .pod("tool", acting)
                .pod("done", pod -> acting.apply(pod).with("status.phase", "Succeeded"))
                .object(
                        KubernetesDocuments.SECRETS,
                        "{metadata: {namespace: 'shop', name: 'deployer-token', annotations: {'kubernetes.io/service-account.name': 'deployer'}}}");
    }

    /** A cluster in which nobody but the masters has any power, and no namespace takes powerful pods. */
    private static KubernetesFixture weakGround() {
        return cluster()
                .namespace("bank")
                .serviceAccount("shop", "web", UnaryOperator.identity())
                .changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.with("metadata.labels.\"node-role.kubernetes.io/control-plane\"", ""))
                .clusterRole("view", "get pods")
                .bind("readers", "view", "group/readers")
                .clusterRole("root", "get pods")
                .bind("root", "cluster-admin", "group/ops");
    }

    private static KubernetesFixture makingPods() {
        return enforcing(weakGround(), "").role("shop", "r", "create pods").bindIn("shop", "b", "role/r", "user/alice");
    }

    private static KubernetesFixture bound(KubernetesFixture ground, String rules) {
        return ground.clusterRole("r", rules.split("; ")).bind("b", "r", "user/alice");
    }

    private static KubernetesFixture enforcing(KubernetesFixture cluster, String level) {
        return cluster.namespace(
                "shop", namespace -> namespace.with("metadata.labels.\"pod-security.kubernetes.io/enforce\"", level));
    }

    private static Escalation.Cut cut(KubernetesFixture cluster, String... users) {
        return escalation(cluster)
                .bestCut(Arrays.stream(users).map(Principal::user).toList(), Place.CLUSTER)
                .orElseThrow();
    }

    private static Optional<Chain> chain(KubernetesFixture cluster) {
        return chain(cluster, Place.CLUSTER);
    }

    private static Optional<Chain> chain(KubernetesFixture cluster, Place goal) {
        return escalation(cluster).chain(ALICE, goal);
    }

    private static Escalation escalation(KubernetesFixture cluster) {
        return escalation(cluster, (namespace, label) -> label);
    }

    /** @param standards the Pod Security Standard by a namespace and its label */
    private static Escalation escalation(KubernetesFixture cluster, BinaryOperator<String> standards) {
        return escalation(cluster, new ServerSettings(standards, ON, ON, ON, ON));
    }

    private static Escalation escalation(KubernetesFixture cluster, ServerSettings settings) {
        Snapshot snapshot = cluster.snapshot();
        return new Escalation(
                Rbac.of(key -> snapshot.document(key).json()),
                key -> snapshot.document(key).json(),
                settings);
    }
}
