package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;

/** The addresses under which a daemon serves its API, and whom it lets in there. */
final class ApiEndpoints {

    /** Ports on which a daemon listens for other members of its swarm, each side showing a certificate. */
    private static final List<Long> SWARM_PORTS = List.of(2377L, 7946L);

    private final Reading reading;
    private final DaemonSettings settings;

    ApiEndpoints(Reading reading, DaemonSettings settings) {
        this.reading = reading;
        this.settings = settings;
    }

    /** The TCP addresses at which a client needs no certificate of its own. */
    List<String> open() {
        String endpoint = reading.header().endpoint();
        reading.recordDerived("endpoint", endpoint);
        if (endpoint.startsWith("tcp://") || endpoint.startsWith("http://")) {
            return List.of(endpoint);
        }
        List<String> hosts = settings.texts("hosts").stream().map(String::strip).toList();
        List<String> tcp =
                new ArrayList<>(hosts.stream().filter(ApiEndpoints::isTcp).toList());
        if (hosts.stream().anyMatch(host -> host.startsWith("fd://"))) {
            tcp.addAll(handedOver());
        }
        // A daemon that is to speak TLS and told no address listens on a port, not on its socket.
        if (tcp.isEmpty() && endpoint.startsWith("https://")) {
            tcp.add(endpoint);
        }
        return tcp.isEmpty() || demandsCertificates() ? List.of() : List.copyOf(tcp);
    }

    /**
     * Whether a client has to show a certificate of the daemon's own authority. TLS alone implies that, unless verification is
     * switched off; verification implies TLS, even where that is switched off.
     */
    private boolean demandsCertificates() {
        boolean verifies = settings.isOnCommandLine("tlsverify")
                ? settings.flag("tlsverify", false)
                : settings.flag("tlsverify", settings.flag("tls", false));
        return verifies && namesAuthority();
    }

    /**
     * Whether the daemon loads an authority of its own; without one it admits clients of every public authority. Only a command
     * line that asks for TLS has a default for it, and only there does {@code --tlscacert} count.
     */
    private boolean namesAuthority() {
        boolean given = settings.isOnCommandLine("tlscacert");
        boolean asked = settings.isOnCommandLine("tlsverify")
                || (settings.isOnCommandLine("tls") && settings.flag("tls", false));
        if (asked) {
            return !given || !settings.text("tlscacert", "").isEmpty();
        }
        return !given && !settings.text("tlscacert", "").isEmpty();
    }

    /** Sockets that systemd opened; which ports those are stands in no setting of the daemon. */
    private List<String> handedOver() {
        Reading sockets = reading.document(DockerDocuments.LISTENERS);
        if (!sockets.value("holdersKnown").requiredBoolean()) {
            throw new Unreadable(
                    "systemd hands the daemon its sockets, and which those are cannot be seen as this user");
        }
        long daemon =
                reading.document(DockerDocuments.DAEMON_PROCESS).value("pid").requiredLong();
        List<String> addresses = new ArrayList<>();
        for (Reading socket : sockets.elements("listeners")) {
            List<Long> holders = socket.value("pids").asLongs();
            long port = socket.value("port").requiredLong();
            if (holders.contains(daemon)
                    && holders.size() > 1
                    && !SWARM_PORTS.contains(port)
                    && socket.value("protocol").requiredText().equals("tcp")) {
                addresses.add("tcp://" + socket.value("address").requiredText() + ":" + port);
            }
        }
        return addresses;
    }

    /** An address without a scheme is a TCP address, and an empty one the default socket. */
    private static boolean isTcp(String host) {
        return host.startsWith("tcp://") || (!host.isEmpty() && !host.contains("://"));
    }
}
