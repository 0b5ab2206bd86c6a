package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.GoBoolean;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a driver takes logs.
 *
 * @param driver for example {@code syslog}
 * @param options the driver's options
 */
public record LogDestination(String driver, Map<String, String> options) {

    /** Drivers that keep logs on the host, those of engines that speak the same API too, or keep none. */
    public static final List<String> LOCAL_DRIVERS =
            List.of("", "none", "json-file", "local", "journald", "etwlogs", "k8s-file", "passthrough");

    /** Drivers that speak to a service of their own, always in verified TLS. */
    private static final Set<String> TLS_ALWAYS = Set.of("gcplogs", "logentries");

    /** The beginnings of addresses by which a driver speaks TLS; one that is not here never does. */
    private static final Map<String, List<String>> PROTECTED = Map.of(
            "syslog", List.of("tcp+tls://"),
            "fluentd", List.of("tls://"),
            "splunk", List.of("https://"),
            "awslogs", List.of("https://"));

    private static final Set<String> TOLD_WHERE = Set.of("syslog", "fluentd", "gelf", "splunk");

    private static final String PLAIN = "in clear to ";
    private static final String UNVERIFIED = "to anybody, for its certificate is not verified, in place of ";

    public LogDestination {
        options = Map.copyOf(options);
    }

    /** Whether the logs stay on the host. */
    public boolean staysOnHost() {
        return LOCAL_DRIVERS.contains(driver);
    }

    /** Whether a driver is told where to send, so that it may be to this very host. */
    static boolean mayBeThisHost(String driver) {
        return TOLD_WHERE.contains(driver);
    }

    /** Whether the driver sends to this very host, where nothing else takes the logs on. */
    boolean isThisHost() {
        return address().filter(LogDestination::isHere).isPresent();
    }

    /** How somebody on the way gets to see the logs or to pose as their receiver; empty if nobody can. */
    public String exposure() {
        if (staysOnHost() || TLS_ALWAYS.contains(driver)) {
            return "";
        }
        String address = address()
                .orElseThrow(() -> new Unreadable(
                        "how the driver '" + driver + "' sends logs is not known here; see its documentation"));
        if (isHere(address)) {
            return "";
        }
        if (!PROTECTED.getOrDefault(driver, List.of()).stream().anyMatch(address::startsWith)) {
            return PLAIN + address;
        }
        return skipsVerification() ? UNVERIFIED + address : "";
    }

    /** The address to which the driver sends; empty for a driver that has none, or of which that is not known. */
    private Optional<String> address() {
        return switch (driver) {
            case "syslog" -> Optional.of(option("syslog-address", "unix:///dev/log"));
            case "fluentd" -> Optional.of(option("fluentd-address", "tcp://localhost:24224"));
            case "gelf" -> Optional.of(option("gelf-address", ""));
            case "splunk" -> Optional.of(option("splunk-url", ""));
            case "awslogs" -> Optional.of(option("awslogs-endpoint", "https://the region's endpoint"));
            default -> Optional.empty();
        };
    }

    private static boolean isHere(String address) {
        String host = HostAddress.hostOf(address);
        return address.startsWith("unix") || host.isEmpty() || HostAddress.isLoopback(host);
    }

    /** Syslog takes any value for yes, the other driver what Go takes for true. */
    private boolean skipsVerification() {
        return driver.equals("syslog")
                ? !option("syslog-tls-skip-verify", "").isEmpty()
                : GoBoolean.parse(option("splunk-insecureskipverify", "false")).orElse(false);
    }

    private String option(String name, String effectiveDefault) {
        return options.getOrDefault(name, effectiveDefault);
    }
}
