package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What its settings let the processes of a container do, and what keeps them from more. */
public final class ContainerSecurity {

    private static final String UNCONFINED = "unconfined";
    private static final String SYN_COOKIES = "net.ipv4.tcp_syncookies";

    private final Container container;
    private final Reading reading;

    ContainerSecurity(Container container, Reading reading) {
        this.container = container;
        this.reading = reading;
    }

    /** The AppArmor profile; empty or {@code unconfined} is none. */
    public String appArmorProfile() {
        if (container.isRunning()) {
            return reading.value("AppArmorProfile").asText("");
        }
        String profile = securityOpt()
                .value("apparmor")
                .filter(asked -> !asked.isEmpty())
                .orElseGet(() -> container.isPrivileged()
                        ? UNCONFINED
                        : Composition.givenByEngine(reading, "AppArmor profile", () -> "docker-default"));
        reading.recordDerived("AppArmor profile once started", profile);
        return profile;
    }

    /**
     * The SELinux type of its processes, for example {@code container_t}; empty is none. It is given when the container is created,
     * and stays what it was then, whether SELinux was on in the daemon or not.
     */
    public String selinuxType() {
        if (!Composition.is(reading)) {
            String[] label = reading.value("ProcessLabel").asText("").split(":", -1);
            return label.length > 2 && !container.isPrivileged() ? label[2] : "";
        }
        String type = container.isPrivileged()
                ? ""
                : securityOpt()
                        .selinuxType()
                        .orElseGet(() -> Composition.givenByEngine(reading, "SELinux type", () -> "container_t"));
        reading.recordDerived("SELinux type once started", type);
        return type;
    }

    /** The system call filter: {@code custom}, {@code builtin}, the path of the daemon's, or {@code unconfined} for none at all. */
    public String seccompProfile(Daemon daemon) {
        // The engine drops the filter of a privileged container, older ones even if it asks for one.
        return container.isPrivileged()
                ? UNCONFINED
                : securityOpt()
                        .value("seccomp")
                        .filter(asked -> !asked.isEmpty())
                        .map(SeccompProfile::name)
                        .orElseGet(
                                () -> Composition.givenByEngine(reading, "system call filter", daemon::seccompProfile));
    }

    /** Whether its processes can gain no privileges; the daemon decides where the container does not. */
    public boolean deniesNewPrivileges(Daemon daemon) {
        return securityOpt()
                .flag("no-new-privileges")
                .orElseGet(() -> new InheritedDefault(container, reading).deniesNewPrivileges(daemon));
    }

    /** All its capabilities; {@code ALL} if it has all or nearly all. */
    Set<String> capabilities() {
        return container.isPrivileged()
                ? Set.of(Capabilities.ALL)
                : Capabilities.effective(
                        reading.value("HostConfig.CapAdd").asTexts(),
                        reading.value("HostConfig.CapDrop").asTexts());
    }

    /**
     * The capabilities it has beyond the engine's default, and NET_RAW; {@code ALL} if it has all or nearly all.
     *
     * @param allowed names that do not count, with or without {@code CAP_}; all of them together are none of these
     */
    public Set<String> excessCapabilities(Collection<String> allowed) {
        return Capabilities.excess(capabilities(), allowed);
    }

    /** What makes it privileged: the setting of that name, or settings that come to the same; nothing if it is not. */
    public List<String> waysOfBeingPrivileged(Daemon daemon) {
        if (container.isPrivileged()) {
            return List.of("--privileged");
        }
        return capabilities().contains(Capabilities.ALL)
                        && seccompProfile(daemon).equals(UNCONFINED)
                ? List.of("all capabilities without a system call filter")
                : List.of();
    }

    /** What its capabilities let it do to the host; nothing where its root is nobody there. */
    public List<String> powersOverHost(Daemon daemon) {
        return container.namespaces().mapsRoot(daemon) ? List.of() : HostPowers.of(container, daemon);
    }

    /** The devices of the host, and the rules and requests that give it devices. */
    public List<String> hostDevices() {
        return container.isPrivileged() ? List.of("every device, being privileged") : HostDevices.of(reading);
    }

    /** The parts of {@code /proc} and {@code /sys} that it sees or may write although engines keep them from containers. */
    public List<String> exposedSystemPaths() {
        return SystemPaths.exposed(reading);
    }

    /** The kernel parameters that it sets for itself and that are not among the harmless ones, or switch a protection off. */
    public List<String> sysctlsBeyond(List<String> harmless) {
        return reading.value("HostConfig.Sysctls").asTextMap().entrySet().stream()
                .filter(set -> set.getKey().equals(SYN_COOKIES)
                        ? set.getValue().equals("0")
                        : !harmless.contains(set.getKey().replace('/', '.')))
                .map(set -> set.getKey() + "=" + set.getValue())
                .toList();
    }

    private SecurityOpt securityOpt() {
        return new SecurityOpt(reading.value("HostConfig.SecurityOpt").asTexts());
    }
}
