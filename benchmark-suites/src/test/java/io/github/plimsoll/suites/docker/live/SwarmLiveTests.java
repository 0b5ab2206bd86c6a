package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.NEEDS_REVIEW;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.docker.DockerDocuments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real swarm of one manager, its services and its configs, are told as they are. */
@Tag("live")
@Timeout(120)
class SwarmLiveTests {

    /** What is judged of each port of the host. */
    private static final List<String> PORTS = List.of("publishes_no_privileged_port", "port_is_bound_to_one_interface");

    @TempDir
    private Path directory;

    @Test
    void manager_of_a_swarm_as_it_comes() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            daemon.engine()
                    .post("/swarm/init", Plant.json("{ListenAddr: '0.0.0.0:2377', AdvertiseAddr: '172.17.0.1'}"));

            LiveAudit audit = audit(daemon)
                    .violates(
                            "swarm_mode_is_off",
                            "swarm_ports_are_bound_to_one_interface",
                            "overlay_networks_are_encrypted",
                            "manager_keys_are_locked")
                    .satisfies("managers_are_few_and_odd", "node_certificates_are_short_lived", "swarm_ca_is_rotated")
                    .shows(
                            NOT_APPLICABLE,
                            List.of("sensitive_data_uses_secrets", "unlock_key_is_rotated", "live_restore_is_on"))
                    .shows(NEEDS_REVIEW, List.of("management_and_data_traffic_are_separate"))
                    .isReadWholly("2", "7");
            audit.under("docker.max-swarm-root-age", "0s").violates("swarm_ca_is_rotated");
            audit.under("docker.max-managers", "0").violates("managers_are_few_and_odd");
        }
    }

    @Test
    void manager_of_a_hardened_swarm() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            engine.post("/swarm/init", Plant.json("""
                    {ListenAddr: '172.17.0.1:2377', AdvertiseAddr: '172.17.0.1',
                     Spec: {EncryptionConfig: {AutoLockManagers: true}}}"""));
            awaitIngresses(1, engine);
            removeIngress(engine);
            createEncryptedIngress(engine);
            awaitIngresses(1, engine);
            engine.post("/services/create", service("PORT=8080"));

            audit(daemon)
                    .satisfies(
                            "swarm_ports_are_bound_to_one_interface",
                            "overlay_networks_are_encrypted",
                            "manager_keys_are_locked",
                            "sensitive_data_uses_secrets")
                    .shows(NEEDS_REVIEW, List.of("unlock_key_is_rotated"));
        }
    }

    /** One that is removed before the engine has made its own part of it comes back, so it is removed until it stays away. */
    private static void removeIngress(Engine engine) throws InterruptedException {
        int away = 0;
        for (int attempt = 0; attempt < 200 && away < 5; attempt++) {
            if (ingresses(engine) == 0) {
                away++;
            } else {
                away = 0;
                try {
                    engine.delete("/networks/ingress");
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("ingress");
                }
            }
            Thread.sleep(100);
        }
        assertThat(ingresses(engine)).as("networks called ingress").isZero();
    }

    /** An engine may still hold the old one's name for a moment after it no longer lists it. */
    private static void createEncryptedIngress(Engine engine) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                engine.post("/networks/create", Plant.json("""
                        {Name: 'ingress', Driver: 'overlay', Ingress: true, Options: {encrypted: ''}}"""));
                return;
            } catch (IllegalStateException e) {
                if (attempt == 40 || !String.valueOf(e.getMessage()).contains("already exists")) {
                    throw e;
                }
                Thread.sleep(250);
            }
        }
    }

    @Test
    void manager_of_a_careless_swarm() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            engine.post(
                    "/swarm/init", Plant.json("""
                    {ListenAddr: '172.17.0.1:2377', AdvertiseAddr: '172.17.0.1',
                     Spec: {CAConfig: {NodeCertExpiry: %d}}}""".formatted(Duration.ofDays(91).toNanos())));
            engine.post("/services/create", service("DB_PASSWORD=hunter2"));

            audit(daemon).violates("node_certificates_are_short_lived", "sensitive_data_uses_secrets");
        }
    }

    @Test
    void services_of_a_swarm() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            engine.post("/swarm/init", Plant.json("{ListenAddr: '0.0.0.0:2377', AdvertiseAddr: '172.17.0.1'}"));
            audit(daemon).shows(NOT_APPLICABLE, PORTS).shows(NOT_APPLICABLE, List.of("publishes_only_needed_ports"));

            // No image is needed: what a service publishes and holds stands in its definition.
            engine.post("/services/create", Plant.json("""
                    {Name: 'open',
                     TaskTemplate: {ContainerSpec: {Image: 'nothing', Args: ['--db-password', 'hunter2']}},
                     EndpointSpec: {Ports: [{TargetPort: 8080, PublishedPort: 80, PublishMode: 'ingress'}]}}"""));
            audit(daemon)
                    .shows(VIOLATED, PORTS)
                    .shows(NEEDS_REVIEW, List.of("publishes_only_needed_ports"))
                    .violates("sensitive_data_uses_secrets");
        }
    }

    @Test
    void configs_of_a_swarm() throws Exception {
        String control = "configs_hold_no_secret";
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            engine.post("/swarm/init", Plant.json("{ListenAddr: '0.0.0.0:2377', AdvertiseAddr: '172.17.0.1'}"));
            audit(daemon).shows(NOT_APPLICABLE, List.of(control));
            config(engine, "site", "server { listen 80; }");
            config(engine, "filled", "password = {{ secret \"db\" }}\nuser = shop\n");
            audit(daemon).satisfies(control);

            config(engine, "db", "[client]\npassword = c4n4ry-horse\n");
            LiveAudit audit = audit(daemon).violates(control);
            assertThat(audit.messages(control)).singleElement().asString().contains("its contents (password)");
            assertThat(audit.snapshot().document(DockerDocuments.CONFIGS).json().toString())
                    .doesNotContain("c4n4ry", base64("c4n4ry"));
        }
    }

    private static void config(Engine engine, String name, String contents) {
        engine.post("/configs/create", Plant.json("{Name: '%s', Data: '%s'}".formatted(name, base64(contents))));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** It comes and goes some time after the answer. */
    private static void awaitIngresses(int count, Engine engine) throws InterruptedException {
        for (int i = 0; i < 100 && ingresses(engine) != count; i++) {
            Thread.sleep(100);
        }
        assertThat(ingresses(engine)).as("networks called ingress").isEqualTo(count);
    }

    private static int ingresses(Engine engine) {
        return engine.get("/networks?filters=" + Engine.encoded("{\"name\": [\"ingress\"]}"))
                .size();
    }

    private static JsonNode service(String variable) {
        return Plant.json("""
                {Name: 'shop', TaskTemplate: {ContainerSpec: {Image: 'nowhere.invalid/shop:1', Env: ['%s']}},
                 Mode: {Replicated: {Replicas: 0}}}""".formatted(variable));
    }

    private static LiveAudit audit(ScratchDaemon daemon) {
        return LiveAudit.of(daemon.address());
    }
}
