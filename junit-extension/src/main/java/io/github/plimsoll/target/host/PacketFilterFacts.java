package io.github.plimsoll.target.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of the packet filter in the daemon's network, as the programs print them that made them; the document is {@link
 * io.github.plimsoll.fact.host.HostDocuments#PACKET_FILTER}.
 */
record PacketFilterFacts(Procfs proc, long pid, Redactor redactor) {

    private static final List<String> PLACES = List.of("/usr/sbin/", "/sbin/");

    private static final Map<String, String> FAMILIES = Map.of("ip", "iptables", "ip6", "ip6tables");

    Document document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        try {
            NetworkNamespace network = NetworkNamespace.of(proc, pid);
            ObjectNode iptables = document.putObject("iptables");
            for (String family : List.of("ip", "ip6")) {
                save(network, family, iptables.putArray(family));
            }
            nftables(network, document);
            return Document.of(document);
        } catch (IOException e) {
            return Document.unreadable("the packet filter's rules cannot be read: "
                    + redactor.redact(String.valueOf(e.getMessage())) + "; run as root");
        }
    }

    /** Rules of the old kind are asked for only where there are any: the program would have the kernel load support for them. */
    private void save(NetworkNamespace network, String family, ArrayNode lines) throws IOException {
        String name = FAMILIES.get(family);
        boolean hasOld =
                !proc.text(pid, "net/" + family + "_tables_names").orElse("").isBlank();
        Optional<String> newer = program(name + "-nft-save");
        Optional<String> old = program(name + "-legacy-save");
        Optional<String> plain = newer.isPresent() || old.isPresent() ? Optional.empty() : program(name + "-save");
        if (hasOld && old.isEmpty() && plain.isEmpty()) {
            throw new IOException("there is no " + name + "-legacy-save here, and there are rules of its kind");
        }
        for (Optional<String> program : List.of(newer, hasOld ? old : Optional.<String>empty(), plain)) {
            if (program.isPresent()) {
                network.output(List.of(program.get()))
                        .lines()
                        .filter(line -> line.startsWith("*") || line.startsWith(":") || line.startsWith("-A "))
                        .forEach(line -> lines.add(redactor.redact(line)));
            }
        }
    }

    private void nftables(NetworkNamespace network, ObjectNode document) throws IOException {
        Optional<String> nft = program("nft");
        if (nft.isEmpty()) {
            document.put(
                    "unseen",
                    "the packet filter may have rules that iptables does not show, and there is no nft here to see them with;"
                            + " install nftables on the host that is audited");
            return;
        }
        // Without what is in sets, of which there may be any number.
        String text = network.output(List.of(nft.get(), "--json", "--terse", "list", "ruleset"));
        JsonNode printed = new ObjectMapper().readTree(text.substring(Math.max(0, text.indexOf('{'))));
        document.set("nftables", redactor.redact(printed.path("nftables")));
    }

    private static Optional<String> program(String name) {
        return NetworkNamespace.program(
                PLACES.stream().map(place -> place + name).toList());
    }
}
