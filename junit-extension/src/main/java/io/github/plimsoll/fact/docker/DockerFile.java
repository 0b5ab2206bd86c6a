package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.host.HostFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A file of the host that a Docker daemon, or what starts it, depends on. */
public abstract class DockerFile extends HostFile {

    DockerFile(Reading reading) {
        super(reading);
    }

    /** The user and the group the file belongs to, where that is not root, nor the user whose own the daemon is. */
    public final List<String> foreignOwners() {
        return owners(keepers(), keepingGroups());
    }

    /** The directories on the way to the file in which others may put another in its place. */
    public final List<String> openDirectoriesOnTheWay() {
        return openDirectoriesOnTheWay(keepers());
    }

    /** What an access control list lets users and groups do with the file that are none of its keepers. */
    public final List<String> grantsToOthers() {
        Set<Long> users = keepers();
        Set<Long> groups = keepingGroups();
        return aclEntries().stream()
                .filter(entry -> !entry.endsWith(":---"))
                .filter(entry -> {
                    String[] parts = entry.split(":");
                    return !(parts[0].equals("user") ? users : groups).contains(Long.parseLong(parts[1]));
                })
                .toList();
    }

    /** The users and groups, none of them its keepers, whom an access control list lets write to the file. */
    public final List<String> writersByAccessList() {
        return grantsToOthers().stream()
                .filter(entry -> entry.substring(entry.lastIndexOf(':')).contains("w"))
                .toList();
    }

    final List<String> owners(Set<Long> users, Set<Long> groups) {
        List<String> foreign = new ArrayList<>();
        if (!users.contains(uid())) {
            foreign.add("user " + uid());
        }
        if (!groups.contains(gid())) {
            foreign.add("group " + gid());
        }
        return foreign;
    }

    /** Root, and the user as whom a rootless daemon runs, whose files these are. */
    final Set<Long> keepers() {
        return withRoot("uid");
    }

    final Set<Long> keepingGroups() {
        return withRoot("gid");
    }

    private Set<Long> withRoot(String id) {
        Set<Long> ids = new TreeSet<>(Set.of(0L));
        Reading process = reading().document(DockerDocuments.DAEMON_PROCESS);
        if (process.value("uid").requiredLong() != 0) {
            ids.add(process.value(id).requiredLong());
        }
        return ids;
    }
}
