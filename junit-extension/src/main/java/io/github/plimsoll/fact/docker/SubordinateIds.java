package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.host.HostDocuments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The ranges of {@code /etc/subuid} and {@code /etc/subgid}: ids that a user may hand out to the processes of containers. */
final class SubordinateIds {

    /** As many as a container expects to have. */
    private static final long ENOUGH = 65_536;

    private record Range(String owner, long first, long count) {

        long last() {
            return first + count - 1;
        }

        @Override
        public String toString() {
            return owner + ":" + first + ":" + count;
        }
    }

    private SubordinateIds() {}

    static List<String> faults(Reading anywhere) {
        Reading accounts = anywhere.document(HostDocuments.ACCOUNTS);
        List<String> faults = new ArrayList<>();
        faults.addAll(faults("subuid", ranges(accounts, "subordinateUsers"), ids(accounts, "users", "uid")));
        faults.addAll(faults("subgid", ranges(accounts, "subordinateGroups"), ids(accounts, "groups", "gid")));
        return faults;
    }

    private static List<String> faults(String file, List<Range> ranges, Map<Long, String> ids) {
        List<String> faults = new ArrayList<>();
        Range widest = null;
        for (Range range : ranges) {
            if (widest != null
                    && range.first() <= widest.last()
                    && !range.owner().equals(widest.owner())) {
                faults.add(file + " " + range + " overlaps " + widest);
            }
            widest = widest == null || range.last() > widest.last() ? range : widest;
            ids.forEach((id, name) -> {
                if (id >= range.first() && id <= range.last()) {
                    faults.add(file + " " + range + " holds the id of " + name);
                }
            });
            if (range.count() < ENOUGH) {
                faults.add(file + " " + range + " is shorter than " + ENOUGH);
            }
        }
        return faults;
    }

    private static List<Range> ranges(Reading accounts, String field) {
        return accounts.elements(field).stream()
                .map(range -> new Range(
                        range.value("owner").requiredText(),
                        range.value("first").requiredLong(),
                        range.value("count").requiredLong()))
                .sorted(Comparator.comparingLong(Range::first).thenComparing(Range::owner))
                .toList();
    }

    private static Map<Long, String> ids(Reading accounts, String field, String id) {
        Map<Long, String> ids = new java.util.TreeMap<>();
        accounts.unrecorded()
                .elements(field)
                .forEach(entry -> ids.put(
                        entry.value(id).requiredLong(), entry.value("name").requiredText()));
        return ids;
    }
}
