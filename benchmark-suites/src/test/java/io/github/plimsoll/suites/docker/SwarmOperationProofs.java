package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SwarmOperationProofs extends Proofs {

    /** Valid from 2025-12-15 to 2026-02-13. */
    private static final String SHORT_LIVED_ROOT = """
            -----BEGIN CERTIFICATE-----
            MIIBTTCB9KADAgECAgg0cJI9hM93lTAKBggqhkjOPQQDAjATMREwDwYDVQQDEwhz
            d2FybS1jYTAeFw0yNTEyMTUwMDAwMDBaFw0yNjAyMTMwMDAwMDBaMBMxETAPBgNV
            BAMTCHN3YXJtLWNhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAe7QSVuD44sO
            ohII+ul3n8zFEZf4fEUwcdD9V5b0S5cktaN5lgZxvG0q2c/hrF2phXUhhhs2lrtc
            UusSRRZ+uKMyMDAwHQYDVR0OBBYEFJwqcbnvYbszoDxKNlkXm/pAhG6KMA8GA1Ud
            EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAIrefkUU785uGwU+iku7Ie6u
            c6gETPL8o7527QQMQhiUAiB+XEpaM9QyVAzatHFjt1csBHJ2l8QjKLxEbpuEd7y1
            Hg==
            -----END CERTIFICATE-----
            """;

    SwarmOperationProofs() {
        super(SwarmOperation.class);
    }

    @Test
    void swarm_mode_is_off() {
        satisfiedBy(host());
        satisfiedBy(host().info(info -> info.with("Swarm.LocalNodeState", "")));
        for (String state : List.of("active", "pending", "error", "locked")) {
            violatedBy(host().info(info -> info.with("Swarm.LocalNodeState", state)));
        }
        inconclusiveFor(host().info(info -> info.without("Swarm")));
    }

    @Test
    void managers_are_few_and_odd() {
        satisfiedBy(host().swarm());
        satisfiedBy(managers(1));
        satisfiedBy(managers(7));
        violatedBy(managers(2));
        violatedBy(managers(4));
        violatedBy(managers(9));
        satisfiedBy(managers(9).policy("docker.max-managers", 9));
        violatedBy(managers(8).policy("docker.max-managers", 9));
        violatedBy(managers(7).policy("docker.max-managers", 5));
        inconclusiveFor(host().swarm().info(info -> info.without("Swarm.Managers")));
        knowsOnlyManagers();
    }

    @Test
    void swarm_ports_are_bound_to_one_interface() {
        satisfiedBy(host().swarm());
        satisfiedBy(host().swarm().listener("tcp", "0.0.0.0", 443, 100));
        violatedBy(host().swarm().listener("tcp", "0.0.0.0", 2377, 100));
        violatedBy(host().swarm().listener("tcp", "::", 2377, 100));
        violatedBy(host().swarm().listener("udp", "::", 7946, 100));
        violatedBy(host().swarm()
                .info(info -> info.withJson("Swarm.RemoteManagers", "[{NodeID: 'node1', Addr: '10.0.0.1:2400'}]"))
                .listener("tcp", "0.0.0.0", 2400, 100));
        inconclusiveFor(host().swarm()
                .info(info -> info.withJson("Swarm.RemoteManagers", "[{NodeID: 'node1', Addr: '10.0.0.1:2400'}]")));
        satisfiedBy(worker());
        violatedBy(worker().listener("tcp", "0.0.0.0", 7946, 100));
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.LISTENERS, "permission denied"));
        inconclusiveFor(host().swarm().changed(DockerDocuments.LISTENERS, sockets -> sockets.without("listeners")));
        notApplicableTo(host());
    }

    @Test
    void overlay_networks_are_encrypted() {
        satisfiedBy(host().swarm());
        satisfiedBy(host().swarm().overlay("app", network -> network.with("Options.encrypted", "true")));
        violatedBy(host().swarm().overlay("ingress", network -> network.without("Options.encrypted")));
        violatedBy(host().swarm().overlay("app", network -> network.without("Options")));
        violatedBy(host().swarm().overlay("app", network -> network.with("Options", null)));
        notApplicableTo(host().swarm().withoutNetwork("ingress"));
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.NETWORKS, "timed out"));
        knowsOnlyManagers();
    }

    @Test
    void sensitive_data_uses_secrets() {
        satisfiedBy(serviceWith("LANG=C"));
        satisfiedBy(serviceWith("DB_PASSWORD_FILE=/run/secrets/db"));
        satisfiedBy(serviceWith("DB_PASSWORD="));
        satisfiedBy(serviceWith("AWS_ACCESS_KEY_ID=AKIA", "PWD=/", "TOKENIZER=fast"));
        for (String name : List.of(
                "DB_PASSWORD",
                "db_passwd",
                "PGPASSWORD",
                "SMTP_PASS",
                "GITHUB_TOKEN",
                "AWS_SECRET_ACCESS_KEY",
                "API_KEY",
                "SECRET_KEY_BASE",
                "SSH_PRIVATE_KEY",
                "CREDENTIALS")) {
            violatedBy(serviceWith("LANG=C", name + "=x"));
        }
        // What they are called is not all: the redactor says what it found.
        violatedBy(serviceWith("DATABASE_URL=postgres://app:hunter2@db/shop"));
        violatedBy(serviceWith("PATH=/bin:http://u:hunter2@proxy"));
        violatedBy(serviceWith("JAVA_OPTS=-Djavax.net.ssl.keyStorePassword=hunter2"));
        violatedBy(serviceWith("HEADER=Authorization: Bearer abcdef123456"));
        satisfiedBy(serviceWith("REPO=ssh://git@example.org/shop"));
        satisfiedBy(serviceWith("OPTS=--password-file=/run/secrets/db"));
        satisfiedBy(serviceWith("MOTTO=keep calm"));
        inconclusiveFor(serviceWith("BLOB=" + "x".repeat(70_000)));
        violatedBy(serviceWith("BLOB=" + "x".repeat(70_000), "DB_PASSWORD=x"));
        String container = "Spec.TaskTemplate.ContainerSpec.";
        violatedBy(serviceWhere(container + "Args", List.of("--db-password", "hunter2")));
        violatedBy(serviceWhere(container + "Args", List.of("--quiet", "--api-key=hunter2")));
        violatedBy(serviceWhere(container + "Command", List.of("app", "https://u:hunter2@host/")));
        satisfiedBy(serviceWhere(container + "Args", List.of("--password-file", "/run/secrets/db", "--quiet")));
        violatedBy(serviceWhere(container + "Labels", Map.of("proxy.password", "hunter2")));
        violatedBy(serviceWhere("Spec.Labels", Map.of("hook", "https://u:hunter2@host/")));
        satisfiedBy(serviceWhere("Spec.Labels", Map.of("com.example.owner", "shop", "db.password.file", "/x")));
        violatedBy(
                serviceWhere(container + "Healthcheck.Test", List.of("CMD", "curl", "-u", "https://u:hunter2@host/")));
        satisfiedBy(serviceWhere(container + "Healthcheck.Test", List.of("CMD", "curl", "https://host/")));
        String options = "VolumeOptions";
        violatedBy(serviceWhere(
                container + "Mounts",
                List.of(Map.of(options, Map.of("DriverConfig", Map.of("Options", Map.of("o", "password=hunter2")))))));
        satisfiedBy(serviceWhere(
                container + "Mounts",
                List.of(Map.of(options, Map.of("DriverConfig", Map.of("Options", Map.of("o", "addr=10.0.0.2")))))));
        violatedBy(serviceWhere("Spec.TaskTemplate.LogDriver.Options", Map.of("splunk-token", "hunter2")));
        satisfiedBy(serviceWhere("Spec.TaskTemplate.LogDriver.Options", Map.of("max-size", "10m")));
        violatedBy(serviceWhere("PreviousSpec.TaskTemplate.ContainerSpec.Env", List.of("DB_PASSWORD=hunter2")));
        satisfiedBy(serviceWhere("PreviousSpec.TaskTemplate.ContainerSpec.Env", List.of("LANG=C")));
        notApplicableTo(host().swarm());
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.SERVICES, "timed out"));
        knowsOnlyManagers();
    }

    @Test
    void manager_keys_are_locked() {
        satisfiedBy(host().swarm());
        violatedBy(host().swarm(swarm -> swarm.with("Spec.EncryptionConfig.AutoLockManagers", false)));
        violatedBy(host().swarm(swarm -> swarm.without("Spec.EncryptionConfig")));
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.SWARM, "timed out"));
        knowsOnlyManagers();
    }

    @Test
    void unlock_key_is_rotated() {
        asksAbout(host().swarm(), "Spec.EncryptionConfig.AutoLockManagers");
        notApplicableTo(host().swarm(swarm -> swarm.with("Spec.EncryptionConfig.AutoLockManagers", false)));
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.SWARM, "timed out"));
        knowsOnlyManagers();
    }

    @Test
    void node_certificates_are_short_lived() {
        satisfiedBy(host().swarm());
        satisfiedBy(host().swarm(swarm -> swarm.with("Spec.CAConfig.NodeCertExpiry", 7_776_000_000_000_000L)));
        satisfiedBy(host().swarm(swarm -> swarm.without("Spec.CAConfig.NodeCertExpiry")));
        violatedBy(host().swarm(swarm -> swarm.with("Spec.CAConfig.NodeCertExpiry", 7_776_000_000_000_001L)));
        violatedBy(host().swarm().policy("docker.max-node-certificate-life", "24h"));
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.SWARM, "timed out"));
        knowsOnlyManagers();
    }

    @Test
    void swarm_ca_is_rotated() {
        satisfiedBy(host().swarm());
        satisfiedBy(host().swarm().at(Instant.parse("2026-12-15T00:00:00Z")));
        violatedBy(host().swarm().at(Instant.parse("2026-12-15T00:00:01Z")));
        violatedBy(host().swarm().policy("docker.max-swarm-root-age", "7d"));
        satisfiedBy(rooted(SHORT_LIVED_ROOT));
        violatedBy(rooted(SHORT_LIVED_ROOT).at(Instant.parse("2026-01-14T00:00:00Z")));
        inconclusiveFor(rooted("not a certificate"));
        inconclusiveFor(rooted(""));
        inconclusiveFor(host().swarm(swarm -> swarm.without("TLSInfo")));
        knowsOnlyManagers();
    }

    @Test
    void management_and_data_traffic_are_separate() {
        asksAbout(host().swarm(), "Swarm.NodeAddr");
        asksAbout(host().swarm(), "DataPathPort");
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.SWARM, "timed out"));
        knowsOnlyManagers();
    }

    /** Only an active manager can tell about the swarm, and without one there is nothing to tell. */
    private void knowsOnlyManagers() {
        notApplicableTo(host());
        inconclusiveFor(worker());
        inconclusiveFor(worker().info(info -> info.with("Swarm.LocalNodeState", "locked")));
    }

    private static DockerFixture worker() {
        return host().swarm().info(info -> info.with("Swarm.ControlAvailable", false));
    }

    private static DockerFixture managers(int count) {
        return host().swarm().info(info -> info.with("Swarm.Managers", count));
    }

    private static DockerFixture serviceWith(String... environment) {
        return serviceWhere("Spec.TaskTemplate.ContainerSpec.Env", List.of(environment));
    }

    /** As it is collected, secrets taken out. */
    private static DockerFixture serviceWhere(String path, Object value) {
        return host().swarm()
                .service("db", UnaryOperator.identity())
                .service("app", service -> service.with(path, value).collected());
    }

    private static DockerFixture rooted(String root) {
        return host().swarm(swarm -> swarm.with("TLSInfo.TrustRoot", root));
    }
}
