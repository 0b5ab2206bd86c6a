package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What holds a process, as the kernel has it now and whatever was asked for: capabilities, filters, groups and namespaces. */
final class ProcessConfinement {

    private static final Map<String, String> CAPABILITIES =
            Map.of("CapEff", "effective", "CapPrm", "permitted", "CapBnd", "bounding");
    private static final List<String> NAMESPACES = List.of("cgroup", "ipc", "mnt", "net", "pid", "user", "uts");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private ProcessConfinement() {}

    /** Adds what may be known of a process; what may not be known is left out. */
    static void describe(Procfs proc, long pid, String status, ObjectNode process) {
        ObjectNode capabilities = JsonNodeFactory.instance.objectNode();
        CAPABILITIES.forEach((line, name) -> Procfs.field(status, line).ifPresent(set -> capabilities.put(name, set)));
        if (capabilities.size() == CAPABILITIES.size()) {
            process.set("capabilities", capabilities);
        }
        number(status, "Seccomp").ifPresent(mode -> process.put("seccomp", mode));
        number(status, "NoNewPrivs").ifPresent(set -> process.put("noNewPrivileges", set == 1));
        Procfs.field(status, "Gid")
                .map(gids -> BLANKS.split(gids))
                .filter(gids -> gids.length == 4)
                .ifPresent(gids -> process.put("gid", Long.parseLong(gids[1])));
        Procfs.field(status, "Groups").ifPresent(groups -> {
            ArrayNode supplementary = process.putArray("groups");
            BLANKS.splitAsStream(groups)
                    .filter(gid -> NUMBER.matcher(gid).matches())
                    .forEach(gid -> supplementary.add(Long.parseLong(gid)));
        });
        proc.text(pid, "attr/current")
                .map(label -> label.replace("\0", "").strip())
                .filter(label -> !label.isEmpty())
                .ifPresent(label -> process.put("label", label));
        ObjectNode namespaces = namespaces(proc, pid);
        if (!namespaces.isEmpty()) {
            process.set("namespaces", namespaces);
        }
    }

    /** The namespaces of a process by kind, for example {@code net -> net:[4026531840]}; none if they may not be seen. */
    static ObjectNode namespaces(Procfs proc, long pid) {
        ObjectNode namespaces = JsonNodeFactory.instance.objectNode();
        for (String kind : NAMESPACES) {
            proc.link(proc.of(pid).resolve("ns").resolve(kind)).ifPresent(name -> namespaces.put(kind, name));
        }
        return namespaces;
    }

    private static Optional<Long> number(String status, String line) {
        return Procfs.field(status, line)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Long::parseLong);
    }
}
