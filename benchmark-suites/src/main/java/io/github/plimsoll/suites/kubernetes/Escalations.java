package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.Holder;
import io.github.plimsoll.policy.Policy;

/** What no single right tells: where one leads to with the help of others. */
@KubernetesControls
public class Escalations {

    @Control(
            title = "Nobody gets from their rights to the whole cluster",
            why =
                    "Rights add up: whoever may start a pod acts as its account, and what that may do leads on, until somebody whom nobody made an administrator is one.",
            fix = "Take away one grant of the chain; the evidence names the one without which fewest get there",
            severity = CRITICAL)
    @ElevationOfPrivilege("E2")
    void nobody_climbs_to_the_cluster(Holder holder, Policy policy) {
        assumeThatItIsJudged(holder, policy);
        assertThat(
                        holder.isOneOf(policy.texts(Unexpected.BUILT_IN))
                                ? holder.wayToClusterBeyondBuiltIn()
                                : holder.wayToCluster())
                .as("a way to everything in the cluster")
                .isEmpty();
    }

    @Control(
            title = "Nobody gets from their rights to root on a node",
            why = "Whoever is root on a node has the tokens and Secrets of all pods there, and what they compute.",
            fix =
                    "kubectl label namespace NAMESPACE pod-security.kubernetes.io/enforce=baseline where pods may be made, and take nodes/proxy and exec into powerful pods away",
            severity = HIGH)
    @ElevationOfPrivilege({"E1", "E2"})
    void nobody_climbs_to_a_node(Holder holder, Policy policy) {
        assumeThatItIsJudged(holder, policy);
        assertThat(
                        holder.isOneOf(policy.texts(Unexpected.BUILT_IN))
                                ? holder.wayToNodeBeyondBuiltIn()
                                : holder.wayToNode())
                .as("a way to root on a node")
                .isEmpty();
    }

    private static void assumeThatItIsJudged(Holder holder, Policy policy) {
        assumeFalse(holder.isOneOf(policy.texts(Unexpected.TRUSTED)), "it is trusted with any right");
        assumeFalse(holder.isAdministrator(), "it may do everything as it is, which is judged by itself");
    }
}
