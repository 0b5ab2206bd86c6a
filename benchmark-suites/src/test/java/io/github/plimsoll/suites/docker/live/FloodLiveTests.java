package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.COMPLIANT;
import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules that real programs put into the kernel, in the network of a daemon that publishes a port there. */
@Tag("live")
@Timeout(180)
class FloodLiveTests {

    private static final String CONTROL = "connections_from_outside_are_limited";
    private static final String OVER =
            " -m hashlimit --hashlimit-above 50/sec --hashlimit-mode srcip --hashlimit-name web -j DROP";

    private static final String PROXY_ALONE = "{\"iptables\": false, \"ip6tables\": false}";

    private static final Plant WEB = Plant.plant("flood-web", """
            {ExposedPorts: {'80/tcp': {}},
             HostConfig: {PortBindings: {'80/tcp': [{HostIp: '0.0.0.0', HostPort: '18080'}]}}}
            """);

    @TempDir
    private Path directory;

    @BeforeEach
    void tools() {
        Assumptions.assumeTrue(
                ScratchDaemon.isOnPath("iptables") && ScratchDaemon.isOnPath("nft"), "no iptables and nft on the PATH");
    }

    @Test
    void rules_of_iptables_before_what_is_forwarded() throws IOException {
        try (ScratchDaemon daemon = forwarding()) {
            audit(daemon).violates(CONTROL);

            iptables(daemon, "-I DOCKER-USER -m limit --limit 3/min -j LOG");
            audit(daemon).violates(CONTROL);
            iptables(daemon, "-I DOCKER-USER -p tcp --dport 18080" + OVER);
            audit(daemon).violates(CONTROL);
            iptables(daemon, "-I DOCKER-USER -i eth0 -p tcp -m conntrack --ctstate NEW --ctorigdstport 18080" + OVER);
            audit(daemon).satisfies(CONTROL);
            iptables(daemon, "-I DOCKER-USER -m mark --mark 0x1 -j RETURN");
            audit(daemon).shows(INCONCLUSIVE, List.of(CONTROL));
            iptables(daemon, "-I DOCKER-USER -i eth0 -j RETURN");
            audit(daemon).violates(CONTROL);
        }
    }

    @Test
    void rules_of_nftables_before_what_is_forwarded() throws IOException {
        try (ScratchDaemon daemon = forwarding()) {
            nft(daemon, "add table inet guard");
            nft(daemon, "add chain inet guard way { type filter hook forward priority -5; policy accept; }");
            nft(daemon, "add rule inet guard way tcp dport 18080 limit rate over 50/second drop");
            audit(daemon).violates(CONTROL);
            nft(daemon, "add set inet guard flood { type ipv4_addr; flags dynamic; timeout 1m; }");
            nft(
                    daemon,
                    "add rule inet guard way iifname eth0 tcp dport 80 ct state new"
                            + " add @flood { ip saddr limit rate over 50/second } drop");
            audit(daemon).satisfies(CONTROL);
            nft(daemon, "insert rule inet guard way tcp dport 80 accept");
            audit(daemon).violates(CONTROL);
            nft(daemon, "add chain inet guard pre { type filter hook prerouting priority -150; policy accept; }");
            nft(daemon, "add rule inet guard pre tcp dport 18080 ct count over 100 reject");
            audit(daemon).satisfies(CONTROL);
        }
    }

    @Test
    void rules_of_iptables_before_the_proxy() throws IOException {
        try (ScratchDaemon daemon = proxying()) {
            audit(daemon).violates(CONTROL);

            iptables(daemon, "-I FORWARD -p tcp --dport 18080" + OVER);
            audit(daemon).violates(CONTROL);
            iptables(daemon, "-I INPUT -i eth0 -p tcp --dport 18080" + OVER);
            audit(daemon).satisfies(CONTROL);
            iptables(daemon, "-I INPUT -p tcp --dport 18080 -j ACCEPT");
            audit(daemon).violates(CONTROL);
        }
    }

    @Test
    void rules_of_nftables_before_the_proxy() throws IOException {
        try (ScratchDaemon daemon = proxying()) {
            nft(daemon, "add table inet guard");
            nft(daemon, "add chain inet guard way { type filter hook forward priority 0; policy drop; }");
            audit(daemon).violates(CONTROL);
            nft(daemon, "add chain inet guard door { type filter hook input priority 0; policy accept; }");
            nft(daemon, "add rule inet guard door tcp dport 18080 limit rate over 50/second drop");
            audit(daemon).satisfies(CONTROL);
            nft(daemon, "insert rule inet guard door iifname eth0 tcp dport 18000-18100 accept");
            audit(daemon).violates(CONTROL);
        }
    }

    /** The cloud is made up; the rules, the networks and the way that packets take are the kernel's. */
    @Test
    void rules_of_iptables_before_the_metadata_of_a_cloud() throws IOException {
        try (ScratchDaemon daemon = forwarding()) {
            assertThat(metadata(daemon)).isEqualTo(VIOLATED);
            iptables(daemon, "-I DOCKER-USER -i lo -d 169.254.169.254 -j DROP");
            assertThat(metadata(daemon)).isEqualTo(VIOLATED);
            iptables(daemon, "-I DOCKER-USER -d 169.254.169.254 -j DROP");
            assertThat(metadata(daemon)).isEqualTo(COMPLIANT);
            iptables(daemon, "-I FORWARD -o eth0 -j ACCEPT");
            assertThat(metadata(daemon)).isEqualTo(VIOLATED);
        }
    }

    @Test
    void rules_of_nftables_before_the_metadata_of_a_cloud() throws IOException {
        try (ScratchDaemon daemon = forwarding()) {
            nft(daemon, "add table ip guard");
            nft(daemon, "add chain ip guard way { type filter hook forward priority -5; policy accept; }");
            nft(daemon, "add rule ip guard way ip daddr 169.254.0.0/16 oifname lo drop");
            assertThat(metadata(daemon)).isEqualTo(VIOLATED);
            nft(daemon, "add rule ip guard way ip daddr 169.254.0.0/16 oifname != lo drop");
            assertThat(metadata(daemon)).isEqualTo(COMPLIANT);
            nft(daemon, "add set ip guard friends { type ipv4_addr; }");
            nft(daemon, "insert rule ip guard way ip daddr @friends accept");
            assertThat(metadata(daemon)).isEqualTo(INCONCLUSIVE);
        }
    }

    private static @Nullable Verdict metadata(ScratchDaemon daemon) {
        Snapshot seen = audit(daemon).snapshot();
        Map<String, Document> documents = new HashMap<>(seen.documents());
        ObjectNode system = seen.document(HostDocuments.SYSTEM).json().deepCopy();
        system.putObject("firmware").put("vendor", "Hetzner");
        documents.put(HostDocuments.SYSTEM, Document.of(system));
        return LiveAudit.of(new Snapshot(seen.header(), documents)).verdicts().get("metadata_service_is_out_of_reach");
    }

    /** Without rules of the engine and without its proxy a published port leads nowhere. */
    @Test
    void a_port_that_nobody_serves() throws IOException {
        String config = "{\"iptables\": false, \"ip6tables\": false, \"userland-proxy\": false}";
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, config)) {
            prepare(daemon);
            audit(daemon).satisfies(CONTROL);
        }
    }

    private ScratchDaemon forwarding() throws IOException {
        ScratchDaemon daemon = ScratchDaemon.start(directory, "{\"userland-proxy\": false}");
        prepare(daemon);
        return daemon;
    }

    /** Newer engines start no proxy but that of their own release, which is not everywhere; what a container publishes is known before. */
    private ScratchDaemon proxying() throws IOException {
        ScratchDaemon daemon = ScratchDaemon.start(directory, PROXY_ALONE);
        PlantedHost.plant(daemon.engine(), List.of(ScratchDaemon.majorVersion() < 28 ? WEB : WEB.onlyCreated()));
        connect(daemon);
        return daemon;
    }

    private static void prepare(ScratchDaemon daemon) throws IOException {
        PlantedHost.plant(daemon.engine(), List.of(WEB));
        connect(daemon);
    }

    private static void nft(ScratchDaemon daemon, String command) throws IOException {
        daemon.inside("nft", command);
    }

    private static void connect(ScratchDaemon daemon) throws IOException {
        daemon.inside("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        daemon.inside("ip", "addr", "add", "192.0.2.2/24", "dev", "eth0");
        daemon.inside("ip", "link", "set", "eth0", "up");
    }

    private static void iptables(ScratchDaemon daemon, String rule) throws IOException {
        daemon.inside(("iptables " + rule).split(" "));
    }

    private static LiveAudit audit(ScratchDaemon daemon) {
        return LiveAudit.of(daemon.address());
    }
}
