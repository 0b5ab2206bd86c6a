package io.github.plimsoll.target.docker;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.host.HostFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Tells whether an engine runs on this machine, and what this machine knows of it if so. */
final class HostOfEngine {

    private final Endpoint endpoint;
    private final HostFacts machine;

    HostOfEngine(Endpoint endpoint, Redactor redactor) {
        this.endpoint = endpoint;
        this.machine = HostFacts.ofThisMachine(redactor);
    }

    /** What this machine knows of the daemon itself; needs nothing of the engine. */
    Map<String, Document> daemon() {
        if (endpoint.isUnix()) {
            return machine.daemonAt(Path.of(endpoint.uri().getPath()));
        }
        return isThisMachine(endpoint.host())
                ? machine.daemonAt(endpoint.uri().getPort())
                : HostFacts.outOfReach("the daemon is on another machine, " + endpoint.host()
                        + "; run the audit there to see how it was started and configured");
    }

    /** What can be looked at as soon as the daemon is known, each by itself. */
    Map<String, Supplier<Document>> apart(Map<String, Document> documents) {
        return machine.apart(documents);
    }

    /** What is around the daemon, by what is known of it so far. */
    Map<String, Document> around(Map<String, Document> documents) {
        return machine.around(documents);
    }

    private static boolean isThisMachine(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
