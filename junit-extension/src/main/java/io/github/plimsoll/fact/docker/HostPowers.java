package io.github.plimsoll.fact.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What capabilities let a container do to its host, alone or together with what else it has. */
final class HostPowers {

    /** Powerful wherever a container is. */
    private static final Map<String, String> ALONE = alone();

    private HostPowers() {}

    private static Map<String, String> alone() {
        Map<String, String> alone = new LinkedHashMap<>();
        alone.put("SYS_ADMIN", "mounts file systems and changes namespaces");
        alone.put("SYS_MODULE", "loads code into the kernel");
        alone.put("SYS_RAWIO", "writes to the memory and the ports of the machine");
        alone.put("DAC_READ_SEARCH", "opens any file of the host by its handle");
        alone.put("BPF", "runs programs in the kernel");
        alone.put("PERFMON", "reads the memory of the kernel");
        alone.put("MAC_ADMIN", "changes the policy of AppArmor and SELinux");
        alone.put("MAC_OVERRIDE", "is above the policy of AppArmor and SELinux");
        alone.put("SYS_TIME", "sets the clock of the host");
        alone.put("SYSLOG", "reads the log and the addresses of the kernel");
        return alone;
    }

    /** For example {@code SYS_ADMIN: mounts file systems and changes namespaces}. */
    static List<String> of(Container container, Daemon daemon) {
        Set<String> capabilities = container.security().capabilities();
        if (capabilities.contains(Capabilities.ALL)) {
            return List.of("every capability");
        }
        List<String> powers = new ArrayList<>();
        ALONE.forEach((capability, power) -> {
            if (capabilities.contains(capability)) {
                powers.add(capability + ": " + power);
            }
        });
        if (capabilities.contains("SYS_ADMIN") && daemon.cgroupVersion().equals("1")) {
            powers.add("SYS_ADMIN with control groups of version 1: has the kernel start a program on the host");
        }
        together(
                capabilities,
                "SYS_PTRACE",
                container.namespaces()::pidMode,
                "takes over processes of the host",
                powers);
        together(capabilities, "SYS_BOOT", container.namespaces()::pidMode, "restarts the host", powers);
        together(
                capabilities,
                "NET_ADMIN",
                container.namespaces()::networkMode,
                "changes the host's routes and packet filter",
                powers);
        return powers;
    }

    private static void together(
            Set<String> capabilities,
            String capability,
            java.util.function.Supplier<String> mode,
            String power,
            List<String> powers) {
        if (capabilities.contains(capability) && mode.get().equals("host")) {
            powers.add(capability + " in the host's namespace: " + power);
        }
    }
}
