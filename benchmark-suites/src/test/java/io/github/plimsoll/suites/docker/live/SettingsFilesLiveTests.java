package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files beside a real daemon's own, in one fault and without it: those of registries, those of Compose, and copies. */
@Tag("live")
@Timeout(180)
class SettingsFilesLiveTests {

    private static final String REGISTRIES = "registry_files_ask_for_proof";
    private static final String SECRETS = "deployment_secrets_are_private";
    private static final String WRITERS = "deployment_files_are_written_by_their_owners";
    private static final String PROGRAMS = "programs_are_those_of_the_image";
    private static final String WRITTEN = "has_written_little_beside_its_mounts";

    @TempDir
    private Path directory;

    @Test
    void files_by_which_registries_are_reached() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            PlantedFiles files = new PlantedFiles(daemon);
            files.hide("/etc/docker");
            LiveAudit.of(daemon.address()).shows(NOT_APPLICABLE, List.of(REGISTRIES));

            String sound = "server = \"https://sound.example.com\"\n";
            files.file("/etc/docker/certs.d/sound.example.com/hosts.toml", 0, "644", sound);
            LiveAudit.of(daemon.address()).satisfies(REGISTRIES);
            files.file("/etc/docker/certs.d/torn.example.com/hosts.toml", 0, "644", "server = ");
            LiveAudit.of(daemon.address()).shows(INCONCLUSIVE, List.of(REGISTRIES));
            String skipping = "[host.\"https://mirror.example.com\"]\nskip_verify = true\n";
            files.file("/etc/docker/certs.d/skipping.example.com/hosts.toml", 0, "644", skipping);
            LiveAudit.of(daemon.address()).violates(REGISTRIES);
        }
    }

    @Test
    void files_that_compose_made_a_container_from() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            PlantedFiles files = new PlantedFiles(daemon);
            files.hide("/srv");
            files.file("/srv/shop/compose.yaml", 0, "644", "services: {db: {env_file: db.env}}");
            files.file("/srv/shop/db.env", 0, "600", "POSTGRES_PASSWORD=c4n4ry-horse");
            composed(daemon.engine());
            LiveAudit.of(daemon.address()).satisfies(SECRETS, WRITERS);

            files.file("/srv/shop/db.env", 0, "644");
            LiveAudit.of(daemon.address()).violates(SECRETS).satisfies(WRITERS);
            files.file("/srv/shop/db.env", 0, "600");
            files.file("/srv/shop/.env.bak", 0, "644", "API_KEY=c4n4ry-horse");
            LiveAudit.of(daemon.address()).violates(SECRETS).satisfies(WRITERS);
            files.directory("/srv/shop", 0, "750");
            files.file("/srv/shop/compose.yaml", 0, "664");
            LiveAudit.of(daemon.address()).satisfies(SECRETS).violates(WRITERS);
        }
    }

    /** Of a project that is put together from several files, one of them in a directory of its own. */
    @Test
    void files_that_are_included_and_extended() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            PlantedFiles files = new PlantedFiles(daemon);
            files.hide("/srv");
            files.file("/srv/shop/compose.yaml", 0, "644", """
                    include: [db/compose.yaml]
                    services: {web: {extends: {file: base.yaml, service: web}}}
                    """);
            files.file("/srv/shop/base.yaml", 0, "644", "services: {web: {image: shop}}");
            files.file(
                    "/srv/shop/db/compose.yaml",
                    0,
                    "600",
                    "services: {db: {environment: {POSTGRES_PASSWORD: c4n4ry}}}");
            files.file("/srv/shop/db/.env", 0, "600", "API_KEY=c4n4ry-horse");
            composed(daemon.engine());
            LiveAudit.of(daemon.address()).satisfies(SECRETS, WRITERS);

            files.file("/srv/shop/db/compose.yaml", 0, "644");
            LiveAudit audit = LiveAudit.of(daemon.address()).violates(SECRETS).satisfies(WRITERS);
            assertThat(audit.subjects(SECRETS, VIOLATED))
                    .singleElement()
                    .asString()
                    .endsWith("/srv/shop/db/compose.yaml");
            files.file("/srv/shop/db/compose.yaml", 0, "600");
            files.file("/srv/shop/db/.env", 0, "644");
            LiveAudit.of(daemon.address()).violates(SECRETS).satisfies(WRITERS);
            files.file("/srv/shop/db/.env", 0, "600");
            files.file("/srv/shop/base.yaml", 0, "666");
            LiveAudit.of(daemon.address()).satisfies(SECRETS).violates(WRITERS);
        }
    }

    @Test
    void what_a_container_has_written() throws IOException {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            composed(engine);
            LiveAudit.of(daemon.address()).satisfies(WRITTEN);

            engine.unpack("composed", archive("filler", 3_000_000));
            LiveAudit audit = LiveAudit.of(daemon.address()).satisfies(WRITTEN);
            audit.under("docker.max-written-megabytes", "2").violates(WRITTEN);
        }
    }

    @Test
    void programs_that_were_changed_in_a_container() throws IOException {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            composed(engine);
            LiveAudit.of(daemon.address()).satisfies(PROGRAMS);

            engine.unpack("composed", archive("var/lib/app/state", 3));
            LiveAudit.of(daemon.address()).satisfies(PROGRAMS);
            engine.unpack("composed", archive("usr/local/bin/dropped", 3));
            LiveAudit audit = LiveAudit.of(daemon.address()).violates(PROGRAMS);
            assertThat(audit.messages(PROGRAMS)).singleElement().asString().contains("/usr/local/bin/dropped added");
            audit.under("docker.changeable-programs", "/usr/local/**").satisfies(PROGRAMS);
        }
    }

    private static byte[] archive(String name, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(length);
            tar.putArchiveEntry(entry);
            tar.write(new byte[length]);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static void composed(Engine engine) throws IOException {
        engine.load(PlantImages.tar(engine.get("/version").get("Arch").textValue()));
        engine.post("/containers/create?name=composed", Plant.json("""
                {Image: '%s', HostConfig: {NetworkMode: 'none'}, Labels: {
                  'com.docker.compose.project': 'shop', 'com.docker.compose.project.working_dir': '/srv/shop',
                  'com.docker.compose.project.config_files': '/srv/shop/compose.yaml'}}
                """.formatted(PlantImages.HARDENED)));
    }
}
