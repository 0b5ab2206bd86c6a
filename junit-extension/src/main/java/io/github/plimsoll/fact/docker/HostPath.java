package io.github.plimsoll.fact.docker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A path of the host, canonical as far as its text allows: without {@code ..}, {@code //} and the prefix of a desktop VM. */
final class HostPath {

    private static final Pattern WINDOWS = Pattern.compile("([A-Za-z]:)?[\\\\/].*|\\\\\\\\.*");
    private static final Pattern DRIVE = Pattern.compile("/[a-z]:?");

    /** Where the virtual machine of Docker Desktop shows the files of the real host. */
    private static final List<String> DESKTOP_PREFIXES = List.of("/host_mnt", "/run/desktop/mnt/host");

    /** Sensitive with all that lies in them. */
    private static final List<String> TREES = List.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/proc",
            "/root",
            "/sbin",
            "/sys",
            "/usr",
            "/var/lib/containerd",
            "/var/lib/docker",
            "/var/lib/kubelet",
            "/c:/program files",
            "/c:/programdata",
            "/c:/windows");

    /** Sensitive as a whole, while single directories in them may well belong to an application. */
    private static final Set<String> PLACES = Set.of("/home", "/run", "/users", "/Users", "/var/log");

    /** They name the time zone and nothing else. */
    private static final List<String> HARMLESS_TO_READ =
            List.of("/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo");

    /** The sockets through which containers are controlled; {@code *} stands for one directory. */
    private static final List<String> CONTROL_SOCKETS = List.of(
            "/run/docker.sock",
            "/run/docker/containerd/containerd.sock",
            "/run/containerd/containerd.sock",
            "/run/k3s/containerd/containerd.sock",
            "/run/podman/podman.sock",
            "/run/crio/crio.sock",
            "/run/buildkit/buildkitd.sock",
            "/run/cri-dockerd.sock",
            "/run/dockershim.sock",
            "/run/host-services/docker.proxy.sock",
            "/run/user/*/docker.sock",
            "/run/user/*/podman/podman.sock",
            "/pipe/docker_engine",
            "/pipe/containerd-containerd");

    /** Sockets in home directories, which are too common a thing to mount to suspect each. */
    private static final List<String> CONTROL_SOCKETS_AT_HOME = List.of(
            "/root/.docker/run/docker.sock",
            "/*/*/.docker/run/docker.sock",
            "/*/*/.docker/desktop/docker.sock",
            "/*/*/.colima/*/docker.sock");

    private final String path;

    private HostPath(String path) {
        this.path = path;
    }

    static HostPath of(String source) {
        String text = source;
        if (WINDOWS.matcher(source).matches() && !source.startsWith("/")) {
            text = "/" + source.replace('\\', '/').replace("//./", "/").toLowerCase(Locale.ROOT);
        }
        return new HostPath(withoutDesktopPrefix(walk(text)));
    }

    /** Whether whoever has it has a part of the host's own system. */
    boolean isSensitive(boolean writable) {
        if (!writable && HARMLESS_TO_READ.stream().anyMatch(this::isIn)) {
            return false;
        }
        return PLACES.contains(path)
                || DRIVE.matcher(path).matches()
                || TREES.stream().anyMatch(tree -> isIn(tree) || isAbove(tree));
    }

    /** Whether it is a directory, lies in it or holds it. */
    boolean meets(String directory) {
        String tree = of(directory).path;
        return !directory.isEmpty() && (isIn(tree) || isAbove(tree));
    }

    /**
     * Whether it is a socket that controls containers, or a directory that holds one.
     *
     * @param daemonSockets the sockets of the daemon itself
     */
    boolean leadsToControlSocket(List<String> daemonSockets) {
        return CONTROL_SOCKETS.stream().anyMatch(socket -> isOrHolds(socket.split("/")))
                || CONTROL_SOCKETS_AT_HOME.stream()
                        .map(socket -> socket.split("/"))
                        .anyMatch(socket -> socket.length == path.split("/").length && isOrHolds(socket))
                || daemonSockets.stream()
                        .anyMatch(socket -> isOrHolds(of(socket).path.split("/")));
    }

    boolean isAnyOf(String... paths) {
        return Arrays.asList(paths).contains(path);
    }

    /** Whether it is that file or directory of somebody's home, or lies in it. */
    boolean isInHome(String place) {
        return path.matches("(?:/root|/(?:home|Users|users)/[^/]+)/" + Pattern.quote(place) + "(?:/.*)?");
    }

    @Override
    public String toString() {
        return path;
    }

    /** Whether it is another path, or lies below it. */
    boolean isIn(HostPath other) {
        return other.path.equals("/") || isIn(other.path);
    }

    boolean isIn(String tree) {
        return path.equals(tree) || path.startsWith(tree + "/");
    }

    private boolean isAbove(String tree) {
        return path.equals("/") || tree.startsWith(path + "/");
    }

    private boolean isOrHolds(String[] socket) {
        String[] steps = path.equals("/") ? new String[] {""} : path.split("/");
        return steps.length <= socket.length
                && java.util.stream.IntStream.range(0, steps.length)
                        .allMatch(i -> socket[i].equals("*") || socket[i].equals(steps[i]));
    }

    /** Step by step, since {@code /var/run} is a link: what follows it, even {@code ..}, is taken from {@code /run}. */
    private static String walk(String source) {
        List<String> steps = new ArrayList<>();
        for (String step : Arrays.asList(source.split("/"))) {
            if (step.equals("..")) {
                if (!steps.isEmpty()) {
                    steps.remove(steps.size() - 1);
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
            if (steps.equals(List.of("var", "run"))) {
                steps = new ArrayList<>(List.of("run"));
            }
        }
        return "/" + String.join("/", steps);
    }

    private static String withoutDesktopPrefix(String path) {
        for (String prefix : DESKTOP_PREFIXES) {
            if (path.equals(prefix)) {
                return "/";
            }
            if (path.startsWith(prefix + "/")) {
                return drive(path.substring(prefix.length()));
            }
        }
        return path;
    }

    /** {@code /c/Windows} as {@code /c:/windows}. */
    private static String drive(String path) {
        return path.matches("/[a-z](/.*)?")
                ? (path.substring(0, 2) + ":" + path.substring(2)).toLowerCase(Locale.ROOT)
                : path;
    }
}
