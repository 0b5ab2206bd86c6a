package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The network plugins that run in a cluster, told by the names of their DaemonSets and images. */
final class NetworkPlugins {

    private static final Set<String> ENFORCING = Set.of(
            "calico-node",
            "canal",
            "rke2-canal",
            "cilium",
            "anetd",
            "antrea-agent",
            "weave-net",
            "kube-router",
            "ovnkube-node",
            "kube-ovn-cni",
            "azure-npm",
            "kube-network-policies");

    /** They bring pods together and leave policies to others. */
    private static final Set<String> INDIFFERENT = Set.of("kube-flannel-ds", "kube-flannel");

    private static final String AMAZON = "aws-node";

    private final List<Plugin> plugins = new ArrayList<>();

    private record Plugin(String name, boolean enforces, long ready, long wanted) {}

    private NetworkPlugins(Reading snapshot) {
        for (JsonNode daemons :
                snapshot.document(KubernetesDocuments.DAEMON_SETS).raw().path("items")) {
            String name = daemons.path("metadata").path("name").asText("");
            boolean enforces = ENFORCING.contains(name) || (name.equals(AMAZON) && hasPolicyAgent(daemons));
            if (enforces || INDIFFERENT.contains(name) || name.equals(AMAZON)) {
                JsonNode status = daemons.path("status");
                plugins.add(new Plugin(
                        "daemonset/"
                                + daemons.path("metadata").path("namespace").asText("") + "/" + name,
                        enforces,
                        status.path("numberReady").asLong(0),
                        status.path("desiredNumberScheduled").asLong(0)));
            }
        }
    }

    /** @throws Unreadable if DaemonSets could not be listed */
    static NetworkPlugins of(Reading snapshot) {
        return snapshot.derived(NetworkPlugins.class, NetworkPlugins::new);
    }

    List<String> enforcers(Reading reader) {
        reader.recordDerived("network plugins", plugins.isEmpty() ? "none that is known" : plugins.toString());
        if (plugins.isEmpty()) {
            throw new Unreadable("no network plugin runs as a DaemonSet that is known to enforce policies, or not to;"
                    + " ask whoever runs the cluster");
        }
        return plugins.stream()
                .filter(plugin -> plugin.enforces() && plugin.ready() > 0 && plugin.ready() >= plugin.wanted())
                .map(Plugin::name)
                .toList();
    }

    /** Amazon's plugin enforces policies only by an agent beside it, and only if that is told to. */
    private static boolean hasPolicyAgent(JsonNode daemons) {
        for (JsonNode container :
                daemons.path("spec").path("template").path("spec").path("containers")) {
            if (container.path("name").asText("").contains("eks-nodeagent")) {
                for (JsonNode argument : container.path("args")) {
                    if (argument.asText("").equals("--enable-network-policy=true")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
