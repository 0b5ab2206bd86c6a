package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine on which the daemon runs. */
public final class Machine extends Subject {

    Machine(Reading reading) {
        super(reading);
    }

    /** The distribution, for example {@code Debian GNU/Linux 12 (bookworm)}. */
    public String operatingSystem() {
        return system().value("os").asText("");
    }

    public String kernel() {
        return system().value("kernel").asText("");
    }

    /** The modules of the kernel that confine programs, for example {@code apparmor}. */
    public List<String> securityModules() {
        return system().value("securityModules").asTexts();
    }

    /** The settings of the kernel by which guides tell a hardened host. */
    public Map<String, String> sysctls() {
        return system().value("sysctls").asTextMap();
    }

    /** How many percent of the open files and threads that the kernel lets there be are in use, by their name. */
    public Map<String, Long> useOfKernelTables() {
        Map<String, Long> use = new LinkedHashMap<>();
        use.put("open files", percent(limit("used.openFiles"), limit("openFiles")));
        use.put("threads", percent(limit("used.threads"), Math.min(limit("threads"), limit("processIds"))));
        return use;
    }

    /** Whether the kernel answers a flood of half-open connections with cookies; always, or once it has no room for more. */
    public boolean sendsSynCookies() {
        return network().value("synCookies").requiredLong() > 0;
    }

    /**
     * Whether the clock of the host goes by those of others: as the kernel says, or because a program runs that sees to it.
     *
     * @throws Unreadable if the kernel could not be asked and no such program was seen
     */
    public boolean keepsTime() {
        Reading clock = system().part("clock");
        if (clock.value("synchronised").isPresent()) {
            return clock.value("synchronised").requiredBoolean();
        }
        if (clock.value("keepers").asTexts().isEmpty()) {
            throw new Unreadable(
                    "whether the clock is kept cannot be told: no program runs here that is known to do so, and "
                            + clock.value("unseen").asText("there is no timedatectl to ask the kernel by"));
        }
        return true;
    }

    /**
     * The cloud that the machine runs in; empty if it is one's own, or a cloud's that is not known here.
     *
     * @throws Unreadable if its firmware says nothing
     */
    public String cloud() {
        return Cloud.of(system().part("firmware"));
    }

    /** Whether the cloud can be told to answer nobody who is more than one hop away, which does not show on the machine. */
    public boolean cloudMayCountHops() {
        return cloud().equals(Cloud.AMAZON);
    }

    /** Whether the packet filter keeps track of connections. */
    public boolean tracksConnections() {
        return network().value("connections.most").isPresent();
    }

    /** How many percent of the connections that the packet filter can keep track of there are. */
    public long useOfConnectionTable() {
        return percent(
                network().value("connections.now").requiredLong(),
                network().value("connections.most").requiredLong());
    }

    private long limit(String name) {
        return system().value("limits." + name).requiredLong();
    }

    /** Of numbers that may be as large as there are. */
    private static long percent(long used, long most) {
        return most <= 0 ? 100 : (long) (100.0 * used / most);
    }

    private Reading network() {
        return reading().document(HostDocuments.NETWORK);
    }

    private Reading system() {
        return reading().document(HostDocuments.SYSTEM);
    }
}
