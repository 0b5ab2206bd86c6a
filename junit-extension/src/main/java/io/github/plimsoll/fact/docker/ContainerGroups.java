package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The groups that a container is given beside its user's own, told by their names on the host. */
final class ContainerGroups {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private final Container container;
    private final Reading reading;

    ContainerGroups(Container container, Reading reading) {
        this.container = container;
        this.reading = reading;
    }

    /**
     * Those of the given names that the container has: asked for, or held by a process of it that is not root anyway.
     *
     * @param names groups of the host with power over it
     * @param mapped whether the groups asked for are others on the host
     */
    Collection<String> among(List<String> names, boolean mapped) {
        TreeSet<String> found = new TreeSet<>();
        for (String group : mapped
                ? List.<String>of()
                : reading.value("HostConfig.GroupAdd").asTexts()) {
            if (NUMBER.matcher(group).matches()) {
                found.addAll(namesOf(Long.parseLong(group), names));
            } else if (names.contains(group)) {
                found.add(group);
            }
        }
        return found.isEmpty() && container.isRunning() ? held(names) : found;
    }

    private Collection<String> held(List<String> names) {
        TreeSet<String> held = new TreeSet<>();
        SeenProcesses processes = new SeenProcesses(reading);
        if (!processes.areSeenOnHost()) {
            throw new Unreadable("the groups of processes show only on the engine's own host; run the audit there");
        }
        for (Reading process : processes.all()) {
            if (process.value("uid").requiredLong() != 0) {
                long own = process.value("gid").requiredLong();
                process.value("groups").asLongs().stream()
                        .filter(gid -> gid != own)
                        .forEach(gid -> held.addAll(namesOf(gid, names)));
            }
        }
        return held;
    }

    private List<String> namesOf(long gid, List<String> names) {
        if (gid == 0) {
            return names.contains("root") ? List.of("root") : List.of();
        }
        Map<String, Long> groups = groupsOfHost();
        return names.stream()
                .filter(name -> Long.valueOf(gid).equals(groups.get(name)))
                .toList();
    }

    /** @throws Unreadable if the groups of the host are not known */
    private Map<String, Long> groupsOfHost() {
        Map<String, Long> groups = new TreeMap<>();
        for (Reading group :
                reading.unrecorded().document(HostDocuments.ACCOUNTS).elements("groups")) {
            groups.put(group.value("name").requiredText(), group.value("gid").requiredLong());
        }
        reading.document(HostDocuments.ACCOUNTS).recordDerived("groups", groups.size() + " groups of the host");
        return groups;
    }
}
