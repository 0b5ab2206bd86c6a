package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.image.ContainerUser;
import io.github.plimsoll.fact.image.ImageUsers;
import io.github.plimsoll.fact.scan.GatheredScans;
import io.github.plimsoll.fact.scan.ImageIdentity;
import io.github.plimsoll.fact.scan.ScanEvidence;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container, running or not, as {@code GET /containers/ID/json} describes it.
 *
 * <p>What a container that does not run would show only while it runs is worked out from its settings, as the engine will
 * do when it starts it.
 */
public final class Container extends Subject {

    private static final String UNCONFINED = "unconfined";
    private static final Set<String> ALIVE = Set.of("running", "paused");
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String SYN_COOKIES = "net.ipv4.tcp_syncookies";
    private static final Pattern SANDBOX = Pattern.compile("runsc|gvisor|kata|firecracker|krun|wasm");

    Container(Reading reading) {
        super(reading);
    }

    /**
     * One of {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code exited}, {@code dead}; empty for one that
     * is only meant to be created.
     */
    @Override
    public String state() {
        return Composition.is(reading()) ? "" : read("State.Status").asText("");
    }

    /** Whether it has processes now: it runs or is paused, and is not waiting for a restart. */
    public boolean isRunning() {
        return ALIVE.contains(read("State.Status").requiredText());
    }

    public boolean isPrivileged() {
        return read("HostConfig.Privileged").asBoolean(false);
    }

    /** The AppArmor profile; empty or {@code unconfined} is none. */
    public String appArmorProfile() {
        if (isRunning()) {
            return read("AppArmorProfile").asText("");
        }
        String profile = securityOpt()
                .value("apparmor")
                .filter(asked -> !asked.isEmpty())
                .orElseGet(() -> isPrivileged()
                        ? UNCONFINED
                        : Composition.givenByEngine(reading(), "AppArmor profile", () -> "docker-default"));
        reading().recordDerived("AppArmor profile once started", profile);
        return profile;
    }

    /**
     * The SELinux type of its processes, for example {@code container_t}; empty is none. It is given when the container is created,
     * and stays what it was then, whether SELinux was on in the daemon or not.
     */
    public String selinuxType() {
        if (!Composition.is(reading())) {
            String[] label = read("ProcessLabel").asText("").split(":", -1);
            return label.length > 2 && !isPrivileged() ? label[2] : "";
        }
        String type = isPrivileged()
                ? ""
                : securityOpt()
                        .selinuxType()
                        .orElseGet(() -> Composition.givenByEngine(reading(), "SELinux type", () -> "container_t"));
        reading().recordDerived("SELinux type once started", type);
        return type;
    }

    /** The system call filter: {@code custom}, {@code builtin}, the path of the daemon's, or {@code unconfined} for none at all. */
    public String seccompProfile(Daemon daemon) {
        // The engine drops the filter of a privileged container, older ones even if it asks for one.
        return isPrivileged()
                ? UNCONFINED
                : securityOpt()
                        .value("seccomp")
                        .filter(asked -> !asked.isEmpty())
                        .map(SeccompProfile::name)
                        .orElseGet(() ->
                                Composition.givenByEngine(reading(), "system call filter", daemon::seccompProfile));
    }

    /** Whether its processes can gain no privileges; the daemon decides where the container does not. */
    public boolean deniesNewPrivileges(Daemon daemon) {
        return securityOpt()
                .flag("no-new-privileges")
                .orElseGet(() -> new InheritedDefault(this, reading()).deniesNewPrivileges(daemon));
    }

    /**
     * The capabilities it has beyond the engine's default, and NET_RAW; {@code ALL} if it has all or nearly all.
     *
     * @param allowed names that do not count, with or without {@code CAP_}; all of them together are none of these
     */
    public Set<String> excessCapabilities(Collection<String> allowed) {
        return Capabilities.excess(capabilities(), allowed);
    }

    /** All its capabilities; {@code ALL} if it has all or nearly all. */
    Set<String> capabilities() {
        return isPrivileged()
                ? Set.of(Capabilities.ALL)
                : Capabilities.effective(
                        read("HostConfig.CapAdd").asTexts(),
                        read("HostConfig.CapDrop").asTexts());
    }

    /** What its capabilities let it do to the host; nothing where its root is nobody there. */
    public List<String> powersOverHost(Daemon daemon) {
        return isMapped(daemon) ? List.of() : HostPowers.of(this, daemon);
    }

    /** What its processes have beyond what it was given: capabilities, no filter, a namespace of the host. */
    public List<String> looseProcesses(Daemon daemon) {
        return new Confinement(this, reading(), daemon).gaps();
    }

    /** The parts of {@code /proc} and {@code /sys} that it sees or may write although engines keep them from containers. */
    public List<String> exposedSystemPaths() {
        return SystemPaths.exposed(reading());
    }

    /** The groups among those named that it or a process of it is in, beside the group of its user. */
    public Collection<String> groupsAmong(List<String> names, Daemon daemon) {
        return new ContainerGroups(this, reading()).among(names, isMapped(daemon));
    }

    /** The kernel parameters that it sets for itself and that are not among the harmless ones, or switch a protection off. */
    public List<String> sysctlsBeyond(List<String> harmless) {
        return read("HostConfig.Sysctls").asTextMap().entrySet().stream()
                .filter(set -> set.getKey().equals(SYN_COOKIES)
                        ? set.getValue().equals("0")
                        : !harmless.contains(set.getKey().replace('/', '.')))
                .map(set -> set.getKey() + "=" + set.getValue())
                .toList();
    }

    /** What runs it; empty for the daemon's default. */
    public String runtime() {
        return read("HostConfig.Runtime").asText("");
    }

    /** Whether its processes have a kernel of their own, so that those seen on the host are not they. */
    public boolean isSandboxed() {
        return SANDBOX.matcher(runtime()).find();
    }

    /** What makes it privileged: the setting of that name, or settings that come to the same; nothing if it is not. */
    public List<String> waysOfBeingPrivileged(Daemon daemon) {
        if (isPrivileged()) {
            return List.of("--privileged");
        }
        return capabilities().contains(Capabilities.ALL)
                        && seccompProfile(daemon).equals(UNCONFINED)
                ? List.of("all capabilities without a system call filter")
                : List.of();
    }

    /** The network mode of the container whose network it lives in. */
    public String networkMode() {
        return Namespaces.mode(reading(), "HostConfig.NetworkMode");
    }

    /** The names of the networks it is attached to, or will be. */
    public List<String> networks() {
        Reading owner = Namespaces.owner(reading(), "HostConfig.NetworkMode");
        List<String> attached = owner.value("NetworkSettings.Networks").keys();
        String mode = owner.value("HostConfig.NetworkMode").asText("default");
        return !attached.isEmpty() ? attached : List.of(mode.equals("default") || mode.isEmpty() ? "bridge" : mode);
    }

    /** The process namespace mode of the container whose processes it sees. */
    public String pidMode() {
        return Namespaces.mode(reading(), "HostConfig.PidMode");
    }

    /** The IPC mode of the container whose shared memory it uses. */
    public String ipcMode() {
        return Namespaces.mode(reading(), "HostConfig.IpcMode");
    }

    public String utsMode() {
        return read("HostConfig.UTSMode").asText("");
    }

    /** {@code host} where it sees the control groups of all others; private unless told otherwise. */
    public String cgroupNamespace() {
        String mode = read("HostConfig.CgroupnsMode").asText("");
        return mode.isEmpty()
                ? Composition.givenByEngine(reading(), "namespace of control groups", () -> "private")
                : mode;
    }

    /** {@code host} where it opts out of the daemon's user namespace. */
    public String usernsMode() {
        return read("HostConfig.UsernsMode").asText("");
    }

    /** The memory limit in bytes; 0 is none. */
    public long memory() {
        return read("HostConfig.Memory").asLong(0);
    }

    /** Its weight among containers that compete for processor time; 0 and 1024 are the weight of every other. */
    public long cpuShares() {
        return read("HostConfig.CpuShares").asLong(0);
    }

    /** Whether it is held to a part of the processors' time. */
    public boolean hasCpuQuota() {
        return read("HostConfig.NanoCpus").asLong(0) > 0
                || read("HostConfig.CpuQuota").asLong(0) > 0;
    }

    /** How many processes it may have; 0 and less is any number. */
    public long pidsLimit() {
        return read("HostConfig.PidsLimit").asLong(0);
    }

    /**
     * The process limits that it sets itself instead of inheriting the daemon's. Engines before 23 write the daemon's into the
     * container's own settings when it is created, so what has the same hard limit is taken for inherited.
     */
    public List<String> ulimits(Daemon daemon) {
        List<Reading> limits = reading().elements("HostConfig.Ulimits");
        if (limits.isEmpty()) {
            return List.of();
        }
        Map<String, Long> inherited = daemon.defaultUlimits();
        return limits.stream()
                .filter(limit -> limit.value("Hard").requiredLong()
                        != inherited.getOrDefault(limit.value("Name").requiredText(), Long.MIN_VALUE))
                .map(limit -> limit.value("Name").requiredText())
                .toList();
    }

    /** The devices of the host, and the rules and requests that give it devices. */
    public List<String> hostDevices() {
        return isPrivileged() ? List.of("every device, being privileged") : HostDevices.of(reading());
    }

    public boolean hasReadOnlyRootFilesystem() {
        return read("HostConfig.ReadonlyRootfs").asBoolean(false);
    }

    /** One of {@code no}, {@code on-failure}, {@code always}, {@code unless-stopped}; {@code any} for a task of a swarm. */
    public String restartPolicy() {
        return RestartPolicy.of(reading()).name();
    }

    /** How often it is restarted after a failure; 0 is without end. */
    public long maximumRestarts() {
        return RestartPolicy.of(reading()).most();
    }

    /** The parent of its control group; empty is the daemon's own choice. */
    public String cgroupParent() {
        return read("HostConfig.CgroupParent").asText("");
    }

    /**
     * The ways to a socket of the host through which containers are controlled: mounts, and a DOCKER_HOST that names it.
     *
     * @param withoutLinks directories known to hold no links, which matters where links could not be followed
     * @throws Unreadable if none shows, and a link may lead to one all the same
     */
    public List<String> controlSockets(List<String> withoutLinks) {
        List<Mount> mounts = Mount.of(reading()).stream().map(Mount::new).toList();
        List<String> sockets = Stream.concat(
                        mounts.stream().flatMap(mount -> mount.controlSockets().stream()),
                        EngineAddress.ofHost(reading()).stream())
                .toList();
        if (sockets.isEmpty()) {
            mounts.forEach(mount -> mount.requireLinksFollowed(withoutLinks));
        }
        return sockets;
    }

    /** The places of its settings where a secret stands in the open. */
    public List<String> openSecrets() {
        List<String> command = new ArrayList<>(read("Config.Entrypoint").asTexts());
        command.addAll(read("Config.Cmd").asTexts());
        return new OpenSecrets()
                .variables("variable", read("Config.Env").asTexts())
                .texts("label", read("Config.Labels").asTextMap())
                .texts("log-option", read("HostConfig.LogConfig.Config").asTextMap())
                .words("its command line", command)
                .words("its health check", wordsOfHealthCheck())
                .found();
    }

    /** None where files leave it to the image, whose own secrets are judged by themselves. */
    private List<String> wordsOfHealthCheck() {
        boolean ofImage = Composition.is(reading())
                && reading().part("Config").raw().at("/Healthcheck/Test").has(Reading.UNKNOWN);
        return ofImage ? List.of() : read("Config.Healthcheck.Test").asTexts();
    }

    /** How much it may swap beside its memory: in bytes together with that; -1 without end, 0 twice its memory. */
    public long memoryAndSwap() {
        return read("HostConfig.MemorySwap").asLong(0);
    }

    /** Whether the kernel may end none of its processes when memory runs out. */
    public boolean disablesOomKiller() {
        return read("HostConfig.OomKillDisable").asBoolean(false);
    }

    /** How readily the kernel ends its processes when memory runs out; below 0 others go first. */
    public long oomScore() {
        return read("HostConfig.OomScoreAdj").asLong(0);
    }

    /** Why its log may fill the disk of the host; empty if it cannot. */
    public Optional<String> unboundedLog() {
        String driver = read("HostConfig.LogConfig.Type").asText("");
        if (driver.isEmpty()) {
            throw new Unreadable("the engine does not say where the container's log goes");
        }
        String size = read("HostConfig.LogConfig.Config.\"max-size\"").asText(driver.equals("json-file") ? "-1" : "");
        return (driver.equals("json-file") || driver.equals("local")) && size.startsWith("-")
                ? Optional.of(driver + " without max-size")
                : Optional.empty();
    }

    /** How large what it writes beside its mounts may grow; empty is as large as the disk. */
    public String writableLayerSize() {
        return read("HostConfig.StorageOpt.size").asText("");
    }

    /** How many bytes it has written beside its mounts. */
    public long writtenBytes() {
        return WrittenLayers.of(reading());
    }

    /**
     * The programs of its image, and the files that say who is root there, that it has changed, added or removed.
     *
     * @param allowed paths that may differ
     */
    public List<String> changedPrograms(List<String> allowed, Daemon daemon) {
        return new ChangedFiles(reading(), daemon).beyond(allowed);
    }

    /** The file systems in memory that may take half the memory of the host and more, as one without a size may. */
    public List<String> unboundedTmpfs() {
        return memory() > 0 ? List.of() : MemoryFileSystems.unbounded(reading());
    }

    /** How often the engine has started it anew since somebody did so last. */
    public long restarts() {
        return read("RestartCount").asLong(0);
    }

    /** Whether it has kept running for a day, whatever came before. */
    public boolean hasSettled() {
        if (!isRunning()) {
            return false;
        }
        String started = read("State.StartedAt").requiredText();
        try {
            return Instant.parse(started)
                    .plus(A_DAY)
                    .isBefore(reading().header().collectedAt());
        } catch (DateTimeParseException e) {
            throw new Unreadable("State.StartedAt is not a time: " + started);
        }
    }

    /** A number among its settings; 0 where it is not set. */
    long field(String path) {
        return read(path).asLong(0);
    }

    /** What there is to say of its mounts. */
    List<String> ofMounts(Function<Mount, List<String>> words) {
        return Mount.of(reading()).stream()
                .flatMap(mount -> words.apply(new Mount(mount)).stream())
                .toList();
    }

    /** The addresses and ports of the host that lead into it, those that match: {@code published on 0.0.0.0:8080}. */
    List<String> publishedOn(Predicate<String> address) {
        return Stream.concat(ownPorts(), portsOfService())
                .filter(port -> address.test(port.hostAddress()))
                .map(port -> "published on " + HostAddress.withPort(port.hostAddress(), port.hostPort()))
                .toList();
    }

    /** The ports that lead into its network: published by itself, or by the container whose network it lives in. */
    Stream<PublishedPort> ownPorts() {
        Reading owner = Namespaces.owner(reading(), "HostConfig.NetworkMode");
        return ContainerPort.of(owner).stream()
                .map(binding -> new ContainerPort(binding.reading(), owner, binding.port()));
    }

    /** The ports of the service that it is a task of; none if it is none. */
    Stream<PublishedPort> portsOfService() {
        return ServicePort.ofTask(Namespaces.owner(reading(), "HostConfig.NetworkMode"));
    }

    /** The sockets that its processes listen on in the host's network, but for those that only the host itself reaches. */
    List<String> listensInHostNetwork() {
        if (!networkMode().equals("host")) {
            return List.of();
        }
        if (!isRunning()) {
            throw new Unreadable("what it listens on shows only when it runs");
        }
        Reading sockets = reading().document(DockerDocuments.LISTENERS);
        boolean known = sockets.value("holdersKnown").requiredBoolean();
        Set<Long> pids = new ContainerProcesses(reading()).pids();
        List<String> listening = sockets.unrecorded().elements("listeners").stream()
                .filter(socket -> socket.value("pids").asLongs().stream().anyMatch(pids::contains))
                .filter(socket ->
                        !HostAddress.isLoopback(socket.value("address").requiredText()))
                .map(socket -> "listens on "
                        + HostAddress.withPort(
                                socket.value("address").requiredText(),
                                socket.value("port").requiredLong())
                        + " in the host's network")
                .toList();
        if (listening.isEmpty() && !known) {
            throw new Unreadable("which sockets it holds only root may see");
        }
        return listening;
    }

    /**
     * Where its logs go: what was set when it was created, the daemon's own defaults included.
     *
     * @throws Unreadable if the engine does not say
     */
    public LogDestination logDestination() {
        String driver = read("HostConfig.LogConfig.Type").requiredText();
        if (driver.isEmpty()) {
            throw new Unreadable("the engine does not say where the logs of " + name() + " go");
        }
        return new LogDestination(driver, read("HostConfig.LogConfig.Config").asTextMap());
    }

    /** The names of its labels, those of its image included; their values are not collected. */
    public List<String> labelNames() {
        return read("Config.Labels").keys();
    }

    /** The command that checks its health; empty is none. */
    public List<String> healthProbe() {
        return HealthProbe.of(read("Config.Healthcheck.Test").asTexts());
    }

    /** What the last check found, {@code none} where no check takes place. */
    public String health() {
        return read("State.Health.Status").asText("none");
    }

    /**
     * The names of its processes and of the programs they run.
     *
     * @throws Unreadable if they run on a kernel of their own, where the host does not see them
     */
    public List<String> processNames() {
        if (isSandboxed()) {
            throw new Unreadable("its runtime, " + runtime()
                    + ", gives it a kernel of its own, and what runs on that cannot be seen from the host");
        }
        return new ContainerProcesses(reading()).names();
    }

    /** What of it is root on the host: processes where they can be seen, else the user it is started for. */
    public List<String> rootProcesses(Daemon daemon) {
        ContainerProcesses processes = new ContainerProcesses(reading());
        if (isRunning() && !isSandboxed() && processes.areReadable()) {
            // A rootless engine sees its own user as 0; a remapped root shows as what it is.
            List<String> root = processes.ofRoot();
            return root.isEmpty() || daemon.isRootless() ? List.of() : root;
        }
        String user = read("Config.User").asText("");
        boolean root = ContainerUser.isRoot(user)
                .or(() -> rootByImage(user))
                .orElseThrow(() -> ContainerUser.unresolved(user));
        return root && !isMapped(daemon)
                ? List.of(user.isEmpty() ? "started as root, no user being set" : "started as " + user)
                : List.of();
    }

    /** What the image's own user database says, if it was looked into. */
    private Optional<Boolean> rootByImage(String user) {
        Reading contents =
                reading().document(DockerDocuments.contents(read("Image").requiredText()));
        return contents.wasCollected() ? new ImageUsers(contents).isRoot(user) : Optional.empty();
    }

    /** The image as it was asked for. */
    public ImageReference imageReference() {
        return new ImageReference(
                read("Config.Image").requiredText(), read("Image").requiredText());
    }

    /**
     * What is known of scans of its image; where only a file tells of it, of what has that name.
     *
     * @param files results that were handed in; empty if none were
     * @throws Unreadable if these are not understood
     */
    public ScanEvidence scans(String files) {
        ImageReference asked = imageReference();
        List<String> references = new ArrayList<>(List.of(asked.text(), asked.id()));
        Reading image = reading().document(DockerDocuments.image(asked.id()));
        if (image.isReadable()) {
            references.addAll(image.value("RepoDigests").asTexts());
        }
        return new ScanEvidence(
                reading(),
                GatheredScans.of(reading(), snapshot -> List.of(), files),
                Map.of(asked.text(), ImageIdentity.of(references)));
    }

    /** Whether the image it was made from is the one that its reference names now. */
    public boolean isOnCurrentImage() {
        String id = imageReference().resolve(reading().document(DockerDocuments.IMAGES));
        reading().recordDerived("image that Config.Image names now", id);
        return id.equals(read("Image").requiredText());
    }

    /** Whether its root is another user on the host. */
    boolean isMapped(Daemon daemon) {
        return daemon.isRootless() || (daemon.remapsUsers() && !usernsMode().equals("host"));
    }

    private SecurityOpt securityOpt() {
        return new SecurityOpt(read("HostConfig.SecurityOpt").asTexts());
    }
}
