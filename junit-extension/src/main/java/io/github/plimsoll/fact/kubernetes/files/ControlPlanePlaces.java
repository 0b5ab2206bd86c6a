package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostFiles;
import io.github.plimsoll.fact.kubernetes.component.NamedFiles;
import io.github.plimsoll.fact.kubernetes.component.RancherHome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where files of the control plane are on one node: where kubeadm, k3s and RKE2 keep them, and wherever flags of its programs point.
 */
final class ControlPlanePlaces {

    private static final String KUBERNETES = "/etc/kubernetes";
    private static final String PKI = KUBERNETES + "/pki";
    private static final List<String> KUBECONFIGS = List.of(
            KUBERNETES + "/admin.conf",
            KUBERNETES + "/super-admin.conf",
            KUBERNETES + "/scheduler.conf",
            KUBERNETES + "/controller-manager.conf");

    private ControlPlanePlaces() {}

    static List<String> network(Reading snapshot, String node) {
        HostFiles files = NodeFiles.of(snapshot, node);
        List<String> paths = new ArrayList<>(files.below("/etc/cni/net.d"));
        paths.addAll(files.below("/var/lib/cni/networks"));
        RancherHome.of(snapshot, node)
                .filter(home -> home.program().equals("k3s"))
                .ifPresent(home -> paths.addAll(files.below(home.network())));
        return paths;
    }

    static List<String> kubeconfigs(Reading snapshot, String node) {
        Set<String> paths = new LinkedHashSet<>(NodeFiles.of(snapshot, node).below(KUBERNETES).stream()
                .filter(KUBECONFIGS::contains)
                .toList());
        server(snapshot, node).ifPresent(home -> {
            listed(snapshot, node, home.credentials()).stream()
                    .filter(path -> path.endsWith(".kubeconfig"))
                    .forEach(paths::add);
            paths.add(home.adminKubeconfig());
        });
        paths.addAll(NamedFiles.KUBECONFIGS.on(snapshot, node));
        return List.copyOf(paths);
    }

    /** All certificates and keys, and the directories they are in. */
    static List<String> pki(Reading snapshot, String node) {
        Set<String> paths = new LinkedHashSet<>(kept(snapshot, node, ""));
        paths.addAll(NamedFiles.CERTIFICATES.on(snapshot, node));
        paths.addAll(NamedFiles.PRIVATE_KEYS.on(snapshot, node));
        paths.addAll(NamedFiles.TOKEN_KEYS.on(snapshot, node));
        return List.copyOf(paths);
    }

    static List<String> certificates(Reading snapshot, String node) {
        Set<String> paths = new LinkedHashSet<>(kept(snapshot, node, ".crt"));
        paths.addAll(NamedFiles.CERTIFICATES.on(snapshot, node));
        return List.copyOf(paths);
    }

    static List<String> privateKeys(Reading snapshot, String node) {
        Set<String> paths = new LinkedHashSet<>(kept(snapshot, node, ".key"));
        paths.addAll(NamedFiles.PRIVATE_KEYS.on(snapshot, node));
        return List.copyOf(paths);
    }

    private static List<String> kept(Reading snapshot, String node, String ending) {
        List<String> paths = new ArrayList<>(NodeFiles.of(snapshot, node).below(KUBERNETES).stream()
                .filter(path -> path.startsWith(PKI + "/") && path.endsWith(ending))
                .toList());
        if (ending.isEmpty() && !paths.isEmpty()) {
            paths.add(PKI);
        }
        server(snapshot, node).ifPresent(home -> {
            listed(snapshot, node, home.pki()).stream()
                    .filter(path -> path.endsWith(ending))
                    .forEach(paths::add);
            if (ending.isEmpty()) {
                paths.add(home.pki());
            }
        });
        return paths;
    }

    /** Of k3s or RKE2, if the node has a control plane of it. */
    private static Optional<RancherHome> server(Reading snapshot, String node) {
        return RancherHome.of(snapshot, node).filter(RancherHome::isServer);
    }

    /** @throws Unreadable if nothing is there, so that they must be elsewhere */
    private static List<String> listed(Reading snapshot, String node, String directory) {
        List<String> paths = NodeFiles.of(snapshot, node).below(directory);
        if (paths.isEmpty()) {
            throw new Unreadable("there is nothing in " + directory + " of node/" + node
                    + ", which has its files elsewhere, by a setting that is not seen");
        }
        return paths;
    }
}
