package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.NEEDS_REVIEW;

import io.github.plimsoll.suites.docker.live.LiveAuthority.Wish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine pulls from a registry, which is then looked at as an audit does. */
@Tag("live")
@Timeout(180)
class RegistryLiveTests {

    private static final String CERTIFICATE = "registry_shows_a_valid_certificate";
    private static final String PLAIN = "registry_is_not_served_in_plain_http";

    private final LiveAuthority authority = new LiveAuthority();

    @TempDir
    private Path directory;

    @Test
    void a_registry_with_a_certificate_of_an_authority_that_the_engine_was_given() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, "{}")) {
            String address = daemon.bridgeAddress();
            Path sound = certificate("sound", Wish.sound().at(address));
            try (TinyRegistry registry = TinyRegistry.encrypted(address, sound)) {
                PlantedFiles files = new PlantedFiles(daemon);
                files.hide("/etc/docker");
                String ca = "/etc/docker/certs.d/" + registry.name() + "/ca.crt";
                files.file(ca, 0, "444", Files.readString(sound.resolve("ca.pem")));
                pull(daemon.engine(), registry, "first");

                LiveAudit.of(daemon.address()).satisfies(CERTIFICATE, PLAIN, "registries_are_secure");
                registry.show(certificate("expired", Wish.sound().at(address).ends(Duration.ofDays(-1))));
                LiveAudit.of(daemon.address()).violates(CERTIFICATE).satisfies(PLAIN);
                registry.show(certificate("elsewhere", Wish.sound().named("registry.example")));
                LiveAudit.of(daemon.address()).violates(CERTIFICATE).satisfies(PLAIN);
                registry.show(certificate("alone", Wish.sound().at(address).signingItself()));
                LiveAudit.of(daemon.address()).violates(CERTIFICATE).satisfies(PLAIN);
                registry.giveUpEncryption();
                LiveAudit.of(daemon.address()).violates(CERTIFICATE, PLAIN);
            }
        }
    }

    @Test
    void a_registry_without_encryption_that_the_engine_was_told_to_trust() throws Exception {
        String trusting = "{\"insecure-registries\": [\"10.93.0.0/16\"]}";
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, trusting);
                TinyRegistry registry = TinyRegistry.plain(daemon.bridgeAddress())) {
            pull(daemon.engine(), registry, "first");
            LiveAudit.of(daemon.address()).violates(CERTIFICATE, PLAIN, "registries_are_secure");
        }
    }

    /** The digest under which an image was pulled is what tells where it came from, and whether its name has moved on. */
    @Test
    void images_by_the_digest_they_were_pulled_by() throws Exception {
        String trusting = "{\"insecure-registries\": [\"10.93.0.0/16\"]}";
        String current = "image_is_pinned_and_current";
        String origin = "image_comes_from_approved_registry";
        try (ScratchDaemon daemon = ScratchDaemon.startReachable(directory, trusting);
                TinyRegistry registry = TinyRegistry.plain(daemon.bridgeAddress())) {
            Engine engine = daemon.engine();
            pull(engine, registry, "first");
            engine.post(
                    "/containers/create?name=pulled",
                    Plant.json("{Image: '%s/app:1', HostConfig: {NetworkMode: 'none'}}".formatted(registry.name())));

            LiveAudit audit = LiveAudit.of(daemon.address()).satisfies(current).violates(origin);
            audit.under("docker.approved-registries", registry.name()).shows(NEEDS_REVIEW, List.of(origin));

            pull(engine, registry, "second");
            LiveAudit.of(daemon.address()).violates(current);
        }
    }

    private Path certificate(String name, Wish wish) throws Exception {
        Path files = Files.createDirectories(directory.resolve(name));
        authority.serverIn(files, wish);
        return files;
    }

    /** Pushes an image, and has the engine pull it. */
    private static void pull(Engine engine, TinyRegistry registry, String label) throws Exception {
        String architecture = engine.get("/version").get("Arch").textValue();
        registry.push(architecture, label);
        engine.post("/images/create?fromImage=" + Engine.encoded(registry.name() + "/app") + "&tag=1");
        engine.get("/images/" + registry.name() + "/app:1/json");
    }
}
