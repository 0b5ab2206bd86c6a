package io.github.plimsoll.fact.host;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The users and groups of a host.
 *
 * @param document as {@link HostDocuments#ACCOUNTS} has it
 */
public record Accounts(Reading document) {

    /** The number of a group; empty if there is none of that name. */
    public OptionalLong gid(String group) {
        for (Reading entry : document.unrecorded().elements("groups")) {
            if (entry.value("name").requiredText().equals(group)) {
                return OptionalLong.of(document.at(entry).value("gid").requiredLong());
            }
        }
        return OptionalLong.empty();
    }

    /** The users who are in a group, as one of its members or because it is their own. */
    public Set<String> membersOf(long gid) {
        Set<String> members = new LinkedHashSet<>();
        for (Reading group : document.unrecorded().elements("groups")) {
            if (group.value("gid").requiredLong() == gid) {
                members.addAll(document.at(group).value("members").asTexts());
            }
        }
        for (Reading user : document.unrecorded().elements("users")) {
            if (user.value("gid").requiredLong() == gid) {
                members.add(document.at(user).value("name").requiredText());
            }
        }
        return members;
    }

    /** The names of a user's number; the number itself where it has none. */
    public List<String> namesOf(long uid) {
        List<String> names = new ArrayList<>();
        for (Reading user : document.unrecorded().elements("users")) {
            if (user.value("uid").requiredLong() == uid) {
                names.add(document.at(user).value("name").requiredText());
            }
        }
        return names.isEmpty() ? List.of(String.valueOf(uid)) : names;
    }

    /** The numbers of users by their names. */
    public Map<String, Long> uids() {
        Map<String, Long> uids = new LinkedHashMap<>();
        for (Reading user : document.unrecorded().elements("users")) {
            uids.put(user.value("name").requiredText(), user.value("uid").requiredLong());
        }
        return uids;
    }

    /** @throws Unreadable if there are members whom only a directory service knows */
    public void requireAllKnown() {
        List<String> others = document.value("otherSources").asTexts();
        if (!others.isEmpty()) {
            throw new Unreadable("who else is in a group is known to " + String.join(", ", others)
                    + " (/etc/nsswitch.conf), which was not asked");
        }
    }
}
