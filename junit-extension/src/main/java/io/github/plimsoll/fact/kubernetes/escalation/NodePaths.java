package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.host.ObeyedPlaces;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of a node from which all of it can be had by whoever is root in a pod that mounts them. */
final class NodePaths {

    /** Each of these as a whole, and all that is above it; single directories in them are data of something else. */
    private static final List<String> DECISIVE = List.of(
            "/etc",
            "/root",
            "/proc",
            "/var/lib/kubelet/pods",
            "/var/lib/docker",
            "/var/lib/containerd",
            "/var/lib/containers",
            "/var/lib/rancher/k3s/agent",
            "/var/lib/rancher/rke2/agent");

    /** All that is below one of these is as good as the whole: keys, and sockets by which the node takes commands. */
    private static final List<String> DECISIVE_WHOLLY = List.of(
            "/etc/kubernetes",
            "/pipe/containerd-containerd",
            "/pipe/docker_engine",
            "/proc/1/root",
            "/root/.kube",
            "/root/.ssh",
            "/run/containerd",
            "/run/cri-dockerd.sock",
            "/run/crio",
            "/run/dbus/system_bus_socket",
            "/run/docker.sock",
            "/run/docker/containerd",
            "/run/k0s",
            "/run/k3s/containerd",
            "/run/podman",
            "/run/systemd/private",
            "/var/lib/etcd",
            "/var/lib/k0s/pki",
            "/var/lib/kubelet/pki",
            "/var/lib/rancher/k3s/server",
            "/var/lib/rancher/rke2/server",
            "/var/snap/microk8s/common/run",
            "/var/snap/microk8s/current/certs",
            "/var/snap/microk8s/current/credentials");

    /** Where a node is ruled from by whoever writes there. Of the kubelet's directory only a part is, and drivers of devices write to others. */
    private static final List<String> OBEYED = Stream.concat(
                    ObeyedPlaces.ALL.stream().filter(place -> !place.equals("/var/lib/kubelet")),
                    Stream.of("/etc/cni", "/opt/cni/bin", "/var/lib/kubelet/config.yaml"))
            .toList();

    private NodePaths() {}

    /** @param written whether something may write there, and not only read */
    static boolean leadToNode(String path, boolean written) {
        String canonical = canonical(path);
        return DECISIVE.stream().anyMatch(place -> isOrHolds(canonical, place))
                || DECISIVE_WHOLLY.stream()
                        .anyMatch(place -> isOrHolds(canonical, place) || canonical.startsWith(place + "/"))
                || (written
                        && OBEYED.stream()
                                .anyMatch(place -> isOrHolds(canonical, place) || canonical.startsWith(place + "/")));
    }

    private static boolean isOrHolds(String path, String place) {
        return path.equals("/") || path.equals(place) || place.startsWith(path + "/");
    }

    /** An API server takes {@code //} and {@code /./} as they are, and {@code /var/run} is a link on every node. */
    private static String canonical(String path) {
        String text = path.contains("\\") ? path.replace('\\', '/').toLowerCase(Locale.ROOT) : path;
        String canonical = Arrays.stream(text.split("/", -1))
                .filter(step -> !step.isEmpty() && !step.equals("."))
                .collect(Collectors.joining("/", "/", ""));
        if (canonical.matches("/[a-zA-Z]:")) {
            return "/";
        }
        return canonical.equals("/var/run") || canonical.startsWith("/var/run/")
                ? canonical.substring("/var".length())
                : canonical;
    }
}
