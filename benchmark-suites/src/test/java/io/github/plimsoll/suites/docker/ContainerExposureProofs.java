package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerExposureProofs extends Proofs {

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
        satisfiedBy(variable("DB_PASSWORD_FILE=/run/secrets/db"));
        satisfiedBy(variable("LANG=C"));
        violatedBy(host().container(
                        "web", c -> c.with("Config.Labels", Map.of("com.example.api-key", "‹redacted: 8 chars›"))));
        violatedBy(host().container(
                        "web", c -> c.with("HostConfig.LogConfig.Config.splunk-token", "‹redacted: 36 chars›")));
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
}
