package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes of containers on this machine, told by their control groups: no request to the engine, and nothing started in
 * any container. One look at {@code /proc} serves all containers.
 */
public final class ContainerProcesses {

    /** Podman's watcher of a container sits in a group named after the container, but is not in it. */
    private static final Pattern ID = Pattern.compile("(?<!conmon-)(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Procfs proc;
    private final Map<String, ArrayNode> byContainer;

    private ContainerProcesses(Procfs proc, Map<String, ArrayNode> byContainer) {
        this.proc = proc;
        this.byContainer = byContainer;
    }

    /** Whether a container is seen to run on this machine, its first process having the number that its engine gives. */
    public static boolean isHere(String containerId, long pid) {
        return container(Procfs.ofThisMachine(), pid, Set.of(containerId)).isPresent();
    }

    /** Looks once for the processes of the containers of those ids. */
    public static ContainerProcesses of(Set<String> containerIds) {
        return of(containerIds, Procfs.ofThisMachine());
    }

    static ContainerProcesses of(Set<String> containerIds, Procfs proc) {
        Map<String, ArrayNode> byContainer = new HashMap<>();
        if (!containerIds.isEmpty()) {
            for (long pid : proc.pids()) {
                container(proc, pid, containerIds)
                        .ifPresent(id -> byContainer
                                .computeIfAbsent(id, any -> JsonNodeFactory.instance.arrayNode())
                                .add(process(proc, pid)));
            }
        }
        return new ContainerProcesses(proc, byContainer);
    }

    /**
     * The processes of one container; empty if that container is not one of this machine.
     *
     * @param pid the number its engine gives for its first process: only if that one is seen here in the container's control
     *     group are the others sure to be seen too
     */
    public Optional<JsonNode> of(String containerId, long pid) {
        return container(proc, pid, Set.of(containerId))
                .flatMap(id -> Optional.ofNullable(byContainer.get(id)))
                .map(processes -> {
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    document.put("from", "proc");
                    document.set("processes", processes);
                    return document;
                });
    }

    private static Optional<String> container(Procfs proc, long pid, Set<String> containerIds) {
        Matcher matcher = ID.matcher(proc.text(pid, "cgroup").orElse(""));
        while (matcher.find()) {
            if (containerIds.contains(matcher.group())) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }

    private static ObjectNode process(Procfs proc, long pid) {
        String status = proc.text(pid, "status").orElse("");
        List<Long> uids = Procfs.field(status, "Uid").stream()
                .flatMap(field -> BLANKS.splitAsStream(field))
                .map(Long::parseLong)
                .toList();
        List<String> arguments = proc.arguments(pid);
        ObjectNode process = JsonNodeFactory.instance.objectNode();
        process.put("pid", pid);
        if (uids.size() == 4) {
            process.put("uid", uids.get(1));
            ArrayNode all = process.putArray("uids");
            uids.forEach(all::add);
            UidMap.parse(proc.text(pid, "uid_map").orElse(""))
                    .inside(uids.get(1))
                    .ifPresent(inside -> process.put("uidInContainer", inside));
        }
        process.put("name", Procfs.field(status, "Name").orElse(""));
        // A process may write over its own command line, and then what follows the first word need not be separate.
        process.put("program", arguments.isEmpty() ? "" : arguments.get(0).split(" ", 2)[0]);
        proc.exe(pid).ifPresent(exe -> process.put("exe", exe));
        ProcessConfinement.describe(proc, pid, status, process);
        return process;
    }
}
