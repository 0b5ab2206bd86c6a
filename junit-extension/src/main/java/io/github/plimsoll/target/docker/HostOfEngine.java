package io.github.plimsoll.target.docker;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.host.DaemonFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Map;

/** Tells whether an engine runs on this machine, and what this machine knows of it if so. */
final class HostOfEngine {

    private HostOfEngine() {}

    static Map<String, Document> facts(Endpoint endpoint, Redactor redactor) {
        if (endpoint.isUnix()) {
            return DaemonFacts.ofSocket(Path.of(endpoint.uri().getPath()), redactor);
        }
        return isThisMachine(endpoint.host())
                ? DaemonFacts.ofPort(endpoint.uri().getPort(), redactor)
                : DaemonFacts.outOfReach("the daemon is on another machine, " + endpoint.host()
                        + "; run the audit there to see how it was started and configured");
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
