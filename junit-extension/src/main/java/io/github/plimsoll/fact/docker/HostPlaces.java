package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.host.ObeyedPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The places of a host that matter most: what it runs and obeys, and where credentials lie. */
final class HostPlaces {

    /** Who speaks to these has root of the host do as he says; a mount that is read-only keeps nobody from it. */
    private static final List<String> COMMANDED = List.of(
            "/run/dbus/system_bus_socket",
            "/run/incus/unix.socket",
            "/run/libvirt/libvirt-sock",
            "/run/systemd/private",
            "/var/lib/incus/unix.socket",
            "/var/lib/lxd/unix.socket",
            "/var/snap/lxd/common/lxd/unix.socket");

    /** What of the daemon's own data is run or obeyed; the volumes beside it are data of containers. */
    private static final List<String> OBEYED_IN_DATA_ROOT = List.of(
            "buildkit",
            "containerd",
            "containers",
            "image",
            "network",
            "overlay2",
            "plugins",
            "rootfs",
            "swarm",
            "vfs");

    private static final List<String> CREDENTIALS_AT_HOME = List.of(
            ".aws",
            ".azure",
            ".config/gcloud",
            ".config/gh",
            ".docker",
            ".git-credentials",
            ".gnupg",
            ".kube",
            ".netrc",
            ".ssh");

    private static final List<String> CREDENTIALS = List.of(
            "/etc/kubernetes",
            "/etc/rancher",
            "/etc/shadow",
            "/etc/ssl/private",
            "/etc/pki/tls/private",
            "/run/secrets",
            "/var/lib/cloud",
            "/var/lib/kubelet",
            "/var/lib/rancher");

    private HostPlaces() {}

    /**
     * Whether the host runs or obeys what lies there or below.
     *
     * @param dataRoot where the daemon keeps its data; empty if it does not say
     * @param configFile what the daemon is configured from; empty if that is not known
     */
    static boolean isObeyed(HostPath path, String dataRoot, String configFile) {
        List<String> places = new ArrayList<>(ObeyedPlaces.ALL);
        String data = dataRoot.isEmpty() ? "/var/lib/docker" : dataRoot;
        OBEYED_IN_DATA_ROOT.forEach(directory -> places.add(data + "/" + directory));
        if (!configFile.isEmpty()) {
            places.add(configFile);
        }
        return places.stream().anyMatch(path::meets)
                || path.isInHome(".ssh")
                || path.isAnyOf("/dev", "/dev/mem", "/dev/kmem", "/dev/port", "/home", "/proc", "/sys");
    }

    /** Whether it is a socket by which the host takes commands, or the directory of one. */
    static boolean takesCommands(HostPath path) {
        return COMMANDED.stream()
                .anyMatch(socket -> path.isAnyOf(socket, socket.substring(0, socket.lastIndexOf('/'))));
    }

    /** Whether it is a place made for credentials, or lies in one. Directories above are another matter, and found as such. */
    static boolean holdsCredentials(HostPath path) {
        return CREDENTIALS.stream().anyMatch(path::isIn)
                || CREDENTIALS_AT_HOME.stream().anyMatch(path::isInHome);
    }

    /** Whether a device of the host is a disk or its memory: whoever has it needs no file system's leave. */
    static boolean isRawDevice(String device) {
        return Stream.of(
                        "/dev",
                        "/dev/(sd|hd|vd|xvd)[a-z]+\\d*",
                        "/dev/nvme\\d+n\\d+(p\\d+)?",
                        "/dev/mmcblk\\d+(p\\d+)?",
                        "/dev/(dm-|md|loop|nbd)\\d+",
                        "/dev/(mapper|disk)/.+",
                        "/dev/(mem|kmem|port|loop-control)")
                .anyMatch(device::matches);
    }
}
