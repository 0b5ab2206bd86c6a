package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.Cluster;
import io.github.plimsoll.fact.kubernetes.Secret;
import io.github.plimsoll.fact.kubernetes.ServiceAccount;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

/** Threats S1, S2 and R1: as whom workloads act, and how they know each other. */
@KubernetesControls
public class IdentityUse {

    @Control(
            title = "Tokens that pods ask for end soon",
            why = "A token that was taken from a pod is good until it ends, wherever it is used.",
            fix =
                    "Set expirationSeconds of the projected serviceAccountToken to an hour; the kubelet renews it in time.",
            severity = LOW)
    @Spoofing("S1")
    void projected_tokens_end_soon(Workload workload, Policy policy) {
        assumeTrue(!workload.longestToken().isZero(), "it asks for no token");
        assertThat(workload.longestToken())
                .as("life of the longest token")
                .isLessThanOrEqualTo(policy.duration("kubernetes.max-token-life"));
    }

    /** Where a pod has no usual token, the one it asks for may well be meant for the API server. */
    @Control(
            title = "Tokens that pods ask for besides the usual one name whom they are for",
            why =
                    "A token without an audience is good for the API server, so whoever a pod shows it to can act on the cluster in its name.",
            fix = "Set audience of the projected serviceAccountToken to the name of the service that gets to see it.",
            severity = MEDIUM)
    @Spoofing("S1")
    void further_tokens_name_their_audience(Workload workload) {
        assumeTrue(!workload.longestToken().isZero(), "it asks for no token");
        assumeTrue(workload.mountsToken(), "it has no usual token, so this may be the one for the API server");
        assertThat(workload.tokensWithoutAudience())
                .as("tokens without an audience")
                .isEmpty();
    }

    /** Of what ends by itself others tell when. What is younger may have been written anew with what it was before. */
    @Control(
            title = "Secrets that log somebody in are written anew in time",
            why = "A password or key that leaked is good until somebody replaces it, and nobody knows of every leak.",
            fix =
                    "Replace what is in it at the service that it is for and here; have an operator or an external store do so from now on, or use a login that ends by itself.",
            severity = LOW)
    @Spoofing("S1")
    void logins_are_replaced_in_time(Secret secret, Policy policy) {
        assumeTrue(secret.isLasting(), "nothing in it is known to log somebody in for ever");
        assertThat(secret.age())
                .as("time since it was written last")
                .isLessThanOrEqualTo(policy.duration("kubernetes.max-login-age"));
    }

    @Control(
            title = "Each workload with rights has a service account of its own",
            why = "What several do under one name cannot be told apart afterwards, and each has the rights of all.",
            fix = "Give each workload a service account, and each account the rights that its workload needs.",
            severity = LOW)
    @Repudiation("R1")
    void accounts_serve_one_workload(ServiceAccount account, Policy policy) {
        assumeFalse(
                policy.texts("kubernetes.system-namespaces").contains(account.namespace()),
                "it is in a namespace of the cluster itself");
        assumeFalse(account.grants().isEmpty(), "nothing is granted to it");
        assertThat(account.mountedBy()).as("workloads that act as it").hasSizeLessThanOrEqualTo(1);
    }

    @Control(
            title = "A mesh takes no traffic that is not encrypted by both sides",
            why =
                    "In permissive mode whoever reaches a pod talks to it without a certificate, and the identities of the mesh are worth nothing.",
            fix =
                    "Apply a PeerAuthentication with mtls.mode STRICT and no selector in the root namespace of the mesh (rootNamespace of its configuration, else istio-system); take PERMISSIVE and DISABLE out of the others.",
            severity = MEDIUM)
    @Spoofing("S2")
    @InformationDisclosure("I1")
    void mesh_is_strict(Cluster cluster) {
        assumeTrue(cluster.hasMesh(), "there is no mesh of Istio");
        assertThat(cluster.meshMode()).as("mode where nothing else is said").isEqualTo("STRICT");
        assertThat(cluster.meshExceptions()).as("exceptions").isEmpty();
    }

    @Control(
            title = "The mesh of Linkerd lets in nobody whom it does not know",
            why =
                    "Unless it is told otherwise its proxy also takes what comes without encryption, from whoever reaches the pod.",
            fix =
                    "Annotate the namespace config.linkerd.io/default-inbound-policy: all-authenticated, and take config.linkerd.io/skip-inbound-ports out.",
            severity = MEDIUM)
    @Spoofing("S2")
    @InformationDisclosure("I1")
    void linkerd_lets_in_known_clients_only(Workload workload) {
        assumeTrue(workload.linkerdProxy().isThere(), "it is in no mesh of Linkerd");
        assertThat(workload.linkerdProxy().portsPast())
                .as("ports past the proxy")
                .isEmpty();
        assertThat(workload.linkerdProxy().policy())
                .as("who is let in where no policy says more")
                .isIn("all-authenticated", "cluster-authenticated", "deny");
    }

    @Control(
            title = "Pods ask the name servers of the cluster",
            why = "A name server elsewhere decides to whom the pods talk when they call a service by its name.",
            fix =
                    "Take dnsConfig.nameservers and dnsPolicy: Default out, or have the cluster's name server forward to them.",
            severity = LOW)
    @Spoofing("S2")
    void pods_ask_the_name_servers_of_the_cluster(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assertThat(workload.foreignNameServers()).as("name servers elsewhere").isEmpty();
    }
}
