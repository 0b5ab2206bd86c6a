package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.host.Accounts;
import io.github.plimsoll.fact.host.HostDocuments;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A socket at which the daemon serves its API; whoever may call there is as good as root. */
public final class ApiSocket extends DockerFile {

    private final DaemonSettings settings;

    ApiSocket(Reading reading) {
        super(reading);
        this.settings = new DaemonSettings(reading);
    }

    /**
     * The user and the group the socket belongs to, where that is not root and not the group that the daemon was told, or the unit
     * that opens the socket for it.
     */
    public List<String> unexpectedOwners() {
        Set<Long> groups = new TreeSet<>(keepingGroups());
        String group = inUnit("SocketGroup").orElseGet(() -> settings.text("group", "docker"));
        if (group.matches("\\d+")) {
            groups.add(Long.parseLong(group));
        } else {
            OptionalLong gid = accounts().gid(group);
            gid.ifPresent(groups::add);
        }
        return owners(keepers(), groups);
    }

    /** The permissions beyond some that the socket is given at the next start, where its unit says which. */
    public List<String> permissionsAtNextStartBeyond(int allowed) {
        return inUnit("SocketMode")
                .map(mode -> permissionsBeyond(mode, allowed))
                .orElse(List.of());
    }

    private Optional<String> inUnit(String key) {
        Set<String> places = Set.copyOf(List.of(path(), realPath(), "/var" + realPath()));
        return new DockerUnits(reading()).ofSocketAt(places, key);
    }

    /** The users beside root and the daemon's own who may call: by the socket's mode, or by its access control list. */
    public Set<String> callers() {
        Set<String> callers = new TreeSet<>();
        if (isWritableByGroup()) {
            accounts().requireAllKnown();
            callers.addAll(accounts().membersOf(gid()));
        }
        for (String entry : aclEntries()) {
            String[] parts = entry.split(":");
            if (parts[2].contains("w")) {
                callers.addAll(
                        parts[0].equals("user")
                                ? accounts().namesOf(Long.parseLong(parts[1]))
                                : accounts().membersOf(Long.parseLong(parts[1])));
            }
        }
        if (isWritableByOthers()) {
            callers.add("whoever is on the host");
        }
        Set<Long> keepers = keepers();
        accounts().uids().forEach((name, uid) -> {
            if (keepers.contains(uid)) {
                callers.remove(name);
            }
        });
        return callers;
    }

    private Accounts accounts() {
        return new Accounts(reading().document(HostDocuments.ACCOUNTS));
    }
}
