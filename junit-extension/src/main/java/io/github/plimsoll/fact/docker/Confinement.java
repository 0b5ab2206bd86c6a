package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the kernel holds the processes of a running container by what the container was given. A privileged session, a process
 * that somebody moved in, and a runtime that does not do as it is told show here and nowhere else.
 */
final class Confinement {

    /** The modes that say which namespaces a container has, by the kernel's name for the kind. */
    private static final Map<String, String> MODES = Map.of(
            "ipc", "HostConfig.IpcMode",
            "net", "HostConfig.NetworkMode",
            "pid", "HostConfig.PidMode",
            "uts", "HostConfig.UTSMode");

    private static final long FILTERED = 2;

    private final Container container;
    private final Reading reading;
    private final Daemon daemon;

    Confinement(Container container, Reading reading, Daemon daemon) {
        this.container = container;
        this.reading = reading;
        this.daemon = daemon;
    }

    /** What processes have that their container has not: {@code sh: capabilities SYS_ADMIN}. */
    List<String> gaps() {
        SeenProcesses seen = new SeenProcesses(reading);
        if (!seen.areSeenOnHost()) {
            throw new Unreadable("what holds the processes shows only on the engine's own host; run the audit there");
        }
        List<Reading> processes = seen.all();
        String own = namespace(first(processes), "user");
        List<String> gaps = new ArrayList<>();
        for (Reading process : processes) {
            // In a user namespace that it made itself a process has every capability, and none of them counts outside.
            if (namespace(process, "user").equals(own)) {
                String name = process.value("name").requiredText();
                gapsOf(process).forEach(gap -> gaps.add(name + ": " + gap));
            }
        }
        return gaps.stream().distinct().toList();
    }

    private List<String> gapsOf(Reading process) {
        List<String> gaps = new ArrayList<>();
        Set<String> given = container.security().capabilities();
        Set<String> held =
                Capabilities.named(process.value("capabilities.bounding").requiredText());
        held.removeIf(capability -> Capabilities.includes(given, capability));
        if (!held.isEmpty()) {
            gaps.add("capabilities " + String.join(", ", held));
        }
        if (!container.security().seccompProfile(daemon).equals(SeccompProfile.UNCONFINED)
                && process.value("seccomp").requiredLong() != FILTERED) {
            gaps.add("no system call filter");
        }
        if (container.security().deniesNewPrivileges(daemon)
                && !process.value("noNewPrivileges").requiredBoolean()) {
            gaps.add("may gain privileges");
        }
        String profile = container.security().appArmorProfile();
        if (daemon.offers("apparmor") && !profile.isEmpty() && !profile.equals("unconfined")) {
            String label = process.value("label").requiredText();
            if (label.equals("unconfined") || label.endsWith("(complain)")) {
                gaps.add("AppArmor does not confine it");
            }
        }
        hostNamespaces(process).forEach(kind -> gaps.add("the host's " + kind + " namespace"));
        return gaps;
    }

    /** The namespaces of the daemon that a process is in although its container is not meant to be. */
    private List<String> hostNamespaces(Reading process) {
        Reading host = reading.document(DockerDocuments.DAEMON_PROCESS);
        List<String> shared = new ArrayList<>();
        Map<String, String> modes = new LinkedHashMap<>();
        MODES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> modes.put(entry.getKey(), Namespaces.mode(reading, entry.getValue())));
        modes.put("mnt", "");
        modes.forEach((kind, mode) -> {
            if (!mode.equals("host") && namespace(process, kind).equals(namespace(host, kind))) {
                shared.add(kind);
            }
        });
        return shared;
    }

    private Reading first(List<Reading> processes) {
        long pid = reading.value("State.Pid").requiredLong();
        return processes.stream()
                .filter(process -> process.unrecorded().value("pid").requiredLong() == pid)
                .findFirst()
                .orElseThrow(() -> new Unreadable("the first process of the container cannot be seen"));
    }

    private static String namespace(Reading process, String kind) {
        if (!process.unrecorded().value("namespaces." + kind).isPresent()) {
            throw new Unreadable("the namespaces of processes were not seen, which only root may see");
        }
        return process.value("namespaces." + kind).requiredText();
    }
}
