package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.Locale;
import java.util.Map;

/** Where the daemon sends the logs of containers, and what it writes of itself. */
public final class DaemonLogs {

    private final Reading info;
    private final DaemonSettings settings;

    DaemonLogs(Reading info, DaemonSettings settings) {
        this.info = info;
        this.settings = settings;
    }

    /** The driver that takes the logs of containers that name none. */
    public String driver() {
        return info.value("LoggingDriver").requiredText();
    }

    /** Where logs of containers go that name no driver of their own. */
    public LogDestination destination() {
        String driver = driver();
        return new LogDestination(
                driver, LogDestination.LOCAL_DRIVERS.contains(driver) ? Map.of() : settings.pairs("log-opts"));
    }

    /** Whether the logs of containers go to an address of this host, by the driver's own doing. */
    public boolean reachThisHost() {
        return LogDestination.mayBeThisHost(driver()) && destination().isThisHost();
    }

    /** The least severe level that the daemon logs of itself, which it takes in any case. */
    public String level() {
        return settings.text("log-level", "info").toLowerCase(Locale.ROOT);
    }

    public boolean isDebugging() {
        return info.value("Debug").requiredBoolean();
    }
}
