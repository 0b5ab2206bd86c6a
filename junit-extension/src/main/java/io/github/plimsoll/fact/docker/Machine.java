package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.host.HostDocuments;
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

    private Reading system() {
        return reading().document(HostDocuments.SYSTEM);
    }
}
