package io.github.plimsoll.suites.docker.live;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The set-up of the docker command is read where the user who audits has it, beside a real engine. */
@Tag("live")
@Timeout(120)
class ClientLiveTests {

    private static final String[] OF_CLIENTS = {
        "client_verifies_the_engine", "client_key_is_private", "registry_passwords_are_kept_in_a_store"
    };

    private final String home = System.getProperty("user.home");

    @TempDir
    private Path directory;

    @BeforeEach
    void move_in() {
        System.setProperty("user.home", directory.toString());
    }

    @AfterEach
    void move_out() {
        System.setProperty("user.home", home);
    }

    @Test
    void set_up_with_care() throws IOException {
        LiveDocker.answering();
        plant("{auths: {'registry.example.com': {}}, credsStore: 'pass'}", false, "rw-------");

        LiveAudit.of("host").satisfies(OF_CLIENTS);
    }

    @Test
    void set_up_in_a_hurry() throws IOException {
        LiveDocker.answering();
        plant("{auths: {'registry.example.com': {auth: 'bWU6aHVudGVyMg=='}}}", true, "rw-r--r--");

        LiveAudit.of("host").violates(OF_CLIENTS);
    }

    private void plant(String config, boolean skipsVerification, String modeOfKey) throws IOException {
        Path docker = Files.createDirectories(directory.resolve(".docker"));
        Files.writeString(docker.resolve("config.json"), Plant.json(config).toString());
        Path meta = Files.createDirectories(docker.resolve("contexts/meta/build"));
        Files.writeString(
                meta.resolve("meta.json"),
                Plant.json("{Name: 'build', Endpoints: {docker: {Host: 'tcp://192.0.2.1:2376', SkipTLSVerify: %s}}}"
                                .formatted(skipsVerification))
                        .toString());
        Path key = Files.createDirectories(docker.resolve("contexts/tls/build/docker"))
                .resolve("key.pem");
        Files.writeString(key, "");
        Files.setPosixFilePermissions(key, fromString(modeOfKey));
    }
}
