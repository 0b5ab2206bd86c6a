package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
