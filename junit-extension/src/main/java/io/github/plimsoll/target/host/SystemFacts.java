package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
        ObjectNode sysctls = document.putObject("sysctls");
        for (String name : SYSCTLS) {
            proc.text(proc.root().resolve("sys").resolve(name.replace('.', '/')))
                    .ifPresent(value -> sysctls.put(name, value.strip()));
        }
        return Document.of(document);
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
