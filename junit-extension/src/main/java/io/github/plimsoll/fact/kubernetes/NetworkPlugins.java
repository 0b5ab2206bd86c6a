package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.GoBoolean;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.component.Nodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The network plugins that run in a cluster, told by the names of their DaemonSets and images; where none of these is known, by what
 * the nodes are configured to call.
 */
public final class NetworkPlugins {

    /** Where a node is told which plugins to call: by the first file. */
    public static final String CONFIGURATION = "/etc/cni/net.d";

    /** Plugins that connect pods and look at no policy. */
    private static final Set<String> PLAIN = Set.of(
            "bridge",
            "ptp",
            "flannel",
            "macvlan",
            "ipvlan",
            "vlan",
            "host-device",
            "loopback",
            "portmap",
            "bandwidth",
            "tuning",
            "firewall",
            "sbr",
            "vrf");

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

    /** Cilium itself, and Google's of it. */
    private static final Set<String> OF_CILIUM = Set.of("cilium", "anetd");

    /** They bring pods together and leave policies to others. */
    private static final Set<String> INDIFFERENT = Set.of("kube-flannel-ds", "kube-flannel");

    private static final String AMAZON = "aws-node";

    /** That of kind, which enforces policies since its version of this day. */
    private static final String KIND = "kindnet";

    private static final Pattern KIND_VERSION = Pattern.compile(".*kindnetd:v(\\d{8})-.*");
    private static final int KIND_ENFORCES_SINCE = 20240813;

    private final List<Plugin> plugins = new ArrayList<>();

    private record Plugin(String name, boolean enforces, long ready, long wanted) {}

    private NetworkPlugins(Reading snapshot) {
        for (JsonNode daemons :
                snapshot.document(KubernetesDocuments.DAEMON_SETS).raw().path("items")) {
            String name = daemons.path("metadata").path("name").asText("");
            boolean enforces = (ENFORCING.contains(name) && !isToldNotTo(daemons) && !isSwitchedOff(snapshot, daemons))
                    || (name.equals(AMAZON) && hasPolicyAgent(daemons))
                    || (name.equals(KIND) && isNewKind(daemons));
            if (ENFORCING.contains(name) || INDIFFERENT.contains(name) || name.equals(AMAZON) || name.equals(KIND)) {
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
        if (plugins.isEmpty() && !callPlainOnesOnly(reader)) {
            throw new Unreadable("no network plugin runs as a DaemonSet that is known to enforce policies, or not to;"
                    + " ask whoever runs the cluster");
        }
        if (plugins.stream().noneMatch(Plugin::enforces)) {
            return List.of();
        }
        // Where a DaemonSet is not wanted, for a taint or a selector, nobody keeps policies either.
        long nodes = nodes(reader);
        reader.recordDerived("nodes", String.valueOf(nodes));
        return plugins.stream()
                .filter(plugin ->
                        plugin.enforces() && plugin.ready() > 0 && plugin.ready() >= Math.max(plugin.wanted(), nodes))
                .map(Plugin::name)
                .toList();
    }

    /** Whether each node is known to call plugins that look at no policy, and no other. */
    private static boolean callPlainOnesOnly(Reading reader) {
        List<String> called = new ArrayList<>();
        for (String node : Nodes.names(reader)) {
            Reading settings =
                    reader.unrecorded().document(KubernetesDocuments.ofNode(node, KubernetesDocuments.SETTINGS));
            Optional<String> first = settings.isReadable()
                    ? settings.value("").keys().stream()
                            .filter(path -> path.startsWith(CONFIGURATION + "/"))
                            .min(Comparator.naturalOrder())
                    : Optional.empty();
            if (first.isEmpty()) {
                return false;
            }
            Reading file = settings.part("\"" + first.get() + "\".content");
            Stream.concat(Stream.of(file), file.elements("plugins").stream())
                    .map(plugin -> plugin.value("type").asText(""))
                    .filter(type -> !type.isEmpty())
                    .forEach(called::add);
        }
        reader.recordDerived("plugins that nodes call", called.toString());
        return !called.isEmpty() && PLAIN.containsAll(called);
    }

    private static boolean isNewKind(JsonNode daemons) {
        for (JsonNode container :
                daemons.path("spec").path("template").path("spec").path("containers")) {
            Matcher version = KIND_VERSION.matcher(container.path("image").asText(""));
            if (version.matches() && Integer.parseInt(version.group(1)) >= KIND_ENFORCES_SINCE) {
                return true;
            }
        }
        return false;
    }

    /** One of them leaves its packet filter out where that is said. */
    private static boolean isToldNotTo(JsonNode daemons) {
        for (JsonNode container :
                daemons.path("spec").path("template").path("spec").path("containers")) {
            for (String words : List.of("command", "args")) {
                for (JsonNode word : container.path(words)) {
                    String text = word.asText("");
                    int equals = text.indexOf('=');
                    if (equals > 0
                            && text.substring(0, equals).matches("--?run[-_]firewall")
                            && GoBoolean.parse(text.substring(equals + 1)).equals(Optional.of(false))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Cilium is told by a ConfigMap beside it whether it keeps to policies, and whether to those of Kubernetes. */
    private static boolean isSwitchedOff(Reading snapshot, JsonNode daemons) {
        if (!OF_CILIUM.contains(daemons.path("metadata").path("name").asText(""))) {
            return false;
        }
        String config = Objects.subject(
                "configmap", daemons.path("metadata").path("namespace").asText(""), KubernetesDocuments.CILIUM);
        return Objects.of(snapshot, KubernetesDocuments.CONFIG_MAPS, "configmap").stream()
                .filter(map -> map.subject().equals(config))
                .map(map -> map.raw().path("data"))
                .anyMatch(data ->
                        data.path(KubernetesDocuments.CILIUM_MODE).asText("").equals("never")
                                || GoBoolean.parse(data.path("enable-k8s-networkpolicy")
                                                .asText(""))
                                        .equals(Optional.of(false)));
    }

    /** How many nodes there are on which such a plugin has to run; those of Windows have others. */
    private static long nodes(Reading reader) {
        return Objects.of(reader.unrecorded(), KubernetesDocuments.NODES, "node").stream()
                .filter(node -> !node.value("metadata.labels.\"kubernetes.io/os\"")
                        .asText("")
                        .equals("windows"))
                .count();
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
