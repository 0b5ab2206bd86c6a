package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The engine and the settings it runs with: as its API tells, else from its process and its configuration file.
 *
 * <p>What only these two tell is unreadable for a daemon elsewhere, never taken for the default.
 */
public final class Daemon extends Subject {

    private static final Pattern NO_SUPPORT = Pattern.compile(
            "No (?:memory|swap|cpu|pids|kernel memory|oom kill|blkio) .*support", Pattern.CASE_INSENSITIVE);

    private final DaemonSettings settings;

    Daemon(Reading reading) {
        super(reading);
        this.settings = new DaemonSettings(reading);
    }

    public String version() {
        return read("ServerVersion").requiredText();
    }

    /** How long ago the engine was built, seen from when the facts were collected. */
    public Duration ageOfBuild() {
        String built =
                reading().document(DockerDocuments.VERSION).value("BuildTime").requiredText();
        try {
            return Duration.between(
                    OffsetDateTime.parse(built).toInstant(), reading().header().collectedAt());
        } catch (DateTimeParseException e) {
            throw new Unreadable("the engine does not tell when it was built: " + built);
        }
    }

    public boolean isExperimental() {
        return read("ExperimentalBuild").requiredBoolean();
    }

    /** What it writes down, and where. */
    public DaemonLogs logs() {
        return new DaemonLogs(reading(), settings);
    }

    /** What it does for the networks of containers. */
    public DaemonNetworking networking() {
        return new DaemonNetworking(reading(), settings);
    }

    /** Where it gets images from. */
    public DaemonRegistries registries() {
        return new DaemonRegistries(reading());
    }

    /** The security features that are on, for example {@code name=apparmor}. */
    public List<String> securityOptions() {
        return read("SecurityOptions").asTexts();
    }

    /** Whether a security feature is on, for example {@code apparmor}, {@code userns} or {@code rootless}. */
    public boolean offers(String feature) {
        return securityOptions().stream()
                .map(option -> option.split(",", 2)[0])
                .anyMatch(name -> name.equals("name=" + feature) || name.equals(feature));
    }

    /**
     * The system call filter of containers that choose none: {@code builtin}, a path, or {@code unconfined} for none at all, and for one
     * that lets every call pass.
     */
    public String seccompProfile() {
        String name = SeccompProfile.ofDaemon(securityOptions());
        return SeccompProfile.isFile(name) && !SeccompProfile.ofFile(reading()) ? SeccompProfile.UNCONFINED : name;
    }

    /**
     * Whether containers that choose nothing get no new privileges. Engines since API 1.43 say so themselves; before, only
     * the configuration file and the command line tell.
     */
    public boolean deniesNewPrivileges() {
        return offers("no-new-privileges") || (!reportsNewPrivileges() && settings.flag("no-new-privileges", false));
    }

    /** Whether the daemon runs in rootless mode. */
    public boolean isRootless() {
        return offers("rootless");
    }

    /** Whether root in a container is another user on the host. */
    public boolean remapsUsers() {
        return offers("userns");
    }

    /** What is wrong with the ranges of ids that users of the host may give out in user namespaces. */
    public List<String> subordinateIdFaults() {
        return SubordinateIds.faults(reading());
    }

    /** Whether there is SELinux to confine containers with: the kernel may have it although the daemon was not told to use it. */
    public boolean hasSelinuxAtHand() {
        // The one that is known to be in charge leaves no room for the other.
        return offers("selinux")
                || (!offers("apparmor")
                        && reading()
                                .document(HostDocuments.SYSTEM)
                                .value("securityModules")
                                .asTexts()
                                .contains("selinux"));
    }

    /** Whether SELinux denies nothing and only writes down what it would; not known to, where that was not looked at. */
    public boolean hasPermissiveSelinux() {
        Reading system = reading().document(HostDocuments.SYSTEM);
        return system.isReadable() && !system.value("selinuxEnforces").asBoolean(true);
    }

    /** The user the daemon's process runs as, as the host sees it. */
    public long uid() {
        return process().value("uid").requiredLong();
    }

    /** How readily the kernel ends the daemon when memory runs out; below 0 others go first. */
    public long oomScore() {
        return process().value("oomScoreAdj").requiredLong();
    }

    /** The plugins that every request to the API has to pass. */
    public List<String> authorizationPlugins() {
        return read("Plugins.Authorization").asTexts();
    }

    /** The TCP addresses under which the API lets in clients that show no certificate. */
    public List<String> openTcpEndpoints() {
        return new ApiEndpoints(reading(), settings).open();
    }

    /** The origins whose web pages browsers let speak to the API; empty is none. */
    public String openToWebPages() {
        return settings.text("api-cors-header", "");
    }

    /** The address at which others than this host get metrics; empty if there is none. */
    public String publicMetricsAddress() {
        String address = settings.text("metrics-addr", "");
        return address.isEmpty() || HostAddress.isLoopback(HostAddress.hostOf(address)) ? "" : address;
    }

    /** The hard limit of each ulimit that containers get by default; -1 is unlimited. */
    public Map<String, Long> defaultUlimits() {
        return settings.hardLimits();
    }

    /** The version of control groups that limits are set by, {@code 1} or {@code 2}. */
    public String cgroupVersion() {
        return read("CgroupVersion").asText("1");
    }

    /** The cgroup under which containers are put; empty for the driver's own. */
    public String cgroupParent() {
        return settings.text("cgroup-parent", "");
    }

    /** The cgroup under which the cgroup driver puts containers by itself. */
    public String defaultCgroup() {
        boolean systemd = read("CgroupDriver").requiredText().equals("systemd");
        if (!systemd) {
            return "/docker";
        }
        return isRootless() ? "user.slice" : "system.slice";
    }

    /** The limits that this host cannot hold containers to, in the engine's own words. */
    public List<String> limitsNotEnforced() {
        List<String> missing = new ArrayList<>();
        for (String limit : List.of("MemoryLimit", "SwapLimit", "PidsLimit", "CpuCfsQuota")) {
            if (!read(limit).requiredBoolean()) {
                missing.add(limit);
            }
        }
        read("Warnings").asTexts().stream()
                .filter(warning -> NO_SUPPORT.matcher(warning).find())
                .forEach(missing::add);
        return missing;
    }

    /** The runtimes that are not among the known ones, or that do not lie where programs of the system do. */
    public List<String> runtimesBeyond(List<String> known) {
        return Runtimes.beyond(reading(), known, settings);
    }

    /** Whether containers that do not choose are started by a program of the engine's that tends their processes. */
    boolean startsInit() {
        return settings.flag("init", false);
    }

    /** Whether containers keep running while the daemon does not. */
    public boolean restoresLive() {
        return read("LiveRestoreEnabled").requiredBoolean();
    }

    public String storageDriver() {
        return read("Driver").requiredText();
    }

    public List<String> storageOptions() {
        return settings.texts("storage-opts");
    }

    /** The node's state in a swarm; {@code inactive} if it is in none. */
    public String swarmState() {
        return SwarmMode.state(reading());
    }

    private Reading process() {
        return reading().document(DockerDocuments.DAEMON_PROCESS);
    }

    private boolean reportsNewPrivileges() {
        String version =
                reading().document(DockerDocuments.VERSION).value("ApiVersion").requiredText();
        if (!version.matches("1\\.\\d{1,3}")) {
            throw new Unreadable("the version of the engine's API is not known: " + version);
        }
        return Integer.parseInt(version.substring(2)) >= 43;
    }
}
