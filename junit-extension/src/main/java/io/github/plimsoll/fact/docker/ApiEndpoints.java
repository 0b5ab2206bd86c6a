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
        List<String> hosts = settings.texts("hosts");
        List<String> tcp =
                new ArrayList<>(hosts.stream().filter(ApiEndpoints::isTcp).toList());
        if (hosts.stream().anyMatch(host -> host.startsWith("fd://"))) {
            tcp.addAll(handedOver());
        }
        return tcp.isEmpty() || demandsCertificates() ? List.of() : List.copyOf(tcp);
    }

    /**
     * Whether a client has to show a certificate of the daemon's own authority. The default path of that authority only counts
     * if the command line asks for verification; a file that asks for it without naming one admits every public authority.
     */
    private boolean demandsCertificates() {
        return settings.flag("tlsverify", false)
                && (settings.isOnCommandLine("tlsverify")
                        || !settings.text("tlscacert", "").isEmpty());
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
