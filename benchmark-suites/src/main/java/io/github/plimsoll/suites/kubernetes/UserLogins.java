package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.Cluster;
import io.github.plimsoll.fact.kubernetes.ServiceAccount;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.policy.Policy;

/** Section 3.1: by which credentials people log in. */
@KubernetesControls
public class UserLogins {

    @Control(
            title = "People do not log in with client certificates",
            why =
                    "The API server asks nobody whether a certificate still holds: one that was lost, or whose owner has left, logs in until it expires.",
            fix =
                    "Let people log in by OIDC (--oidc-issuer-url, or jwt in an AuthenticationConfiguration) and keep admin.conf for emergencies",
            severity = MEDIUM)
    @CisKubernetes("3.1.1")
    @Level2
    @Spoofing("S1")
    @Review("Do people log in by something other than client certificates?")
    void people_log_in_without_certificates(ApiServer server, Cluster cluster) {
        assumeFalse(server.clientAuthority().isEmpty(), "no authority for clients is named");
        assertThat(server.otherLogins()).isNotNull();
        assertThat(cluster.certificatesOfUsers()).isNotNull();
    }

    @Control(
            title = "Service accounts have no token that lasts",
            why =
                    "A token in a Secret is what people log in with when they are given no login of their own; it holds until somebody deletes it, and nobody can tell who used it.",
            fix =
                    "kubectl -n NAMESPACE delete secret NAME; kubectl create token gives a token that ends, and pods are given such by themselves",
            severity = MEDIUM)
    @CisKubernetes("3.1.2")
    @Level1
    @Spoofing("S1")
    void account_tokens_end(ServiceAccount account, Policy policy) {
        assumeFalse(
                policy.texts("kubernetes.system-namespaces").contains(account.namespace()),
                "it is in a namespace of the cluster itself");
        assertThat(account.lastingTokens())
                .as("tokens in Secrets, which never end")
                .isEmpty();
    }

    @Control(
            title = "Bootstrap tokens end, and are good for joining only",
            why =
                    "They are for machines on their way to become nodes; one that stays, or may do more, logs in whoever found it.",
            fix =
                    "kubeadm token delete ID; kubeadm token create makes one that ends; delete the bindings that give system:bootstrappers more",
            severity = LOW)
    @CisKubernetes("3.1.3")
    @Level1
    @Spoofing("S1")
    void bootstrap_tokens_only_let_nodes_join(Cluster cluster) {
        assertThat(cluster.lastingBootstrapTokens())
                .as("bootstrap tokens that never end")
                .isEmpty();
        assertThat(cluster.bootstrapRightsBeyondJoining())
                .as("rights of bootstrap tokens beyond joining")
                .isEmpty();
    }
}
