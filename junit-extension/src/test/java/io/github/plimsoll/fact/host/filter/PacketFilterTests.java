package io.github.plimsoll.fact.host.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules come to for a stranger who connects to port 8080 of a host, which leads to 172.17.0.2:80. */
class PacketFilterTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final NewConnection FIRST = NewConnection.ofStranger("ip", "tcp", "eth0", 8080, List.of());
    private static final NewConnection FORWARDED = FIRST.translatedTo(List.of("172.17.0.2"), 80);

    private static final NewConnection SENT =
            NewConnection.ofContainer("ip", "docker0", "eth0", List.of("172.17.0.0/16"), "192.0.2.7", 80);

    private static final String OVER = "-m hashlimit --hashlimit-above 50/sec --hashlimit-burst 100"
            + " --hashlimit-mode srcip --hashlimit-name web -j DROP";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-A FORWARD " + OVER,
                "-A FORWARD -p tcp -m tcp --dport 80 " + OVER,
                "-A FORWARD -p tcp -m conntrack --ctstate NEW --ctorigdstport 8080 --ctdir ORIGINAL " + OVER,
                "-A FORWARD -i eth0 " + OVER,
                "-A FORWARD -i eth+ " + OVER,
                "-A FORWARD ! -i docker0 " + OVER,
                "-A FORWARD -d 172.17.0.0/16 " + OVER,
                "-A FORWARD -d 172.17.0.0/255.255.0.0 " + OVER,
                "-A FORWARD ! -s 10.0.0.0/8 " + OVER,
                "-A FORWARD -p tcp -m multiport --dports 22,70:90 " + OVER,
                "-A FORWARD -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m connlimit --connlimit-above 20"
                        + " --connlimit-mask 32 --connlimit-saddr -j REJECT --reject-with tcp-reset",
                "-A FORWARD -m recent --update --seconds 60 --hitcount 10 --name x --mask 255.255.255.255 --rsource -j DROP",
                "-A FORWARD -m comment --comment \"not -j ACCEPT \\\"yet\\\"\" " + OVER,
                // Who is named goes first, and who comes from elsewhere is limited.
                "-A FORWARD -s 192.0.2.1/32 -j ACCEPT|-A FORWARD " + OVER,
                "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT|-A FORWARD " + OVER,
                "-A FORWARD -m addrtype --src-type LOCAL -j ACCEPT|-A FORWARD " + OVER,
                "-A FORWARD -p udp -j ACCEPT|-A FORWARD " + OVER,
                "-A FORWARD -j LOG --log-prefix \"-j ACCEPT \"|-A FORWARD " + OVER,
                // By another chain, which logs what it drops.
                "-A USER -j LOG|-A USER -j DROP|-A FORWARD -m hashlimit --hashlimit-above 9/sec --hashlimit-name x -j USER",
                "-A USER " + OVER + "|-A FORWARD -j USER|-A FORWARD -j ACCEPT",
                // What is within the rate passes, and the rest is dropped.
                "-A FORWARD -m limit --limit 10/sec -j ACCEPT|-A FORWARD -j DROP",
                "-A USER -m limit --limit 10/sec -j RETURN|-A USER -j DROP|-A FORWARD -j USER",
                "-A USER -m limit --limit 10/sec -j ACCEPT|-A FORWARD -j USER|-A FORWARD -p tcp -j DROP",
                "-A USER -m limit --limit 10/sec -j RETURN|-A FORWARD -g USER|-P FORWARD DROP",
                "-A FORWARD -m connlimit --connlimit-upto 9 -j ACCEPT|-A FORWARD -j DROP",
                // Nobody gets in at all.
                "-A FORWARD -j DROP",
                "-A FORWARD -i eth0 -j REJECT --reject-with icmp-port-unreachable",
                "-A PREROUTING -p tcp -m tcp --dport 8080 " + OVER,
            })
    void guarded(String rules) {
        assertThat(isOpen(iptables(rules))).as(rules).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-A FORWARD -p tcp -m tcp --dport 8080 " + OVER,
                "-A FORWARD -p udp " + OVER,
                "-A FORWARD -i eth1 " + OVER,
                "-A FORWARD -s 10.0.0.0/8 " + OVER,
                "-A FORWARD -d 172.17.0.3/32 " + OVER,
                "-A FORWARD -m conntrack --ctstate ESTABLISHED " + OVER,
                "-A INPUT " + OVER,
                "-A USER " + OVER,
                "-A FORWARD -j ACCEPT|-A FORWARD " + OVER,
                "-A FORWARD -i eth0 -j USER|-A USER -j ACCEPT|-A FORWARD " + OVER,
                // Only the log is limited.
                "-A FORWARD -m limit --limit 3/min -j LOG",
                "-A FORWARD -m limit --limit 3/min -j NFLOG --nflog-group 2|-A FORWARD -j ACCEPT",
                // The rest passes as well.
                "-A FORWARD -m limit --limit 10/sec -j ACCEPT|-A FORWARD -j ACCEPT",
                "-A FORWARD -m limit --limit 10/sec -j ACCEPT",
                "-A FORWARD -m recent --set --name x --rsource",
                // No more than one in a second is dropped.
                "-A FORWARD -m limit --limit 1/sec -m hashlimit --hashlimit-above 9/sec --hashlimit-name x -j DROP",
                // Some are kept out, and all others come as they like.
                "-A FORWARD -m geoip --source-country XX -j DROP",
                "-A FORWARD -m statistic --mode random --probability 0.5 -j DROP",
                "-A FORWARD -o docker0 -j ACCEPT|-P FORWARD DROP",
            })
    void open(String rules) {
        assertThat(isOpen(iptables(rules))).as(rules).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-A FORWARD -m set --match-set guests src " + OVER,
                "-A FORWARD -m set --match-set trusted src -j ACCEPT|-A FORWARD " + OVER,
                "-A FORWARD -m mark --mark 0x1 -j RETURN|-A FORWARD " + OVER,
                "-A FORWARD -s 0.0.0.0/1 " + OVER,
                "-A PREROUTING -d 192.0.2.7/32 -p tcp -m tcp --dport 8080 " + OVER,
            })
    void not_to_be_told(String rules) {
        assertThatThrownBy(() -> isOpen(iptables(rules)))
                .as(rules)
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("depends on what is not known");
    }

    @Test
    void rules_of_the_other_family_are_no_guard() {
        assertThat(isOpen(document(List.of("*filter", ":FORWARD ACCEPT [0:0]", "-A FORWARD " + OVER), "ip6", "[]")))
                .isTrue();
    }

    @Test
    void translation_of_addresses_lets_nothing_through_by_itself() {
        assertThat(isOpen(document(List.of("*nat", ":PREROUTING ACCEPT [0:0]", "-A PREROUTING -j DROP"), "ip", "[]")))
                .isTrue();
    }

    @Test
    void a_chain_that_leads_to_itself_ends() {
        assertThatThrownBy(() -> isOpen(iptables("-A FORWARD -j USER|-A USER -j USER")))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("too deep");
    }

    @Test
    void a_filter_of_which_not_all_was_seen_is_never_found_open() {
        ObjectNode document = iptables("");
        document.put("unseen", "there is no nft here");
        assertThatThrownBy(() -> isOpen(document)).hasMessage("there is no nft here");
        ObjectNode guarded = iptables("-A FORWARD " + OVER);
        guarded.put("unseen", "there is no nft here");
        assertThat(isOpen(guarded)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forward 0 accept| tcp dport 80: {'limit': {'rate': 9, 'per': 'second', 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'set': {'op': 'add', 'elem': 1, 'set': '@x', 'stmt': [{'limit': {'rate': 9, 'inv': true}}]}}, {'drop': null}",
                "forward 0 accept| {'meter': {'key': 1, 'stmt': {'limit': {'rate': 9, 'inv': true}}, 'name': 'm'}}, {'counter': {}}, {'drop': null}",
                "forward 0 accept| {'ct count': {'val': 9, 'inv': true}}, {'reject': {'type': 'tcp reset'}}",
                "forward 0 drop| {'limit': {'rate': 9, 'per': 'second'}}, {'accept': null}",
                "prerouting -150 accept| tcp dport 8080: {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "prerouting -50 accept| tcp dport 80: {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'vmap': {'key': {'ct': {'key': 'state'}}, 'data': {'set': [['established', {'accept': null}]]}}}"
                        + "; {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'match': {'op': '==', 'left': {'meta': {'key': 'iifname'}}, 'right': {'set': ['eth0', 'eth1']}}},"
                        + " {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'match': {'op': '==', 'left': {'fib': {'result': 'type', 'flags': ['daddr']}}, 'right': 'local'}},"
                        + " {'accept': null}; {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
            })
    void guarded_by_nftables(String chain) {
        assertThat(isOpen(nftables(chain))).as(chain).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forward 0 accept| tcp dport 8080: {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "prerouting -150 accept| tcp dport 80: {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| udp dport 80: {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'limit': {'rate': 9}}, {'log': {'prefix': 'x'}}",
                "forward 0 accept| {'limit': {'rate': 9}}, {'accept': null}",
                "input 0 accept| {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'accept': null}; {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'xt': {'type': 'match', 'name': 'geoip'}}, {'drop': null}",
                "forward 0 drop| {'match': {'op': '==', 'left': {'payload': {'protocol': 'ip', 'field': 'saddr'}}, 'right': '@all'}}, {'accept': null}",
            })
    void open_by_nftables(String chain) {
        assertThat(isOpen(nftables(chain))).as(chain).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forward 0 accept| {'vmap': {'key': {'meta': {'key': 'iifname'}}, 'data': '@ways'}}; {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'xt': {'type': 'match', 'name': 'x'}}, {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
                "forward 0 accept| {'match': {'op': '!=', 'left': {'payload': {'protocol': 'ip', 'field': 'saddr'}}, 'right': '@known'}},"
                        + " {'limit': {'rate': 9, 'inv': true}}, {'drop': null}",
            })
    void not_to_be_told_of_nftables(String chain) {
        assertThatThrownBy(() -> isOpen(nftables(chain))).as(chain).isInstanceOf(Unreadable.class);
    }

    /** Rules of iptables are printed by nft too, but not all of what they say. */
    @Test
    void tables_that_iptables_shows_are_read_as_it_shows_them() {
        String shown = nftables("forward 0 drop| {'drop': null}")
                .get("nftables")
                .toString()
                .replace("\"inet\"", "\"ip\"")
                .replace("\"guard\"", "\"filter\"");
        assertThat(isOpen(document(List.of("*filter", ":FORWARD ACCEPT [0:0]"), "ip", shown)))
                .isTrue();
        assertThat(isOpen(document(List.of(), "ip", shown))).isFalse();
    }

    private static boolean isOpen(ObjectNode document) {
        return filter(document).letsThroughUnlimited(FIRST, FORWARDED, "forward");
    }

    private static PacketFilter filter(ObjectNode document) {
        Snapshot snapshot = new Snapshot(
                new SnapshotHeader("host", "docker", "", "", "", "", "", Instant.EPOCH, "0.1.0", 1, List.of()),
                Map.of(HostDocuments.PACKET_FILTER, Document.of(document)));
        return PacketFilter.of(Reading.of(snapshot, new Recorder()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-A FORWARD -d 192.0.2.0/24 -j DROP",
                "-A FORWARD -s 172.17.0.0/16 -j DROP",
                "-A FORWARD -s 172.16.0.0/12 -j DROP",
                "-A FORWARD -i docker0 ! -o docker0 -j REJECT",
                "-A FORWARD -o eth+ -p tcp --dport 80 -j DROP",
                "-A FORWARD -m addrtype --dst-type LOCAL -j ACCEPT|-A FORWARD -j DROP",
                "-A FORWARD -s 172.18.0.0/16 -j ACCEPT|-A FORWARD -j DROP",
                "-P FORWARD DROP",
                "-A PREROUTING -i docker0 -j DROP",
            })
    void what_containers_send_is_dropped(String rules) {
        assertThat(filter(iptables(rules)).dropsForwarded(SENT)).as(rules).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-A FORWARD -d 192.0.3.0/24 -j DROP",
                "-A FORWARD -s 172.18.0.0/16 -j DROP",
                "-A FORWARD -o docker0 -j DROP",
                "-A FORWARD -m limit --limit 1/sec -j ACCEPT|-A FORWARD -j DROP",
                "-A FORWARD -o eth0 -j ACCEPT|-A FORWARD -j DROP",
                "-A INPUT -j DROP",
                "-A FORWARD -p udp -j DROP",
            })
    void what_containers_send_gets_through(String rules) {
        assertThat(filter(iptables(rules)).dropsForwarded(SENT)).as(rules).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-A FORWARD -s 172.17.3.0/24 -j DROP",
                "-A FORWARD -m set --match-set some dst -j DROP",
            })
    void what_becomes_of_what_containers_send_depends(String rules) {
        assertThatThrownBy(() -> filter(iptables(rules)).dropsForwarded(SENT)).isInstanceOf(Unreadable.class);
    }

    private static ObjectNode iptables(String rules) {
        boolean drops = rules.contains("-P FORWARD DROP");
        List<String> head = List.of(
                "*filter",
                ":PREROUTING ACCEPT [0:0]",
                ":INPUT ACCEPT [0:0]",
                ":FORWARD " + (drops ? "DROP" : "ACCEPT") + " [0:0]",
                ":USER - [0:0]");
        return document(
                Stream.concat(head.stream(), Stream.of(rules.split("\\|")).filter(rule -> rule.startsWith("-A")))
                        .toList(),
                "ip",
                "[]");
    }

    /** {@code HOOK PRIORITY POLICY| RULE; RULE}, with {@code tcp dport N:} for the comparison that is most common. */
    private static ObjectNode nftables(String text) {
        String[] parts = text.split("\\|", 2);
        String[] chain = parts[0].split(" ");
        StringBuilder objects = new StringBuilder(
                "[{'chain': {'family': 'inet', 'table': 'guard', 'name': 'c', 'type': 'filter', 'hook': '%s', 'prio': %s, 'policy': '%s'}}"
                        .formatted(chain[0], chain[1], chain[2]));
        for (String rule : parts[1].split(";")) {
            String statements = rule.replaceFirst(
                    "(tcp|udp) dport (\\d+):",
                    "{'match': {'op': '==', 'left': {'payload': {'protocol': '$1', 'field': 'dport'}}, 'right': $2}},");
            objects.append(
                    ", {'rule': {'family': 'inet', 'table': 'guard', 'chain': 'c', 'expr': [" + statements + "]}}");
        }
        return document(List.of(), "ip", objects.append("]").toString().replace('\'', '"'));
    }

    private static ObjectNode document(List<String> lines, String family, String nftables) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode target = document.putObject("iptables").putArray(family);
        lines.forEach(target::add);
        try {
            JsonNode objects = JSON.readTree(nftables);
            document.set("nftables", objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document;
    }
}
