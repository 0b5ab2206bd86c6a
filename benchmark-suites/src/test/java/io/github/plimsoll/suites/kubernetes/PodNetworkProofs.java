package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodNetworkProofs extends Proofs {

    private static final String DENY = "{podSelector: {}, policyTypes: ['Ingress', 'Egress']}";
    private static final String EVERYWHERE_BUT_METADATA =
            "{podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr: '0.0.0.0/0', except: ['169.254.169.254/32']}}]}]}";

    PodNetworkProofs() {
        super(PodNetwork.class);
    }

    @Test
    void network_policies_are_enforced() {
        satisfiedBy(plugin("calico-node", 2, 2));
        satisfiedBy(plugin("cilium", 1, 1));
        violatedBy(plugin("kube-flannel-ds", 2, 2));
        violatedBy(plugin("calico-node", 1, 2));
        violatedBy(plugin("calico-node", 0, 0));
        violatedBy(plugin("calico-node", 1, 1).object(KubernetesDocuments.NODES, "{metadata: {name: 'worker-1'}}"));
        satisfiedBy(plugin("calico-node", 1, 1)
                .object(KubernetesDocuments.NODES, "{metadata: {name: 'w', labels: {'kubernetes.io/os': 'windows'}}}"));
        inconclusiveFor(plugin("calico-node", 1, 1).unreadable(KubernetesDocuments.NODES, "the server answers 403"));
        satisfiedBy(router("--run-firewall=true"));
        violatedBy(router("--run-firewall=false"));
        violatedBy(router("--run_firewall=F"));
        satisfiedBy(cilium("{'enable-policy': 'default', 'enable-k8s-networkpolicy': 'true'}"));
        violatedBy(cilium("{'enable-policy': 'never'}"));
        violatedBy(cilium("{'enable-policy': 'default', 'enable-k8s-networkpolicy': 'false'}"));
        satisfiedBy(plugin("calico-node", 1, 1)
                .object(KubernetesDocuments.CONFIG_MAPS, CILIUM.formatted("{'enable-policy': 'never'}")));
        inconclusiveFor(plugin("cilium", 1, 1).unreadable(KubernetesDocuments.CONFIG_MAPS, "the server answers 403"));
        violatedBy(plugin("aws-node", 2, 2));
        violatedBy(amazon("--enable-network-policy=false"));
        satisfiedBy(amazon("--enable-network-policy=true"));
        inconclusiveFor(cluster());
        inconclusiveFor(plugin("kube-proxy", 2, 2));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.DAEMON_SETS, "the server answers 403"));
        satisfiedBy(kind("v20240813-c6f155d6"));
        violatedBy(kind("v20240513-cbc5c3b6"));
        violatedBy(calling("{plugins: [{type: 'bridge'}, {type: 'portmap'}]}"));
        violatedBy(calling("{type: 'ptp'}"));
        inconclusiveFor(calling("{plugins: [{type: 'bridge'}, {type: 'own-firewall'}]}"));
        inconclusiveFor(calling("{}"));
        inconclusiveFor(cluster().controlPlane());
        inconclusiveFor(calling("{type: 'ptp'}").object(KubernetesDocuments.NODES, "{metadata: {name: 'worker-1'}}"));
    }

    /** Ready on the one node that there is. */
    private static KubernetesFixture plugin(String name, String container) {
        return plugin(name, 1, 1)
                .changed(
                        KubernetesDocuments.DAEMON_SETS,
                        "kube-system",
                        name,
                        daemons -> daemons.withJson("spec.template.spec.containers", "[" + container + "]"));
    }

    private static KubernetesFixture router(String argument) {
        return plugin("kube-router", "{name: 'router', args: ['" + argument + "']}");
    }

    private static KubernetesFixture kind(String version) {
        return plugin("kindnet", "{name: 'kindnet-cni', image: 'docker.io/kindest/kindnetd:%s'}".formatted(version));
    }

    /** A cluster whose node calls plugins by that configuration, and by none that comes after it. */
    private static final String CILIUM = "{metadata: {namespace: 'kube-system', name: 'cilium-config'}, data: %s}";

    private static KubernetesFixture cilium(String settings) {
        return plugin("cilium", 1, 1).object(KubernetesDocuments.CONFIG_MAPS, CILIUM.formatted(settings));
    }

    private static KubernetesFixture calling(String configuration) {
        return cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        files -> files.withJson(
                                        "\"/etc/cni/net.d/10-pods.conflist\"",
                                        "{exists: true, content: " + configuration + "}")
                                .withJson(
                                        "\"/etc/cni/net.d/90-cilium.conflist\"",
                                        "{exists: true, content: {type: 'cilium-cni'}}"));
    }

    @Test
    void namespaces_have_network_policies() {
        satisfiedBy(policed(DENY));
        satisfiedBy(policed("{podSelector: {matchLabels: {app: 'web'}}}").pod("web"));
        violatedBy(cluster());
        violatedBy(policed("{podSelector: {matchLabels: {app: 'web'}}}").pod("db"));
        violatedBy(policed("{podSelector: {matchLabels: {app: 'web'}}}").deployment("db", db -> db));
        violatedBy(policed("{podSelector: {}, policyTypes: ['Egress']}").pod("web"));
        satisfiedBy(policed("{podSelector: {matchLabels: {app: 'web'}}}")
                .pod("agent", pod -> pod.with("spec.hostNetwork", true)));
        violatedBy(policed(DENY).namespace("bank"));
        satisfiedBy(policed(DENY).namespace("kube-system"));
        violatedBy(policed(DENY).namespace("kube-system").policy("kubernetes.system-namespaces", List.of()));
        knowsPoliciesOfOtherKinds(cluster());
        couldNotLook();
    }

    @Test
    void namespaces_deny_ingress_by_default() {
        satisfiedBy(policed(DENY));
        satisfiedBy(policed("{podSelector: {}}"));
        satisfiedBy(policed("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"));
        violatedBy(cluster());
        violatedBy(policed("{podSelector: {matchLabels: {app: 'web'}}}").pod("web"));
        violatedBy(policed("{podSelector: {}, policyTypes: ['Egress']}"));
        violatedBy(policed("{podSelector: {}, ingress: [{}]}"));
        violatedBy(policed("{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '0.0.0.0/0'}}]}]}"));
        violatedBy(
                policed(
                        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '0.0.0.0/1'}}]}, {from: [{ipBlock: {cidr: '128.0.0.0/1'}}]}]}"));
        satisfiedBy(policed("{podSelector: {}, ingress: [{ports: [{port: 8080}]}]}"));
        violatedBy(policed(DENY).namespace("bank"));
        satisfiedBy(policed(DENY).namespace("kube-public"));
        knowsPoliciesOfOtherKinds(cluster());
        isOpenedByOthers(policed(DENY), "ingress", "from");
        couldNotLook();
    }

    @Test
    void namespaces_deny_egress_by_default() {
        satisfiedBy(policed(DENY));
        satisfiedBy(policed("{podSelector: {}, egress: [{to: [{podSelector: {}}]}]}"));
        violatedBy(cluster());
        violatedBy(policed("{podSelector: {}}"));
        violatedBy(policed("{podSelector: {}, policyTypes: ['Ingress'], egress: [{}]}"));
        violatedBy(policed("{podSelector: {}, policyTypes: ['Egress'], egress: [{}]}"));
        violatedBy(policed("{podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{namespaceSelector: {}}]}]}"));
        satisfiedBy(
                policed(
                        "{podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{namespaceSelector: {}}], ports: [{port: 53}]}]}"));
        violatedBy(policed(DENY).namespace("bank"));
        satisfiedBy(policed(DENY).namespace("kube-node-lease"));
        knowsPoliciesOfOtherKinds(cluster());
        isOpenedByOthers(policed(DENY), "egress", "to");
        couldNotLook();
    }

    @Test
    void workloads_are_not_open_to_everybody() {
        satisfiedBy(policed(DENY).pod("web"));
        satisfiedBy(
                policed("{podSelector: {}, ingress: [{ports: [{port: 8080}]}]}").pod("web"));
        satisfiedBy(policed("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}")
                .deployment("web", web -> web));
        violatedBy(cluster().pod("web"));
        violatedBy(cluster().deployment("web", web -> web));
        violatedBy(policed("{podSelector: {}, ingress: [{}]}").pod("web"));
        violatedBy(policed("{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}")
                .pod("web"));
        String halves =
                "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '0.0.0.0/1'}}, {ipBlock: {cidr: '%s'}}]}]}";
        violatedBy(policed(halves.formatted("128.0.0.0/1")).pod("web"));
        satisfiedBy(policed(halves.formatted("128.0.0.0/2")).pod("web"));
        satisfiedBy(policed(halves.formatted("8000::/1")).pod("web"));
        // By several rules, of one policy or of two, and by several ranges of ports.
        String rules =
                "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '0.0.0.0/1'}}]}, {from: [{ipBlock: {cidr: '%s'}}]}]}";
        violatedBy(policed(rules.formatted("128.0.0.0/1")).pod("web"));
        satisfiedBy(policed(rules.formatted("128.0.0.0/2")).pod("web"));
        String half = "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '%s'}}]}]}";
        KubernetesFixture one = policed(half.formatted("0.0.0.0/1")).pod("web");
        String other = "{metadata: {namespace: 'shop', name: 'second'}, spec: " + half + "}";
        satisfiedBy(one);
        violatedBy(one.object(KubernetesDocuments.NETWORK_POLICIES, other.formatted("128.0.0.0/1")));
        satisfiedBy(one.object(KubernetesDocuments.NETWORK_POLICIES, other.formatted("192.0.0.0/2")));
        String ranges =
                "{podSelector: {}, ingress: [{ports: [{port: 1, endPort: 30000}, {port: %d, endPort: 65535}]}]}";
        violatedBy(policed(ranges.formatted(30_001)).pod("web"));
        violatedBy(policed(ranges.formatted(20_000)).pod("web"));
        satisfiedBy(policed(ranges.formatted(30_002)).pod("web"));
        satisfiedBy(policed(ranges.formatted(30_001).replace("endPort: 65535", "endPort: 65535, protocol: 'UDP'"))
                .pod("web"));
        violatedBy(policed(
                        "{podSelector: {}, ingress: [{ports: [{port: 1, endPort: 30000}]}, {ports: [{port: 30001, endPort: 65535}]}]}")
                .pod("web"));
        violatedBy(policed("{podSelector: {matchLabels: {app: 'db'}}}").pod("web"));
        violatedBy(policed("{podSelector: {}, policyTypes: ['Egress']}").pod("web"));
        notApplicableTo(cluster().pod("agent", pod -> pod.with("spec.hostNetwork", true)));
        notApplicableTo(cluster().pod("web", pod -> pod.with("metadata.namespace", "kube-system")));
        notApplicableTo(cluster());
        knowsPoliciesOfOtherKinds(cluster().pod("web"));
        isOpenedByOthers(policed(DENY).pod("web"), "ingress", "from");
        couldNotLook();
    }

    @Test
    void metadata_service_is_out_of_reach() {
        satisfiedBy(policed(DENY).pod("web"));
        satisfiedBy(policed(EVERYWHERE_BUT_METADATA).pod("web"));
        satisfiedBy(
                policed("{podSelector: {}, egress: [{ports: [{port: 443}]}]}").pod("web"));
        satisfiedBy(policed("{podSelector: {}, egress: [{to: [{podSelector: {}}]}]}")
                .deployment("web", web -> web));
        violatedBy(cluster().pod("web"));
        violatedBy(cluster().deployment("web", web -> web));
        violatedBy(policed("{podSelector: {}}").pod("web"));
        violatedBy(policed("{podSelector: {}, egress: [{}]}").pod("web"));
        violatedBy(policed("{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '::/0'}}]}]}")
                .pod("web"));
        violatedBy(policed(DENY).pod("agent", pod -> pod.with("spec.hostNetwork", true)));
        violatedBy(policed(EVERYWHERE_BUT_METADATA)
                .pod("web")
                .policy("kubernetes.metadata-addresses", List.of("169.254.169.253")));
        notApplicableTo(cluster().pod("web").policy("kubernetes.metadata-addresses", List.of()));
        notApplicableTo(cluster().pod("web", pod -> pod.with("metadata.namespace", "kube-system")));
        knowsPoliciesOfOtherKinds(cluster().pod("web"));
        isOpenedByOthers(policed(DENY).pod("web"), "egress", "to");
        inconclusiveFor(cilium(policed(DENY).pod("web"), "shop", "{egress: [{toCIDR: ['169.254.169.254/32']}]}"));
        satisfiedBy(cilium(policed(DENY).pod("web"), "shop", "{egress: [{toCIDR: ['192.0.2.0/24']}]}"));
        couldNotLook();
    }

    /** Where a plugin has policies of its own, the want of NetworkPolicies proves nothing. */
    private void knowsPoliciesOfOtherKinds(KubernetesFixture open) {
        for (String kind : List.of("ciliumnetworkpolicies.cilium.io", "globalnetworkpolicies.crd.projectcalico.org")) {
            inconclusiveFor(
                    open.object(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "{metadata: {name: '" + kind + "'}}"));
        }
        violatedBy(open.object(
                KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "{metadata: {name: 'networkpolicies.example.com'}}"));
        // One that is known, and of which there is none where it matters, denies nothing.
        String list = "/apis/cilium.io/v2/ciliumnetworkpolicies";
        KubernetesFixture cilium = open.object(
                KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                "{metadata: {name: 'ciliumnetworkpolicies.cilium.io'}, spec: {group: 'cilium.io',"
                        + " names: {plural: 'ciliumnetworkpolicies'}, versions: [{name: 'v2', served: true, storage: true}]}}");
        violatedBy(cilium.document(list, "{items: []}"));
        violatedBy(cilium.object(list, "{metadata: {name: 'p', namespace: 'elsewhere'}}"));
        inconclusiveFor(cilium.object(list, "{metadata: {name: 'p', namespace: 'shop'}}"));
        inconclusiveFor(cilium.object(list, "{metadata: {name: 'p'}}"));
        inconclusiveFor(cilium.unreadable(list, "the server answers 403"));
        inconclusiveFor(open.unreadable(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "the server answers 403"));
    }

    /** What lets everybody through does so whatever NetworkPolicies deny; for which pods is not read. */
    private void isOpenedByOthers(KubernetesFixture closed, String direction, String peers) {
        String open = "{" + direction + ": [{" + peers + "Entities: ['all']}]}";
        inconclusiveFor(cilium(closed, "shop", open));
        satisfiedBy(cilium(closed, "elsewhere", open));
        satisfiedBy(
                cilium(closed, "shop", "{" + direction + ": [{" + peers + "Endpoints: [{matchLabels: {app: 'a'}}]}]}"));
        satisfiedBy(cilium(closed, "shop", "{" + direction + "Deny: [{" + peers + "Entities: ['all']}]}"));
        inconclusiveFor(cilium(closed, "shop", "{}")
                .unreadable("/apis/cilium.io/v2/ciliumnetworkpolicies", "the server answers 403"));
        String admins = "adminnetworkpolicies";
        String rule = ": [{action: '%s', " + peers + ": [{namespaces: {}}]}]}";
        inconclusiveFor(
                other(closed, admins, "policy.networking.k8s.io", "", "{" + direction + rule.formatted("Allow")));
        satisfiedBy(other(closed, admins, "policy.networking.k8s.io", "", "{" + direction + rule.formatted("Deny")));
        satisfiedBy(other(
                closed,
                "baseline" + admins,
                "policy.networking.k8s.io",
                "",
                "{" + direction + rule.formatted("Allow")));
    }

    private static KubernetesFixture cilium(KubernetesFixture cluster, String namespace, String spec) {
        return other(cluster, "ciliumnetworkpolicies", "cilium.io", namespace, spec);
    }

    private static KubernetesFixture other(
            KubernetesFixture cluster, String plural, String group, String namespace, String spec) {
        String place = namespace.isEmpty() ? "" : ", namespace: '" + namespace + "'";
        return cluster.object(
                        KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                        "{metadata: {name: '" + plural + "." + group + "'}, spec: {group: '" + group
                                + "', names: {plural: '" + plural
                                + "'}, versions: [{name: 'v2', served: true, storage: true}]}}")
                .object("/apis/" + group + "/v2/" + plural, "{metadata: {name: 'p'" + place + "}, spec: " + spec + "}");
    }

    private void couldNotLook() {
        Fixture[] blind = {
            policed(DENY).pod("web").unreadable(KubernetesDocuments.NETWORK_POLICIES, "the server answers 403"),
            policed(DENY).pod("web").unreadable(KubernetesDocuments.PODS, "the server answers 403"),
            policed("{podSelector: {matchExpressions: [{key: 'a', operator: 'Near'}]}}")
                    .pod("web")
        };
        for (Fixture fixture : blind) {
            inconclusiveFor(fixture);
        }
    }

    private static KubernetesFixture policed(String spec) {
        return cluster()
                .object(
                        KubernetesDocuments.NETWORK_POLICIES,
                        "{metadata: {namespace: 'shop', name: 'one'}, spec: " + spec + "}");
    }

    private static KubernetesFixture plugin(String name, int ready, int wanted) {
        return cluster().object(KubernetesDocuments.DAEMON_SETS, """
                        {metadata: {namespace: 'kube-system', name: '%s'}, spec: {template: {spec: {containers: []}}},
                         status: {numberReady: %d, desiredNumberScheduled: %d}}
                        """.formatted(name, ready, wanted));
    }

    private static KubernetesFixture amazon(String argument) {
        return cluster().object(KubernetesDocuments.DAEMON_SETS, """
                        {metadata: {namespace: 'kube-system', name: 'aws-node'},
                         spec: {template: {spec: {containers: [{name: 'aws-eks-nodeagent', args: ['%s']}]}}},
                         status: {numberReady: 1, desiredNumberScheduled: 1}}
                        """.formatted(argument));
    }
}
