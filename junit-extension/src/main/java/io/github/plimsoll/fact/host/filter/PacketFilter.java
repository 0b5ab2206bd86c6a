package io.github.plimsoll.fact.host.filter;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.fact.host.filter.Walk.End;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that the kernel has for the network of the audited process, as {@link HostDocuments#PACKET_FILTER} has them. */
public final class PacketFilter {

    /** Stands for the hook of chains that see where a connection goes in the end, before it is known whether to this host. */
    static final String TRANSLATED = "translated";

    private static final Set<End> GUARDED = EnumSet.of(End.DROPPED, End.LIMITED);

    /** Where the kernel looks at what it forwards. */
    private static final Set<String> FORWARDED = Set.of("ingress", "prerouting", TRANSLATED, "forward");

    private final List<Table> tables = new ArrayList<>();
    private final String unseen;

    /**
     * The way through one chain and those that it leads to.
     *
     * @param unclear whether what is not understood had a say in how it ends
     */
    private record Passage(Set<End> ends, boolean unclear) {}

    private PacketFilter(Reading document) {
        Set<String> shown = new HashSet<>();
        for (String family : List.of("ip", "ip6")) {
            List<String> lines = document.value("iptables." + family).asTexts();
            tables.addAll(IptablesTables.parse(family, lines));
            IptablesTables.names(lines).forEach(name -> shown.add(family + " " + name));
        }
        tables.addAll(NftTables.parse(document.part("nftables").raw(), shown));
        this.unseen = document.value("unseen").asText("");
    }

    /** The filter of a snapshot, parsed once; its rules are no evidence, since there may be thousands. */
    public static PacketFilter of(Reading reading) {
        return reading.derived(
                PacketFilter.class, snapshot -> new PacketFilter(snapshot.document(HostDocuments.PACKET_FILTER)));
    }

    /**
     * Whether a connection is let through without a limit on how many there are, or how fast they come.
     *
     * @param first the connection as it comes in
     * @param then the same once its destination was translated, or not
     * @param hook where the kernel looks at it then: {@code forward} or {@code input}
     * @throws Unreadable if that depends on what is not understood, or if there may be rules that were not seen
     */
    public boolean letsThroughUnlimited(NewConnection first, NewConnection then, String hook) {
        Set<End> ends = EnumSet.noneOf(End.class);
        return !isGuarded(first, Set.of("ingress", "prerouting"), ends)
                && !isGuarded(then, Set.of(TRANSLATED, hook), ends)
                && isSure(first, ends.contains(End.LIMITED));
    }

    /** Whether a connection that is forwarded is known to be let through; not where that depends on what was not seen or understood. */
    public boolean surelyForwards(NewConnection connection) {
        return unseen.isEmpty()
                && passages(connection, FORWARDED).stream()
                        .allMatch(
                                passage -> !passage.unclear() && passage.ends().equals(EnumSet.of(End.PASSED)));
    }

    /**
     * Whether a connection that leaves by another interface is dropped on its way, however few come.
     *
     * @throws Unreadable if that depends on what is not understood, or if there may be rules that were not seen
     */
    public boolean dropsForwarded(NewConnection connection) {
        boolean mayBeDropped = false;
        for (Passage passage : passages(connection, FORWARDED)) {
            if (passage.ends().equals(EnumSet.of(End.DROPPED))) {
                return true;
            }
            mayBeDropped |= passage.ends().contains(End.DROPPED);
        }
        if (mayBeDropped) {
            throw new Unreadable("whether rules of the packet filter drop connections to " + connection.addresses()
                    + " that come in by " + connection.in()
                    + " depends on what is not known, such as the members of a set");
        }
        if (!unseen.isEmpty()) {
            throw new Unreadable(unseen);
        }
        return false;
    }

    private boolean isGuarded(NewConnection connection, Set<String> hooks, Set<End> all) {
        for (Passage passage : passages(connection, hooks)) {
            if (GUARDED.containsAll(passage.ends())) {
                return true;
            }
            all.addAll(passage.ends());
        }
        return false;
    }

    /** How a connection passes each of the chains that the kernel has at some points. */
    private List<Passage> passages(NewConnection connection, Set<String> hooks) {
        List<Passage> all = new ArrayList<>();
        for (Table table : tables) {
            if (table.isFor(connection)) {
                for (Chain chain : table.chains().values()) {
                    if (hooks.contains(chain.hook()) && chain.isFor(connection)) {
                        Walk walk = new Walk(table, connection);
                        Set<End> ends = walk.through(chain);
                        all.add(new Passage(ends, walk.isUnclear()));
                    }
                }
            }
        }
        return all;
    }

    private boolean isSure(NewConnection connection, boolean mayBeLimited) {
        if (mayBeLimited) {
            throw new Unreadable("whether rules of the packet filter limit connections to port "
                    + connection.publishedPort() + " that come in by " + connection.in()
                    + " depends on what is not known, such as the members of a set");
        }
        if (!unseen.isEmpty()) {
            throw new Unreadable(unseen);
        }
        return true;
    }
}
