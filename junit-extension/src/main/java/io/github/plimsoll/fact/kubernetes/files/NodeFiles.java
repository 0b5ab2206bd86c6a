package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Platform.Locator;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostFiles;
import io.github.plimsoll.fact.host.UnitDirectories;
import io.github.plimsoll.fact.kubernetes.Distribution;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.fact.kubernetes.component.Components;
import io.github.plimsoll.fact.kubernetes.component.Etcd;
import io.github.plimsoll.fact.kubernetes.component.EtcdPlace;
import io.github.plimsoll.fact.kubernetes.component.KubeProxy;
import io.github.plimsoll.fact.kubernetes.component.Kubelet;
import io.github.plimsoll.fact.kubernetes.component.Nodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which files of the nodes are what. */
public final class NodeFiles {

    private NodeFiles() {}

    public static void addTo(Map<Class<? extends Subject>, Locator> subjects) {
        subjects.put(ManifestFile.class, ofControlPlane(files(NodeFiles::manifests, ManifestFile::new)));
        subjects.put(NetworkFile.class, ofControlPlane(files(ControlPlanePlaces::network, NetworkFile::new)));
        subjects.put(
                ControlPlaneKubeconfig.class,
                unlessUnseen(files(ControlPlanePlaces::kubeconfigs, ControlPlaneKubeconfig::new)));
        subjects.put(PkiFile.class, unlessUnseen(files(ControlPlanePlaces::pki, PkiFile::new)));
        subjects.put(
                PkiCertificate.class,
                unlessUnseen(snapshot -> Nodes.names(snapshot).stream()
                        .flatMap(node -> on(
                                snapshot,
                                node,
                                ControlPlanePlaces::certificates,
                                file -> new PkiCertificate(file, node)))
                        .toList()));
        subjects.put(PkiKey.class, unlessUnseen(files(ControlPlanePlaces::privateKeys, PkiKey::new)));
        subjects.put(KubeletUnit.class, files(NodeFiles::units, KubeletUnit::new));
        subjects.put(KubeletService.class, NodeFiles::services);
        subjects.put(ProxyKubeconfig.class, NodeFiles::proxyKubeconfigs);
        subjects.put(KubeletKubeconfig.class, files(NodeFiles::kubeletKubeconfig, KubeletKubeconfig::new));
        subjects.put(ClientAuthorityFile.class, files(NodeFiles::clientAuthority, ClientAuthorityFile::new));
        subjects.put(KubeletConfigFile.class, files(NodeFiles::kubeletConfig, KubeletConfigFile::new));
        subjects.put(EtcdDirectory.class, NodeFiles::etcdDirectories);
        subjects.put(AuditLogFile.class, NodeFiles::auditLogs);
    }

    /** The paths on one node; throws {@link Unreadable} if they are not known. */
    @FunctionalInterface
    private interface Paths {

        Collection<String> on(Reading snapshot, String node);
    }

    private static <S extends Subject> Locator files(Paths paths, Function<Reading, S> subject) {
        return snapshot -> Nodes.names(snapshot).stream()
                .flatMap(node -> on(snapshot, node, paths, subject))
                .toList();
    }

    /** Where a provider runs the control plane its files are on nodes of the provider; what is seen on others is judged all the same. */
    private static Locator ofControlPlane(Locator locator) {
        return snapshot -> {
            Optional<Distribution> provider = Distribution.of(snapshot).filter(Distribution::isManaged);
            boolean unseen = Nodes.names(snapshot).stream()
                    .noneMatch(node -> snapshot.document(KubernetesDocuments.ofNode(node, KubernetesDocuments.FILES))
                            .isReadable());
            if (provider.isPresent() && unseen) {
                throw new Absent(provider.get().words() + " keeps the files of the control plane on nodes of its own");
            }
            return locator.locate(snapshot);
        };
    }

    /** That there are none is a sign only where the programs are seen that would name others. */
    private static Locator unlessUnseen(Locator locator) {
        Locator usual = ofControlPlane(locator);
        return snapshot -> {
            List<? extends Found<?>> found = usual.locate(snapshot);
            if (found.isEmpty()) {
                ApiServer.locate(snapshot);
            }
            return found;
        };
    }

    /** What is not known of one node leaves the others to be judged. */
    private static <S extends Subject> Stream<Found<S>> on(
            Reading snapshot, String node, Paths paths, Function<Reading, S> subject) {
        try {
            return of(snapshot, node).at(paths.on(snapshot, node), subject).stream();
        } catch (Unreadable e) {
            return Stream.of(Found.unreadable("node/" + node, e));
        }
    }

    /** A member that does not tell leaves the others to be judged. */
    private static List<Found<EtcdDirectory>> etcdDirectories(Reading snapshot) {
        List<Found<EtcdDirectory>> found = new ArrayList<>();
        for (Found<Etcd> member : Etcd.locate(snapshot)) {
            try {
                for (EtcdPlace place : EtcdPlace.of(member.opener().open(snapshot))) {
                    on(
                                    snapshot,
                                    place.node(),
                                    (all, node) -> List.of(place.directory()),
                                    file -> new EtcdDirectory(file, place.runsAs()))
                            .forEach(found::add);
                }
            } catch (Unreadable e) {
                found.add(Found.unreadable(member.name(), e));
            }
        }
        return found;
    }

    private static List<Found<AuditLogFile>> auditLogs(Reading snapshot) {
        List<Found<AuditLogFile>> found = new ArrayList<>();
        for (Found<ApiServer> server : ApiServer.locate(snapshot)) {
            ApiServer writer = server.opener().open(snapshot);
            on(snapshot, writer.node(), (all, node) -> existing(writer.auditLog()), AuditLogFile::new)
                    .forEach(found::add);
        }
        return found;
    }

    /** Of each kube-proxy that has its credentials from a file of its node, and not from its pod. */
    private static List<Found<ProxyKubeconfig>> proxyKubeconfigs(Reading snapshot) {
        if (Nodes.isOneAlone(snapshot)
                && Nodes.names(snapshot).stream()
                        .allMatch(node -> Components.isContained(snapshot, node, "kube-proxy"))) {
            return List.of();
        }
        return KubeProxy.locate(snapshot).stream()
                .map(found -> found.opener().open(snapshot))
                .flatMap(proxy -> on(
                        snapshot,
                        proxy.node(),
                        (all, node) -> proxy.kubeconfig().stream().toList(),
                        ProxyKubeconfig::new))
                .toList();
    }

    static HostFiles of(Reading snapshot, String node) {
        return HostFiles.of(
                snapshot.unrecorded().named("node/" + node),
                KubernetesDocuments.ofNode(node, KubernetesDocuments.FILES));
    }

    private static List<String> manifests(Reading snapshot, String node) {
        String directory = Kubelet.of(snapshot, node).manifests();
        return directory.isEmpty() ? List.of() : of(snapshot, node).below(directory);
    }

    /** One for each node on which systemd starts the kubelet. */
    private static List<Found<KubeletService>> services(Reading snapshot) {
        List<Found<KubeletService>> found = new ArrayList<>();
        for (String node : Nodes.names(snapshot)) {
            String name = "node/" + node + " › unit kubelet.service";
            try {
                List<String> units = List.copyOf(units(snapshot, node));
                if (!units.isEmpty()) {
                    found.add(new Found<>(
                            name,
                            reading -> new KubeletService(
                                    reading.document(KubernetesDocuments.ofNode(node, KubernetesDocuments.SETTINGS))
                                            .named(name),
                                    node,
                                    units)));
                }
            } catch (Unreadable e) {
                found.add(Found.unreadable(name, e));
            }
        }
        return found;
    }

    /**
     * The unit that counts, and all drop-ins, in the order in which systemd reads them; a drop-in hides one of the same name in a
     * later place.
     */
    private static Collection<String> units(Reading snapshot, String node) {
        HostFiles files = of(snapshot, node);
        Map<String, String> units = new TreeMap<>();
        files.first(UnitDirectories.WRITTEN.stream()
                        .map(place -> place + "/kubelet.service")
                        .toList())
                .forEach(path -> units.put("", path));
        for (String place : UnitDirectories.WRITTEN) {
            for (String path : files.below(place + "/kubelet.service.d")) {
                if (path.endsWith(".conf")) {
                    units.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), path);
                }
            }
        }
        return units.values();
    }

    private static List<String> kubeletKubeconfig(Reading snapshot, String node) {
        return existing(Kubelet.of(snapshot, node).flag("kubeconfig"));
    }

    private static List<String> kubeletConfig(Reading snapshot, String node) {
        Kubelet kubelet = Kubelet.of(snapshot, node);
        List<String> paths = new ArrayList<>(existing(kubelet.flag("config")));
        String dropIns = kubelet.flag("config-dir");
        if (!dropIns.isEmpty()) {
            paths.addAll(of(snapshot, node).below(dropIns));
        }
        return paths;
    }

    private static List<String> clientAuthority(Reading snapshot, String node) {
        return existing(Kubelet.of(snapshot, node).clientAuthority());
    }

    private static List<String> existing(String path) {
        return path.isEmpty() ? List.of() : List.of(path);
    }
}
