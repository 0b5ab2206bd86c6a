package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.FileRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which path of the host is what to a Docker daemon: as its command line, its configuration and its user say, else where it
 * looks by itself. The same answers choose what is collected and tell afterwards what it was.
 */
public final class DockerPaths {

    /** Sockets of the daemon at which no client of its API calls. */
    private static final List<String> INNER_SOCKETS = List.of("/libnetwork/", "/plugins/", "/metrics.sock", "/swarm/");

    /** Registries have a directory each, and sometimes one more for a name with a slash. */
    private static final int CERTIFICATES_DEPTH = 3;

    private final Reading snapshot;
    private final Reading process;
    private final DaemonSettings settings;
    private final DockerUnits units;
    private final DockerPrograms programs;

    DockerPaths(Reading snapshot) {
        this.snapshot = snapshot.unrecorded();
        this.process = this.snapshot.document(DockerDocuments.DAEMON_PROCESS);
        this.settings = new DaemonSettings(this.snapshot);
        this.units = new DockerUnits(this.snapshot);
        this.programs = new DockerPrograms(this.snapshot);
    }

    /** The paths as far as documents tell that are collected already. */
    public static DockerPaths of(Map<String, Document> documents) {
        SnapshotHeader header =
                new SnapshotHeader("", "docker", "", "", "Docker Engine", "", "", Instant.EPOCH, "", 0, List.of());
        return new DockerPaths(Reading.of(new Snapshot(header, documents), new Recorder()));
    }

    /** The home directory of the user whose daemon this is, in rootless mode. */
    public Optional<String> userHome() {
        return variable("ROOTLESSKIT_STATE_DIR").flatMap(any -> variable("HOME"));
    }

    /** The units that start it. */
    public DockerUnits units() {
        return units;
    }

    /** The programs that it consists of and that it starts. */
    DockerPrograms programs() {
        return programs;
    }

    /**
     * Where containerd may listen, the likeliest first; who listens there decides.
     *
     * @throws Unreadable if the configuration cannot be read that may tell
     */
    public List<String> containerdAddresses() {
        Set<String> addresses = new LinkedHashSet<>();
        Optional.of(settings.textAsWritten("containerd", ""))
                .filter(given -> !given.isEmpty())
                .ifPresent(given -> addresses.add(given.replaceFirst("^unix://", "")));
        if (addresses.isEmpty()) {
            addresses.add(execRoot() + "/containerd/containerd.sock");
            addresses.add(runtimeDirectory().orElse("/run") + "/containerd/containerd.sock");
        }
        return List.copyOf(addresses);
    }

    /** All that is worth a look; what cannot be told now is none of it, and unreadable when it is judged. */
    public List<FileRequest> all() {
        Map<String, Integer> depths = new LinkedHashMap<>();
        List<Supplier<List<String>>> single = List.of(
                units::ofDaemon,
                units::ofSocket,
                units::ofContainerd,
                units::environmentFiles,
                units::directories,
                this::configFile,
                this::seccompProfile,
                this::configDirectory,
                () -> tlsFile("tlscacert", "ca.pem"),
                () -> tlsFile("tlscert", "cert.pem"),
                () -> tlsFile("tlskey", "key.pem"),
                this::apiSockets,
                this::defaultsFile,
                this::sysconfigFile,
                this::containerdSocket,
                this::containerdConfig,
                this::containerdState,
                this::dataRoots,
                this::keyMaterial,
                this::deploymentFiles,
                programs::daemon,
                programs::containerd,
                () -> programs.shim(DockerPrograms.SHIMS.get(0)),
                () -> programs.shim(DockerPrograms.SHIMS.get(1)),
                () -> programs.shim(DockerPrograms.SHIMS.get(2)),
                () -> programs.runtimes().stream().flatMap(List::stream).toList(),
                () -> programs.helpers().stream().flatMap(List::stream).toList());
        single.forEach(paths -> tolerant(paths).forEach(path -> depths.put(path, 0)));
        tolerant(this::registryCertificates).forEach(path -> depths.put(path, CERTIFICATES_DEPTH));
        return depths.entrySet().stream()
                .map(entry -> new FileRequest(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The directories in which images and containers are kept; none where that is not known. */
    public List<String> knownDataRoots() {
        return tolerant(this::dataRoots);
    }

    private static List<String> tolerant(Supplier<List<String>> paths) {
        try {
            return paths.get();
        } catch (Unreadable e) {
            return List.of();
        }
    }

    List<String> configFile() {
        return List.of(
                snapshot.document(DockerDocuments.DAEMON_CONFIG).value("path").asText(ownDirectory() + "/daemon.json"));
    }

    /** The file with the system call filter that the daemon gives to containers which choose none; none if it is the engine's own. */
    public List<String> seccompProfile() {
        String name = SeccompProfile.ofDaemon(
                snapshot.document(DockerDocuments.INFO).value("SecurityOptions").asTexts());
        return SeccompProfile.isFile(name) ? List.of(absolute(name)) : List.of();
    }

    List<String> configDirectory() {
        return List.of(ownDirectory());
    }

    List<String> registryCertificates() {
        List<String> directories = new ArrayList<>(List.of(ownDirectory() + "/certs.d"));
        if (usesContainerdStore()) {
            directories.add("/etc/containerd/certs.d");
        }
        return directories;
    }

    /** The projects of Compose that containers name. */
    public List<ComposeProject> composeProjects() {
        return ComposeProject.of(snapshot);
    }

    /** Files of the daemon's that may hold secrets, and of which copies may lie about. */
    public List<String> filesWithCopies() {
        List<String> files = new ArrayList<>(tolerant(this::configFile));
        files.addAll(tolerant(() -> tlsFile("tlskey", "key.pem")));
        return files;
    }

    /** Files that {@link DockerDocuments#DEPLOYMENT_FILES} lists. */
    private List<String> deploymentFiles() {
        return snapshot.document(DockerDocuments.DEPLOYMENT_FILES).elements("files").stream()
                .map(file -> file.value("path").requiredText())
                .toList();
    }

    /** Where each registry may have a directory with a file {@code hosts.toml} in it. */
    public List<String> registryDirectories() {
        return List.of(ownDirectory() + "/certs.d", "/etc/containerd/certs.d");
    }

    /** What a builder that runs beside the daemon is configured from. */
    public List<String> builderFiles() {
        return List.of(settingsDirectory() + "/buildkit/buildkitd.toml");
    }

    private String ownDirectory() {
        process.value("pid").requiredLong();
        return settingsDirectory() + "/docker";
    }

    /** Where programs of the daemon's user look for their settings. */
    private String settingsDirectory() {
        return userHome()
                .map(home -> variable("XDG_CONFIG_HOME").orElse(home + "/.config"))
                .orElse("/etc");
    }

    /** Where programs of its user keep what runs, in rootless mode. */
    private Optional<String> runtimeDirectory() {
        return variable("XDG_RUNTIME_DIR").filter(any -> userHome().isPresent());
    }

    /** The file of a TLS setting; the default only where the daemon is to speak TLS. */
    List<String> tlsFile(String key, String defaultName) {
        String given = settings.text(key, "");
        if (!given.isEmpty()) {
            return List.of(absolute(given));
        }
        boolean tls = settings.flag("tlsverify", false) || settings.flag("tls", false);
        return tls
                ? variable("DOCKER_CERT_PATH")
                        .or(() -> variable("HOME").map(home -> home + "/.docker"))
                        .map(directory -> List.of(directory + "/" + defaultName))
                        .orElseThrow(() ->
                                new Unreadable("the home directory of the daemon is not known, where it looks for "
                                        + defaultName + "; run as root"))
                : List.of();
    }

    /** The sockets at which clients call, as the daemon holds them open. */
    List<String> apiSockets() {
        if (!process.value("unixSockets").isPresent()) {
            throw new Unreadable("the sockets of the daemon are not known");
        }
        return process.value("unixSockets").asTexts().stream()
                .filter(socket -> INNER_SOCKETS.stream()
                        .noneMatch(inner -> socket.endsWith(inner)
                                || (inner.endsWith("/") && isIn(inner.substring(0, inner.length() - 1), socket))))
                .toList();
    }

    private boolean isIn(String inner, String socket) {
        return socket.startsWith(execRoot() + inner + "/")
                || socket.startsWith("/run/docker" + inner + "/")
                || socket.startsWith("/var/run/docker" + inner + "/");
    }

    List<String> defaultsFile() {
        process.value("pid").requiredLong();
        return List.of("/etc/default/docker");
    }

    List<String> sysconfigFile() {
        process.value("pid").requiredLong();
        return List.of("/etc/sysconfig/docker");
    }

    List<String> containerdSocket() {
        return List.of(containerd().value("address").requiredText());
    }

    List<String> containerdConfig() {
        return List.of(containerd().value("config").requiredText());
    }

    /** The directory in which containerd keeps what runs now, and its socket. */
    List<String> containerdState() {
        String address = containerd().value("address").requiredText();
        return List.of(address.substring(0, Math.max(1, address.lastIndexOf('/'))));
    }

    /** Where images and containers are kept: by the daemon, and by containerd where that keeps the images. */
    List<String> dataRoots() {
        List<String> roots = new ArrayList<>(List.of(dataRoot()));
        if (usesContainerdStore()) {
            roots.add(containerd().value("root").requiredText());
        }
        return roots;
    }

    private String dataRoot() {
        return snapshot.document(DockerDocuments.INFO).value("DockerRootDir").requiredText();
    }

    private boolean usesContainerdStore() {
        return snapshot.document(DockerDocuments.INFO).elements("DriverStatus").stream()
                .anyMatch(pair -> pair.value("[1]").asText("").equals("io.containerd.snapshotter.v1"));
    }

    /** Private keys that the daemon makes for itself. */
    List<String> keyMaterial() {
        return List.of(
                ownDirectory() + "/key.json",
                dataRoot() + "/swarm/certificates/swarm-node.key",
                dataRoot() + "/swarm/state.json");
    }

    private String execRoot() {
        return settings.textAsWritten("exec-root", runtimeDirectory().orElse("/var/run") + "/docker");
    }

    private Reading containerd() {
        return snapshot.document(DockerDocuments.CONTAINERD);
    }

    private String absolute(String path) {
        return path.startsWith("/") ? path : process.value("cwd").requiredText().replaceFirst("/$", "") + "/" + path;
    }

    private Optional<String> variable(String name) {
        return Optional.of(process.value("environment." + name).asText("")).filter(value -> !value.isEmpty());
    }
}
