package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The kernel and the distribution; the document is {@link io.github.plimsoll.fact.host.HostDocuments#SYSTEM}. */
final class SystemFacts {

    /** Those by which hardening guides tell a hardened host. */
    private static final List<String> SYSCTLS = List.of(
            "fs.protected_fifos",
            "fs.protected_hardlinks",
            "fs.protected_regular",
            "fs.protected_symlinks",
            "fs.suid_dumpable",
            "kernel.dmesg_restrict",
            "kernel.kptr_restrict",
            "kernel.modules_disabled",
            "kernel.perf_event_paranoid",
            "kernel.randomize_va_space",
            "kernel.unprivileged_bpf_disabled",
            "kernel.yama.ptrace_scope",
            "net.ipv4.conf.all.rp_filter",
            "net.ipv4.tcp_syncookies");

    /** What it says of who made the machine, by the names of the kernel; serial numbers are none of it. */
    private static final Map<String, String> FIRMWARE = Map.of(
            "sys_vendor", "vendor",
            "product_name", "product",
            "chassis_asset_tag", "asset",
            "bios_vendor", "biosVendor",
            "bios_version", "biosVersion");

    private static final String SELINUX = "selinux";

    private SystemFacts() {}

    static Document of(Procfs proc, HostTree tree) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("os", osName(tree));
        document.put(
                "kernel",
                proc.text(proc.root().resolve("sys/kernel/osrelease"))
                        .orElse("")
                        .strip());
        ArrayNode modules = document.putArray("securityModules");
        proc.text(Path.of("/sys/kernel/security/lsm"))
                .ifPresent(list -> List.of(list.strip().split(",")).forEach(modules::add));
        // The list is not mounted everywhere; where SELinux is on, its file system is one of the kernel's.
        boolean listed = StreamSupport.stream(modules.spliterator(), false)
                .anyMatch(module -> module.asText().equals(SELINUX));
        if (!listed && proc.text(proc.root().resolve("filesystems")).orElse("").contains("\tselinuxfs")) {
            modules.add(SELINUX);
        }
        // 0 where it only writes down what it would deny.
        proc.text(Path.of("/sys/fs/selinux/enforce"))
                .ifPresent(mode -> document.put("selinuxEnforces", !mode.strip().equals("0")));
        ObjectNode sysctls = document.putObject("sysctls");
        for (String name : SYSCTLS) {
            proc.text(proc.root().resolve("sys").resolve(name.replace('.', '/')))
                    .ifPresent(value -> sysctls.put(name, value.strip()));
        }
        limits(proc, document.putObject("limits"));
        ObjectNode firmware = document.putObject("firmware");
        FIRMWARE.forEach((file, name) ->
                proc.text(Path.of("/sys/class/dmi/id", file)).ifPresent(value -> firmware.put(name, value.strip())));
        ClockFacts.of(proc, tree, document.putObject("clock"));
        return Document.of(document);
    }

    private static void limits(Procfs proc, ObjectNode limits) {
        number(proc, "sys/kernel/pid_max", 0, limits, "processIds");
        number(proc, "sys/kernel/threads-max", 0, limits, "threads");
        number(proc, "sys/fs/file-nr", 2, limits, "openFiles");
        ObjectNode used = limits.putObject("used");
        number(proc, "sys/fs/file-nr", 0, used, "openFiles");
        // The fourth word is "running/all".
        number(proc, "loadavg", 3, used, "threads");
    }

    private static void number(Procfs proc, String file, int word, ObjectNode target, String name) {
        proc.text(proc.root().resolve(file)).ifPresent(text -> {
            String[] words = text.strip().split("\\s+");
            String number = word < words.length ? words[word].replaceFirst("^\\d+/", "") : "";
            if (number.matches("\\d{1,18}")) {
                target.put(name, Long.parseLong(number));
            } else if (number.matches("\\d+")) {
                target.put(name, Long.MAX_VALUE);
            }
        });
    }

    private static String osName(HostTree tree) {
        try {
            return tree.text("/etc/os-release")
                    .or(() -> java.util.Optional.of(""))
                    .get()
                    .lines()
                    .filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
