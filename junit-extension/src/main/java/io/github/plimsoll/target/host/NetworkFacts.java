package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

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
            ObjectNode bridges = document.putObject("bridges");
            filtered(network, "iptables", bridges, "ip");
            filtered(network, "ip6tables", bridges, "ip6");
            interfaces(proc, pid, document.putObject("interfaces"));
            return Document.of(document);
        } catch (IOException e) {
            return Document.unreadable("cannot look into the daemon's network: " + e.getMessage() + "; run as root");
        }
    }

    /** Whether the packet filter is shown what crosses bridges: not where the kernel has no such setting, as without br_netfilter. */
    private static void filtered(NetworkNamespace network, String tables, ObjectNode bridges, String family) {
        try {
            bridges.put(
                    family,
                    network.sysctl("net.bridge.bridge-nf-call-" + tables)
                            .filter("1"::equals)
                            .isPresent());
        } catch (IOException e) {
            // Kernels before 5.3 have one setting for all networks, and show it in the first alone: then it is not
            // known.
            bridges.remove(family);
        }
    }

    /** By IPv4 those that routes lead through, by IPv6 those with an address that is not for its own wire alone. */
    private static void interfaces(Procfs proc, long pid, ObjectNode interfaces) throws IOException {
        String routes = proc.text(pid, "net/route").orElseThrow(() -> new IOException("no permission"));
        names(interfaces.putArray("ip"), routes.lines().skip(1).map(line -> line.split("\\s+")[0]));
        String addresses = proc.text(pid, "net/if_inet6").orElse("");
        names(
                interfaces.putArray("ip6"),
                addresses
                        .lines()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(words -> words.length == 6 && words[3].equals("00"))
                        .map(words -> words[5]));
    }

    private static void names(ArrayNode target, Stream<String> names) {
        names.filter(name -> !name.isEmpty() && !name.equals("lo"))
                .distinct()
                .sorted()
                .forEach(target::add);
    }

    private static void number(NetworkNamespace network, String sysctl, ObjectNode target, String name)
            throws IOException {
        network.sysctl(sysctl)
                .filter(value -> value.matches("\\d{1,18}"))
                .ifPresent(value -> target.put(name, Long.parseLong(value)));
    }
}
