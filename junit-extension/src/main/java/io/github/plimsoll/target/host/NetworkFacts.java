package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.util.Optional;

/** How the daemon's network withstands a flood; the document is {@link io.github.plimsoll.fact.host.HostDocuments#NETWORK}. */
final class NetworkFacts {

    private NetworkFacts() {}

    static Document of(Procfs proc, long pid) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        try {
            NetworkNamespace network = NetworkNamespace.of(proc, pid);
            number(network, "net.ipv4.tcp_syncookies", document, "synCookies");
            Optional<String> most = network.sysctl("net.netfilter.nf_conntrack_max");
            if (most.isPresent()) {
                ObjectNode connections = document.putObject("connections");
                number(network, "net.netfilter.nf_conntrack_max", connections, "most");
                number(network, "net.netfilter.nf_conntrack_count", connections, "now");
            }
            return Document.of(document);
        } catch (IOException e) {
            return Document.unreadable("cannot look into the daemon's network: " + e.getMessage() + "; run as root");
        }
    }

    private static void number(NetworkNamespace network, String sysctl, ObjectNode target, String name)
            throws IOException {
        network.sysctl(sysctl)
                .filter(value -> value.matches("\\d{1,18}"))
                .ifPresent(value -> target.put(name, Long.parseLong(value)));
    }
}
