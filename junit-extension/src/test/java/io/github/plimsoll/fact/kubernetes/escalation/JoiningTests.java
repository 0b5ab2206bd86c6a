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

/** Ways that lead over what the API server is told: bootstrap tokens, the certificates of kubelets, policies that change objects. */
class JoiningTests {

    private static final Optional<Boolean> ON = Optional.of(true);
    private static final Optional<Boolean> OFF = Optional.of(false);
    private static final Optional<Boolean> UNKNOWN = Optional.empty();

    private static final String JOINERS = "system:bootstrappers:kubeadm:default-node-token";
    private static final String CSRS = "certificatesigningrequests.certificates.k8s.io";
    private static final String POLICIES =
            "create mutatingadmissionpolicies.admissionregistration.k8s.io; create mutatingadmissionpolicybindings.admissionregistration.k8s.io";

    private static final String REST =
            "create " + CSRS + " in the cluster (clusterrolebinding/kubeadm:kubelet-bootstrap)"
                    + " and get " + CSRS + " in the cluster (clusterrolebinding/kubeadm:kubelet-bootstrap)"
                    + " and create " + CSRS
                    + "/nodeclient in the cluster (clusterrolebinding/kubeadm:node-autoapprove-bootstrap)"
                    + " → serviceaccount/shop/deployer: * *.* in the cluster (clusterrolebinding/deployer) → the cluster";

    @Test
    void whoever_makes_bootstrap_tokens_becomes_a_kubelet_and_has_the_tokens_of_pods() {
        KubernetesFixture planted = makingSecrets("kube-system", "create secrets");

        assertThat(chain(planted)).map(Chain::length).contains(3);
        assertThat(chain(planted)).map(Chain::doubt).contains("");
        assertThat(chain(planted))
                .map(Chain::toString)
                .contains("create secrets in kube-system (rolebinding/kube-system/b) → group/" + JOINERS + ": " + REST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kube-system | create secrets                               | true
            kube-system | update secrets                               | true
            kube-system | patch secrets named bootstrap-token-abcdef   | true
            kube-system | create secrets named bootstrap-token-abcdef  | false
            kube-system | patch secrets named other                    | false
            kube-system | delete secrets named other                   | false
            kube-system | delete secrets                               | true
            shop        | create secrets                               | false
            """)
    void a_token_is_a_secret_of_the_system_that_can_be_made_or_changed(String namespace, String rule, boolean leads) {
        assertThat(chain(makingSecrets(namespace, rule)).isPresent()).isEqualTo(leads);
    }

    @Test
    void there_has_to_be_a_token_to_change_one() {
        KubernetesFixture planted = makingSecrets("kube-system", "update secrets")
                .without(KubernetesDocuments.SECRETS, "kube-system", "bootstrap-token-abcdef");

        assertThat(chain(planted)).isEmpty();
        assertThat(chain(planted.object(
                        KubernetesDocuments.SECRETS,
                        "{metadata: {namespace: 'kube-system', name: 'x'}, type: 'Opaque'}")))
                .isEmpty();
    }

    @Test
    void tokens_that_nobody_takes_lead_nowhere_and_a_doubt_remains_where_that_is_not_known() {
        KubernetesFixture planted = makingSecrets("kube-system", "create secrets");

        assertThat(chain(planted, OFF, ON, OFF)).isEmpty();
        assertThat(chain(planted, ON, OFF, OFF)).isEmpty();
        assertThat(chain(planted, UNKNOWN, ON, OFF))
                .map(Chain::doubt)
                .contains(
                        "whether bootstrap tokens log anybody in is not known, for the settings of the API server are not");
        assertThat(chain(planted, ON, UNKNOWN, OFF))
                .map(Chain::doubt)
                .hasValueSatisfying(doubt -> assertThat(doubt).contains("nodes get the tokens of their pods"));
    }

    @Test
    void a_group_without_rights_or_of_another_name_leads_nowhere() {
        KubernetesFixture planted = makingSecrets("kube-system", "create secrets");

        assertThat(chain(planted.without(
                        KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "", "kubeadm:node-autoapprove-bootstrap")))
                .isEmpty();
        assertThat(chain(planted.without(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "", "kubeadm:kubelet-bootstrap")))
                .isEmpty();
        assertThat(chain(planted.without(KubernetesDocuments.PODS, "shop", "tool")))
                .isEmpty();
        for (String holder : new String[] {
            "group/system:bootstrappers", "group/system:bootstrappers:a-b:c", "user/system:bootstrap:abc123"
        }) {
            assertThat(chain(withAdministrator(holder)))
                    .as(holder)
                    .map(Chain::length)
                    .contains(2);
        }
        for (String holder : new String[] {
            "group/system:bootstrappers:",
            "group/system:bootstrappers:Ops",
            "group/system:bootstrapper",
            "user/system:bootstrap:abc"
        }) {
            assertThat(chain(withAdministrator(holder))).as(holder).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create,get CSRS; create CSRS/nodeclient",
                "create,list CSRS; update CSRS/approval; approve signers.certificates.k8s.io named kubernetes.io/kube-apiserver-client-kubelet",
                "create,watch CSRS; patch CSRS/approval; approve signers.certificates.k8s.io named kubernetes.io/kube-apiserver-client"
            })
    void a_certificate_of_a_kubelet_is_come_by_in_several_ways(String rules) {
        assertThat(chain(bound(rules))).map(Chain::length).contains(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create CSRS; create CSRS/nodeclient",
                "get CSRS; create CSRS/nodeclient",
                "create,get CSRS; create CSRS/selfnodeclient",
                "create,get CSRS; update CSRS/approval; approve signers.certificates.k8s.io named kubernetes.io/kubelet-serving"
            })
    void what_nearly_makes_a_kubelet_does_not(String rules) {
        assertThat(chain(bound(rules))).isEmpty();
    }

    @Test
    void policies_that_change_objects_lead_to_the_cluster_where_they_are_in_force() {
        KubernetesFixture planted = bound(POLICIES);

        assertThat(chain(planted, OFF, OFF, ON))
                .map(Chain::toString)
                .contains(
                        "create mutatingadmissionpolicies.admissionregistration.k8s.io in the cluster (clusterrolebinding/b)"
                                + " and create mutatingadmissionpolicybindings.admissionregistration.k8s.io in the cluster"
                                + " (clusterrolebinding/b) → the cluster");
        assertThat(chain(planted, OFF, OFF, ON)).map(Chain::doubt).contains("");
        assertThat(chain(planted, OFF, OFF, OFF)).isEmpty();
        assertThat(chain(planted, OFF, OFF, UNKNOWN))
                .map(Chain::doubt)
                .hasValueSatisfying(doubt -> assertThat(doubt).contains("MutatingAdmissionPolicies are in force"));
        for (String half : POLICIES.split("; ")) {
            assertThat(chain(bound(half), OFF, OFF, ON)).as(half).isEmpty();
        }
        assertThat(chain(bound(POLICIES.replace("mutating", "validating")), OFF, OFF, ON))
                .isEmpty();
    }

    @Test
    void whoever_changes_policies_may_find_none() {
        assertThat(chain(bound("patch mutatingadmissionpolicies.admissionregistration.k8s.io"), OFF, OFF, ON))
                .map(Chain::doubt)
                .contains("there may be no MutatingAdmissionPolicy to change");
        assertThat(chain(bound("patch mutatingadmissionpolicies.admissionregistration.k8s.io"), OFF, OFF, OFF))
                .isEmpty();
    }

    private static KubernetesFixture bound(String rules) {
        return ground().clusterRole("r", rules.replace("CSRS", CSRS).split("; "))
                .bind("b", "r", "user/alice");
    }

    private static KubernetesFixture makingSecrets(String namespace, String rule) {
        return ground().role(namespace, "r", rule).bindIn(namespace, "b", "role/r", "user/alice");
    }

    private static KubernetesFixture withAdministrator(String holder) {
        return makingSecrets("kube-system", "create secrets")
                .without(KubernetesDocuments.PODS, "shop", "tool")
                .bind("joined", "cluster-admin", holder);
    }

    /** As kubeadm leaves it, with a pod that acts as whoever may do everything. */
    private static KubernetesFixture ground() {
        return cluster()
                .namespace("kube-system")
                .namespace("shop")
                .serviceAccount("shop", "deployer", UnaryOperator.identity())
                .bind("deployer", "cluster-admin", "serviceaccount/shop/deployer")
                .pod(
                        "tool",
                        pod -> pod.with("spec.serviceAccountName", "deployer")
                                .withJson(
                                        "spec.volumes",
                                        "[{projected: {sources: [{serviceAccountToken: {path: 'token'}}]}}]"))
                .object(
                        KubernetesDocuments.SECRETS,
                        "{metadata: {namespace: 'kube-system', name: 'bootstrap-token-abcdef'}, type: 'bootstrap.kubernetes.io/token'}")
                .clusterRole("system:node-bootstrapper", "create,get,list,watch " + CSRS)
                .clusterRole("nodeclient", "create " + CSRS + "/nodeclient")
                .bind("kubeadm:kubelet-bootstrap", "system:node-bootstrapper", "group/" + JOINERS)
                .bind("kubeadm:node-autoapprove-bootstrap", "nodeclient", "group/" + JOINERS);
    }

    private static Optional<Chain> chain(KubernetesFixture cluster) {
        return chain(cluster, ON, ON, OFF);
    }

    private static Optional<Chain> chain(
            KubernetesFixture cluster,
            Optional<Boolean> bootstrapTokens,
            Optional<Boolean> nodeAuthorizer,
            Optional<Boolean> mutatingPolicies) {
        Snapshot snapshot = cluster.snapshot();
        return new Escalation(
                        Rbac.of(key -> snapshot.document(key).json()),
                        key -> snapshot.document(key).json(),
                        new ServerSettings(
                                (namespace, label) -> label, bootstrapTokens, nodeAuthorizer, mutatingPolicies, OFF))
                .chain(Principal.user("alice"), Place.CLUSTER);
    }
}
