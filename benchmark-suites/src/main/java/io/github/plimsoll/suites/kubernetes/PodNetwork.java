package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Level2;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.Cluster;
import io.github.plimsoll.fact.kubernetes.Namespace;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

/** Section 5.3, and what NetworkPolicies have to say beyond it: who reaches whom. */
@KubernetesControls
public class PodNetwork {

    private static final String OF_THE_CLUSTER = "it belongs to the cluster itself, by its namespace";

    private static final String SYSTEM_NAMESPACES = "kubernetes.system-namespaces";
    private static final int HTTP = 80;

    @Control(
            title = "The network plugin enforces NetworkPolicies",
            why =
                    "The API server takes policies whoever is there to enforce them; without a plugin that does they are decoration.",
            fix = "Install a network plugin that enforces NetworkPolicies, such as Calico or Cilium, on every node",
            severity = HIGH)
    @CisKubernetes("5.3.1")
    @Level1
    @DenialOfService("D2")
    void network_policies_are_enforced(Cluster cluster) {
        assertThat(cluster.policyEnforcers())
                .as("plugins that enforce policies and run on every node")
                .isNotEmpty();
    }

    @Control(
            title = "Each namespace has NetworkPolicies, and no pod is left out",
            why = "A pod that no policy selects is reached by every other pod of the cluster, whoever runs it.",
            fix =
                    "kubectl -n NAMESPACE apply a NetworkPolicy with an empty podSelector and policyTypes Ingress and Egress, then one for each connection that is needed",
            severity = MEDIUM)
    @CisKubernetes("5.3.2")
    @Level2
    @DenialOfService("D2")
    void namespaces_have_network_policies(Namespace namespace, Policy policy) {
        assumeFalse(policy.texts(SYSTEM_NAMESPACES).contains(namespace.objectName()), OF_THE_CLUSTER);
        assertThat(namespace.networkPolicies()).as("policies").isNotEmpty();
        assertThat(namespace.workloadsWithoutPolicy())
                .as("workloads that no policy isolates")
                .isEmpty();
    }

    @Control(
            title = "What comes into a namespace's pods is denied unless a policy lets it in",
            why = "Without a policy for every pod the next one that is started is open to the whole cluster.",
            fix =
                    "kubectl -n NAMESPACE apply a NetworkPolicy with podSelector {} and policyTypes [Ingress] and no rules",
            severity = MEDIUM)
    @DenialOfService("D2")
    @Spoofing("S2")
    void namespaces_deny_ingress_by_default(Namespace namespace, Policy policy) {
        assumeFalse(policy.texts(SYSTEM_NAMESPACES).contains(namespace.objectName()), OF_THE_CLUSTER);
        assertThat(namespace.deniesIngressByDefault())
                .as("denies ingress by default")
                .isTrue();
    }

    @Control(
            title = "What goes out of a namespace's pods is denied unless a policy lets it out",
            why = "A pod that was broken into can otherwise attack every other, and send what it finds to anywhere.",
            fix =
                    "kubectl -n NAMESPACE apply a NetworkPolicy with podSelector {} and policyTypes [Egress] and no rules, and one that lets DNS out",
            severity = MEDIUM)
    @DenialOfService("D2")
    @InformationDisclosure("I1")
    void namespaces_deny_egress_by_default(Namespace namespace, Policy policy) {
        assumeFalse(policy.texts(SYSTEM_NAMESPACES).contains(namespace.objectName()), OF_THE_CLUSTER);
        assertThat(namespace.deniesEgressByDefault())
                .as("denies egress by default")
                .isTrue();
    }

    @Control(
            title = "No workload lets everybody in on every port",
            why =
                    "Ports that nobody thought of, for debugging or for metrics, are then open to whoever is inside the cluster.",
            fix =
                    "Give the workload a NetworkPolicy whose ingress names the peers, or the ports that are meant for everybody",
            severity = MEDIUM)
    @DenialOfService("D2")
    void workloads_are_not_open_to_everybody(Workload workload, Policy policy) {
        assumeFalse(policy.texts(SYSTEM_NAMESPACES).contains(workload.namespace()), OF_THE_CLUSTER);
        assumeFalse(workload.sharesHostNetwork(), "it is on its node's network, where no policy reaches it");
        assertThat(workload.openToEverybody())
                .as("lets everybody in on every port")
                .isEmpty();
    }

    @Control(
            title = "Workloads cannot reach the metadata service of the cloud",
            why = "It gives the node's own credentials to whoever asks from the node, and a pod asks from there.",
            fix =
                    "Leave 169.254.169.254/32 out of what egress policies allow (ipBlock.except), or set kubernetes.metadata-addresses to [] where there is no such service",
            severity = HIGH)
    @InformationDisclosure("I1")
    @DenialOfService("D2")
    void metadata_service_is_out_of_reach(Workload workload, Policy policy) {
        assumeFalse(
                policy.texts("kubernetes.metadata-addresses").isEmpty(),
                "the policy names no address of a metadata service");
        assumeFalse(policy.texts(SYSTEM_NAMESPACES).contains(workload.namespace()), OF_THE_CLUSTER);
        assertThat(workload.reachable(policy.texts("kubernetes.metadata-addresses"), HTTP))
                .as("addresses of the metadata service that it reaches")
                .isEmpty();
    }
}
