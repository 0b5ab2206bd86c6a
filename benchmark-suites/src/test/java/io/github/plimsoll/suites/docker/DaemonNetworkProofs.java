package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaemonNetworkProofs extends Proofs {

    private static final String ICC = "Options.\"com.docker.network.bridge.enable_icc\"";
    private static final String APART = "-A FORWARD -i br-bridge -o br-bridge -j DROP";
    private static final String ELSEWHERE = "https://build.example.com:2376";

    DaemonNetworkProofs() {
        super(DaemonNetwork.class);
    }

    @Test
    void default_bridge_isolates_containers() {
        satisfiedBy(host());
        satisfiedBy(host().withoutNetwork("bridge"));
        satisfiedBy(host().network("app", network -> network.with(ICC, "true")));
        violatedBy(host().network("bridge", bridge -> bridge.with(ICC, "true")));
        violatedBy(host().network("bridge", bridge -> bridge.without(ICC)));
        violatedBy(host().network("bridge", bridge -> bridge.without("Options")));
        violatedBy(host().daemonArgs("--iptables=false"));
        // Without such a network nobody is on it, whatever the packet filter does.
        satisfiedBy(host().withoutNetwork("bridge").daemonArgs("--iptables=false"));
        // Each family has rules of its own.
        DockerFixture ipv6 = host().network("bridge", DaemonNetworkProofs::withIpv6);
        satisfiedBy(ipv6);
        satisfiedBy(host().daemonJson("ip6tables", false));
        violatedBy(ipv6.daemonJson("ip6tables", false));
        violatedBy(ipv6.info(info -> info.with("ServerVersion", "20.10.24+dfsg1")));
        violatedBy(host().network("bridge", bridge -> bridge.with(ICC, "true")).remote(ELSEWHERE));
        // What the daemon once set may have been undone since.
        violatedBy(host().changed(HostDocuments.NETWORK, network -> network.with("bridges.ip", false)));
        satisfiedBy(host().changed(HostDocuments.NETWORK, network -> network.with("bridges.ip6", false)));
        violatedBy(ipv6.changed(HostDocuments.NETWORK, network -> network.with("bridges.ip6", false)));
        satisfiedBy(host().changed(HostDocuments.NETWORK, network -> network.without("bridges")));
        satisfiedBy(host().unreadable(HostDocuments.NETWORK, "no permission"));
        violatedBy(filtered());
        violatedBy(filtered("-A FORWARD -i br-bridge -j ACCEPT", APART));
        violatedBy(filtered("-A FORWARD -i br-other -o br-other -j DROP"));
        satisfiedBy(filtered(APART, "-A FORWARD -i br-bridge -j ACCEPT"));
        satisfiedBy(filtered("-A FORWARD -m set --match-set friends src -j ACCEPT", APART));
        // What is not understood is no sign that the daemon's own rules are gone.
        satisfiedBy(filtered("-A FORWARD -j NFQUEUE --queue-num 0"));
        satisfiedBy(filtered("-A FORWARD -m set --match-set all dst -j DROP"));
        satisfiedBy(filtered().changed(HostDocuments.PACKET_FILTER, rules -> rules.with("unseen", "there is no nft")));
        satisfiedBy(host().unreadable(HostDocuments.PACKET_FILTER, "no permission"));
        violatedBy(ipv6.changed(
                HostDocuments.PACKET_FILTER,
                rules -> rules.with("iptables.ip6", List.of("*filter", ":FORWARD ACCEPT [0:0]"))));
        inconclusiveFor(host().remote(ELSEWHERE));
        inconclusiveFor(host().unreadable(DockerDocuments.NETWORKS, "timed out"));
    }

    private static DockerFixture filtered(String... rules) {
        List<String> lines = new ArrayList<>(List.of("*filter", ":FORWARD ACCEPT [0:0]"));
        lines.addAll(List.of(rules));
        return host().changed(HostDocuments.PACKET_FILTER, filter -> filter.with("iptables.ip", lines));
    }

    @Test
    void docker_manages_packet_filter() {
        satisfiedBy(host());
        satisfiedBy(host().daemonJson("iptables", true));
        satisfiedBy(host().daemonArgs("--iptables=false", "--iptables"));
        satisfiedBy(host().daemonJson("ip6tables", false));
        satisfiedBy(host().network("app", DaemonNetworkProofs::withIpv6));
        violatedBy(host().daemonJson("iptables", false));
        violatedBy(host().daemonArgs("--iptables=false"));
        violatedBy(host().daemonArgs("--iptables=0"));
        violatedBy(host().network("app", DaemonNetworkProofs::withIpv6).daemonJson("ip6tables", false));
        violatedBy(host().network("app", DaemonNetworkProofs::withIpv6)
                .info(info -> info.with("ServerVersion", "20.10.24+dfsg1")));
        inconclusiveFor(host().daemonArgs("--iptables=maybe"));
        inconclusiveFor(host().daemonJson("iptables", "no"));
        inconclusiveFor(host().unreadable(DockerDocuments.DAEMON_CONFIG, "permission denied"));
        inconclusiveFor(host().remote(ELSEWHERE));
        inconclusiveFor(changedAfterStart(host()));
        inconclusiveFor(host().changed(DockerDocuments.DAEMON_CONFIG, config -> config.without("modifiedAt")));
        inconclusiveFor(
                host().changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("modifiedAt", "yesterday")));
        satisfiedBy(withoutFile("2026-01-01T10:01:00Z"));
        inconclusiveFor(withoutFile("2026-01-01T10:01:01Z"));
        inconclusiveFor(withoutFile("2025-12-31T10:00:00Z").daemonArgs("--config-file=/etc/docker/daemon.json"));
        violatedBy(withoutFile("2026-01-01T10:01:01Z").daemonArgs("--iptables=false"));
        inconclusiveFor(host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.without("args")));
        inconclusiveFor(
                host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.with("args", List.of("/bin/socat"))));
        violatedBy(changedAfterStart(host()).daemonArgs("--iptables=false"));
        inconclusiveFor(
                host().network("app", DaemonNetworkProofs::withIpv6).info(info -> info.with("ServerVersion", "dev")));
    }

    @Test
    void registries_are_secure() {
        String insecure = "RegistryConfig.InsecureRegistryCIDRs";
        satisfiedBy(host());
        satisfiedBy(host().info(info -> info.with(insecure, List.of())));
        satisfiedBy(host().info(info -> info.with(insecure, List.of("127.0.0.1/32"))));
        satisfiedBy(host().info(info -> info.with("RegistryConfig.IndexConfigs.\"localhost:5000\".Secure", false)));
        violatedBy(host().info(info -> info.with(insecure, List.of("127.0.0.0/8", "10.0.0.0/8"))));
        violatedBy(host().info(info -> info.with(insecure, List.of("126.0.0.0/7"))));
        violatedBy(host().info(info -> info.with(insecure, List.of("127.0.0.0/7"))));
        violatedBy(host().info(info -> info.with(insecure, List.of("::/0"))));
        violatedBy(host().info(
                        info -> info.with("RegistryConfig.IndexConfigs.\"registry.example.com:5000\".Secure", false)));
        violatedBy(
                host().info(info -> info.with("RegistryConfig.IndexConfigs.\"localhost.example.com\".Secure", false)));
        inconclusiveFor(host().info(info -> info.withJson("RegistryConfig.IndexConfigs.\"quay.io\"", "{}")));
        inconclusiveFor(host().info(info -> info.without("RegistryConfig")));
        // As Podman answers, whatever it trusts.
        inconclusiveFor(
                host().info(info -> info.withJson("RegistryConfig", "{InsecureRegistryCIDRs: [], IndexConfigs: {}}")));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "HTTP 500"));
    }

    @Test
    void tcp_endpoints_demand_mutual_tls() {
        satisfiedBy(host());
        violatedBy(host().daemonArgs("-H", "tcp://0.0.0.0:2375"));
        violatedBy(host().daemonArgs("-H=tcp://127.0.0.1:2375"));
        violatedBy(host().daemonArgs("-Htcp://[::1]:2375"));
        violatedBy(host().daemonArgs("-DH", ":2375"));
        violatedBy(host().daemonArgs("--host=10.0.0.1:2375"));
        violatedBy(host().daemonArgs("--host", "tcp://10.0.0.1:2375", "--host", "tcp://10.0.0.2:2375"));
        violatedBy(configured("tcp://10.0.0.1:2375"));
        violatedBy(configured("unix:///var/run/docker.sock", " tcp://10.0.0.1:2375"));
        satisfiedBy(configured("unix:///var/run/docker.sock"));
        tlsOnCommandLine();
        tlsInFile();
        noAddressButTls();
        violatedBy(host().remote("tcp://build.example.com:2375"));
        inconclusiveFor(host().remote(ELSEWHERE));
        violatedBy(host().listener("tcp", "0.0.0.0", 2375, 1, 100));
        satisfiedBy(host().listener("tcp", "0.0.0.0", 2375, 1, 100).daemonArgs("--tlsverify"));
        satisfiedBy(host().listener("tcp", "0.0.0.0", 22, 1, 50)
                .listener("tcp", "0.0.0.0", 8080, 100)
                .listener("tcp", "0.0.0.0", 2377, 1, 100)
                .listener("udp", "0.0.0.0", 2375, 1, 100));
        inconclusiveFor(host().changed(DockerDocuments.LISTENERS, sockets -> sockets.with("holdersKnown", false)));
        inconclusiveFor(host().unreadable(DockerDocuments.LISTENERS, "permission denied"));
        satisfiedBy(
                configured("unix:///var/run/docker.sock").unreadable(DockerDocuments.LISTENERS, "permission denied"));
    }

    @Test
    void userland_proxy_is_off() {
        satisfiedBy(host());
        satisfiedBy(host().withoutDaemonJson("userland-proxy").daemonArgs("--userland-proxy=false"));
        violatedBy(host().withoutDaemonJson("userland-proxy"));
        violatedBy(host().daemonJson("userland-proxy", true));
        violatedBy(host().withoutDaemonJson("userland-proxy").daemonArgs("--userland-proxy"));
        violatedBy(host().withoutDaemonJson("userland-proxy").daemonArgs("--", "--userland-proxy=false"));
        inconclusiveFor(host().remote(ELSEWHERE));
    }

    private void tlsOnCommandLine() {
        DockerFixture tcp = host().daemonArgs("-H", "tcp://10.0.0.1:2376");
        satisfiedBy(tcp.daemonArgs("--tlsverify"));
        satisfiedBy(tcp.daemonArgs("--tls"));
        satisfiedBy(tcp.daemonArgs("--tls=false", "--tlsverify"));
        satisfiedBy(tcp.daemonArgs("--tls", "--tlscacert=/etc/docker/ca.pem"));
        satisfiedBy(changedAfterStart(tcp).daemonArgs("--tlsverify"));
        violatedBy(tcp.daemonArgs("--tls=false"));
        violatedBy(tcp.daemonArgs("--tls", "--tlsverify=false"));
        violatedBy(tcp.daemonArgs("--tls").daemonJson("tlsverify", false));
        violatedBy(tcp.daemonArgs("--tlsverify", "--tlscacert="));
        inconclusiveFor(changedAfterStart(tcp).daemonArgs("--tls"));
    }

    private void tlsInFile() {
        DockerFixture tcp = configured("tcp://10.0.0.1:2376");
        DockerFixture withAuthority = tcp.daemonJson("tlscacert", "/etc/docker/ca.pem");
        satisfiedBy(withAuthority.daemonJson("tlsverify", true));
        satisfiedBy(withAuthority.daemonJson("tls", true));
        satisfiedBy(withAuthority.daemonJson("tls", false).daemonJson("tlsverify", true));
        satisfiedBy(withAuthority.daemonArgs("--tls=false").daemonJson("tlsverify", true));
        violatedBy(withAuthority);
        violatedBy(withAuthority.daemonJson("tls", true).daemonJson("tlsverify", false));
        violatedBy(withAuthority.daemonJson("tlsverify", false));
        violatedBy(tcp.daemonJson("tls", true));
        violatedBy(tcp.daemonJson("tlsverify", true));
        violatedBy(tcp.daemonJson("tlsverify", true).daemonArgs("--tlscacert=/etc/docker/ca.pem"));
    }

    private void noAddressButTls() {
        DockerFixture tcp = configured().reachedAt("https://127.0.0.1:2376");
        satisfiedBy(tcp.daemonArgs("--tlsverify"));
        violatedBy(tcp.daemonArgs("--tlsverify=false"));
        violatedBy(configured("").reachedAt("https://127.0.0.1:2376").daemonJson("tlsverify", false));
    }

    private static DockerFixture configured(String... hosts) {
        return host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.with("args", List.of("dockerd")))
                .daemonJson("hosts", List.of(hosts));
    }

    private static DockerFixture changedAfterStart(DockerFixture host) {
        return host.changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("modifiedAt", "2026-01-01T10:00:03Z"));
    }

    private static DockerFixture withoutFile(String directoryModifiedAt) {
        return host().changed(
                        DockerDocuments.DAEMON_CONFIG,
                        config -> config.without("content")
                                .without("modifiedAt")
                                .with("exists", false)
                                .with("directoryModifiedAt", directoryModifiedAt));
    }

    private static Json withIpv6(Json network) {
        return network.with("EnableIPv6", true);
    }
}
