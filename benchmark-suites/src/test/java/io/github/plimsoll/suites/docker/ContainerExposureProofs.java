package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ContainerExposureProofs extends Proofs {

    private static final String LIMIT = "-m hashlimit --hashlimit-above 9/sec --hashlimit-name x -j DROP";

    ContainerExposureProofs() {
        super(ContainerExposure.class);
    }

    @Test
    void private_ports_are_not_public() {
        satisfiedBy(host().container("web"));
        violatedBy(published("5432/tcp", "0.0.0.0", "5432"));
        violatedBy(published("5432/tcp", "", "15432"));
        violatedBy(published("5432/tcp", "::", "5432"));
        satisfiedBy(published("5432/tcp", "127.0.0.1", "5432"));
        satisfiedBy(published("5432/tcp", "10.0.0.7", "5432"));
        satisfiedBy(published("8080/tcp", "0.0.0.0", "5432"));
        satisfiedBy(published("5432/tcp", "0.0.0.0", "5432").policy("docker.private-ports", List.of("22")));
        violatedBy(host().swarm()
                .service(
                        "db",
                        s -> s.withJson(
                                "Endpoint.Ports", "[{Protocol: 'tcp', TargetPort: 5432, PublishedPort: 30000}]")));
        notApplicableTo(host().container("web", c -> c.with("NetworkSettings.Ports", Map.of())));
        inconclusiveFor(published("5432/tcp", "localhost", "5432"));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void settings_hold_no_secret() {
        satisfiedBy(host().container("web"));
        violatedBy(variable("DB_PASSWORD=‹redacted: 8 chars, sha256 salted 0a1b2c3d, env›"));
        satisfiedBy(variable("DB_PASSWORD="));
        satisfiedBy(variable("ALLOW_EMPTY_PASSWORD=yes"));
        violatedBy(variable("DB_PASSWORD=on-and-on"));
        satisfiedBy(variable("DB_PASSWORD_FILE=/run/secrets/db"));
        satisfiedBy(variable("LANG=C"));
        violatedBy(host().container(
                        "web", c -> c.with("Config.Labels", Map.of("com.example.api-key", "‹redacted: 8 chars›"))));
        violatedBy(host().container(
                        "web", c -> c.with("HostConfig.LogConfig.Config.splunk-token", "‹redacted: 36 chars›")));
        violatedBy(host().container(
                        "web",
                        c -> c.with("Config.Healthcheck.Test", List.of("CMD", "curl", "https://u:hunter2@host/"))
                                .collected()));
        satisfiedBy(host().container(
                        "web",
                        c -> c.with("Config.Healthcheck.Test", List.of("CMD", "curl", "https://host/"))
                                .collected()));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void mounts_no_credentials() {
        satisfiedBy(host().container("web"));
        for (String place : List.of(
                "/home/jane/.ssh",
                "/root/.aws/credentials",
                "/home/jane/.config/gcloud",
                "/home/jane/.kube/config",
                "/home/jane/.docker/config.json",
                "/etc/shadow",
                "/etc/ssl/private/key.pem",
                "/etc/kubernetes/pki",
                "/var/lib/kubelet")) {
            violatedBy(mounted(place));
        }
        for (String place : List.of("/home/jane", "/home/jane/.sshx", "/etc/ssl/certs", "/srv/.ssh")) {
            satisfiedBy(mounted(place));
        }
        violatedBy(mounted("/srv/keys").link("/srv/keys", "/home/jane/.ssh"));
        inconclusiveFor(mounted("/srv/keys").unreadable(DockerDocuments.LINKS, "elsewhere"));
        satisfiedBy(mounted("/srv/keys")
                .unreadable(DockerDocuments.LINKS, "elsewhere")
                .policy("docker.directories-without-links", List.of("/srv")));
    }

    private static DockerFixture variable(String variable) {
        return host().container("web", c -> c.with("Config.Env", List.of("PATH=/bin", variable)));
    }

    private static DockerFixture published(String port, String address, String hostPort) {
        return host().container(
                        "web",
                        c -> c.with(
                                "NetworkSettings.Ports",
                                Map.of(port, List.of(Map.of("HostIp", address, "HostPort", hostPort)))));
    }

    private static DockerFixture mounted(String source) {
        return host().container(
                        "web",
                        c -> c.with(
                                "Mounts",
                                List.of(Map.of(
                                        "Type", "bind", "Source", source, "Destination", "/keys", "RW", false))));
    }

    @Test
    void connections_from_outside_are_limited() {
        satisfiedBy(published("0.0.0.0"));
        satisfiedBy(published("10.0.0.1"));
        satisfiedBy(published("::"));
        notApplicableTo(published("127.0.0.1"));
        notApplicableTo(published("::1"));
        violatedBy(filtered("-A FORWARD -j DOCKER-USER", "-A DOCKER-USER -j RETURN"));
        // Of one family, and the port listens on the other.
        violatedBy(
                published("::").changed(HostDocuments.PACKET_FILTER, rules -> rules.with("iptables.ip6", List.of())));
        satisfiedBy(published("0.0.0.0")
                .changed(HostDocuments.PACKET_FILTER, rules -> rules.with("iptables.ip6", List.of())));
        // By one interface of two.
        DockerFixture two = published("0.0.0.0")
                .changed(HostDocuments.NETWORK, network -> network.with("interfaces.ip", List.of("eth0", "wan0")));
        violatedBy(two);
        satisfiedBy(two.changed(
                HostDocuments.PACKET_FILTER,
                rules ->
                        rules.with("iptables.ip", List.of("*filter", ":FORWARD ACCEPT [0:0]", "-A FORWARD " + LIMIT))));
        satisfiedBy(published("0.0.0.0")
                .changed(
                        HostDocuments.NETWORK,
                        network -> network.with("interfaces.ip", List.of("br-bridge", "veth12ab"))));
        // The engine's proxy takes what no rule of the engine forwards.
        DockerFixture proxied = published("0.0.0.0").daemonArgs("--iptables=false");
        satisfiedBy(
                proxied.daemonArgs("--userland-proxy=false").unreadable(HostDocuments.PACKET_FILTER, "no permission"));
        satisfiedBy(proxied);
        violatedBy(proxied.changed(
                HostDocuments.PACKET_FILTER,
                rules -> rules.with(
                        "iptables.ip",
                        List.of("*filter", ":INPUT ACCEPT [0:0]", ":FORWARD ACCEPT [0:0]", "-A FORWARD " + LIMIT))));
        violatedBy(published("::")
                .changed(
                        HostDocuments.PACKET_FILTER,
                        rules -> rules.with(
                                "iptables.ip6",
                                List.of(
                                        "*filter",
                                        ":INPUT ACCEPT [0:0]",
                                        ":FORWARD ACCEPT [0:0]",
                                        "-A FORWARD " + LIMIT))));
        satisfiedBy(published("::", web -> web.with("NetworkSettings.Networks.shop.GlobalIPv6Address", "fd00::2"))
                .changed(
                        HostDocuments.PACKET_FILTER,
                        rules -> rules.with(
                                "iptables.ip6", List.of("*filter", ":FORWARD ACCEPT [0:0]", "-A FORWARD " + LIMIT))));
        // Before their translation rules see the port of the host, and behind it that of the container.
        satisfiedBy(filtered("-A FORWARD -p tcp -m tcp --dport 8080 " + LIMIT));
        violatedBy(filtered("-A FORWARD -p tcp -m tcp --dport 9090 " + LIMIT));
        satisfiedBy(filtered("-A FORWARD -d 172.18.0.2/32 -p tcp -m conntrack --ctorigdstport 9090 " + LIMIT));
        violatedBy(filtered("-A FORWARD -d 172.18.0.3/32 " + LIMIT));
        inconclusiveFor(filtered("-A FORWARD -m set --match-set guests src " + LIMIT));
        inconclusiveFor(published("0.0.0.0")
                .changed(
                        HostDocuments.PACKET_FILTER,
                        rules -> rules.with("iptables.ip", List.of()).with("unseen", "there is no nft")));
        satisfiedBy(published("0.0.0.0")
                .changed(HostDocuments.PACKET_FILTER, rules -> rules.with("unseen", "there is no nft")));
        inconclusiveFor(published("0.0.0.0").unreadable(HostDocuments.PACKET_FILTER, "no permission"));
        inconclusiveFor(published("0.0.0.0").unreadable(HostDocuments.NETWORK, "no permission"));
        inconclusiveFor(published("0.0.0.0").remote("https://engine.example.com:2376"));
        inconclusiveFor(published("0.0.0.0").info(info -> info.with("SecurityOptions", List.of("name=rootless"))));
        // By ingress a service keeps its port until it is in the network of the swarm.
        satisfiedBy(host().swarm()
                .service(
                        "api",
                        api -> api.withJson(
                                "Endpoint.Ports",
                                "[{Protocol: 'tcp', TargetPort: 80, PublishedPort: 9090, PublishMode: 'ingress'}]")));
    }

    private static DockerFixture published(String address) {
        return published(address, UnaryOperator.identity());
    }

    private static DockerFixture published(String address, UnaryOperator<Json> change) {
        return host().container(
                        "web",
                        web -> change.apply(web.withJson(
                                        "NetworkSettings.Ports",
                                        "{'8080/tcp': [{HostIp: '%s', HostPort: '9090'}]}".formatted(address))
                                .with("NetworkSettings.Networks.shop.IPAddress", "172.18.0.2")))
                .withoutDaemonJson("userland-proxy");
    }

    private static DockerFixture filtered(String... rules) {
        List<String> lines = new ArrayList<>(
                List.of("*filter", ":INPUT ACCEPT [0:0]", ":FORWARD ACCEPT [0:0]", ":DOCKER-USER - [0:0]"));
        lines.addAll(List.of(rules));
        return published("0.0.0.0").changed(HostDocuments.PACKET_FILTER, filter -> filter.with("iptables.ip", lines));
    }

    @Test
    void metadata_service_is_out_of_reach() {
        String rule = "-A DOCKER-USER -d 169.254.169.254/32 -j DROP";
        satisfiedBy(host());
        violatedBy(rules("-A DOCKER-USER -j RETURN", "-A FORWARD -i br-bridge ! -o br-bridge -j ACCEPT"));
        satisfiedBy(
                rules("-A DOCKER-USER -i br-bridge -d 169.254.0.0/16 -j REJECT", "-A FORWARD -i br-bridge -j ACCEPT"));
        satisfiedBy(rules("-A DOCKER-USER -s 172.17.0.0/16 -p tcp --dport 80 -o eth0 -j DROP"));
        violatedBy(rules("-A DOCKER-USER -s 172.18.0.0/16 -j DROP", "-A FORWARD -i br-bridge -j ACCEPT"));
        violatedBy(rules("-A DOCKER-USER -i br-other -j DROP", "-A FORWARD -i br-bridge -j ACCEPT"));
        violatedBy(rules("-A DOCKER-USER -m limit --limit 1/sec -j ACCEPT", "-A FORWARD -j DROP"));
        inconclusiveFor(rules("-A DOCKER-USER -m set --match-set cloud dst -j DROP", "-A FORWARD -j ACCEPT"));
        // Whoever is told to accept first is.
        violatedBy(rules("-A DOCKER-USER -i br-bridge -j ACCEPT", rule));

        DockerFixture open = rules("-A FORWARD -j ACCEPT");
        inconclusiveFor(firmware(open, "vendor", "Amazon EC2"));
        notApplicableTo(firmware(open, "vendor", "Dell Inc."));
        violatedBy(firmware(
                firmware(open, "vendor", "Microsoft Corporation"), "asset", "7783-7084-3265-9085-8269-3286-77"));
        notApplicableTo(firmware(open, "vendor", "Microsoft Corporation"));
        inconclusiveFor(open.changed(HostDocuments.SYSTEM, system -> system.without("firmware")));
        notApplicableTo(open.policy("docker.metadata-addresses", List.of()));
        satisfiedBy(open.policy("docker.metadata-addresses", List.of("fd00:ec2::254")));
        violatedBy(open.network("bridge", network -> network.with("EnableIPv6", true))
                .changed(HostDocuments.PACKET_FILTER, filter -> filter.with("iptables.ip6", List.of()))
                .policy("docker.metadata-addresses", List.of("fd00:ec2::254")));
        notApplicableTo(open.network("bridge", network -> network.with("Internal", true)));
        inconclusiveFor(open.network("bridge", network -> network.with("Driver", "macvlan")));
        notApplicableTo(open.network("bridge", network -> network.with("Driver", "null")));
        inconclusiveFor(host().unreadable(HostDocuments.PACKET_FILTER, "no permission"));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
    }

    private static DockerFixture rules(String... rules) {
        List<String> lines = new ArrayList<>(
                List.of("*filter", ":FORWARD DROP [0:0]", ":DOCKER-USER - [0:0]", "-A FORWARD -j DOCKER-USER"));
        lines.addAll(List.of(rules));
        return firmware(host(), "vendor", "Hetzner")
                .network(
                        "bridge",
                        network ->
                                network.withJson("IPAM.Config", "[{Subnet: '172.17.0.0/16', Gateway: '172.17.0.1'}]"))
                .changed(HostDocuments.PACKET_FILTER, filter -> filter.with("iptables.ip", lines));
    }

    private static DockerFixture firmware(DockerFixture host, String field, String value) {
        return host.changed(
                HostDocuments.SYSTEM,
                system -> system.with("firmware.biosVendor", "")
                        .with("firmware.product", "")
                        .with("firmware." + field, value));
    }
}
