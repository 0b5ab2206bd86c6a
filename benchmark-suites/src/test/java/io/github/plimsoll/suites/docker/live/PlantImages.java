package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The images that plants run, as {@code docker save} would write them: one layer with one tiny program under two names. */
final class PlantImages {

    /** Says what a good image says: a user, a health check, a version. */
    static final String HARDENED = "plimsoll-plant:1.0";

    /** The same image under the tag that moves. */
    static final String LATEST = "plimsoll-plant:latest";

    /** The same layer without user and health check. */
    static final String BARE = "plimsoll-plant-bare:1.0";

    private PlantImages() {}

    static byte[] tar(String architecture) {
        byte[] program = TinyProgram.elf(architecture);
        byte[] layer = new Tar()
                .file("pause", program, 0755)
                .file("usr/sbin/sshd", program, 0755)
                .file(
                        "etc/passwd",
                        text("root:x:0:0::/:/pause\ntoor:x:0:0::/:/pause\napp:x:10001:10001::/:/pause\n"),
                        0644)
                .bytes();
        ObjectNode bare = config(architecture, layer);
        ObjectNode hardened = (ObjectNode) Plant.merged(bare, """
                {config: {User: '10001:10001',
                          Healthcheck: {Test: ['CMD', '/pause', 'healthy'], Interval: 3600000000000}}}""");
        JsonNode manifest = Plant.json("""
                [{Config: 'hardened.json', RepoTags: ['%s', '%s'], Layers: ['layer.tar']},
                 {Config: 'bare.json', RepoTags: ['%s'], Layers: ['layer.tar']}]""".formatted(HARDENED, LATEST, BARE));
        return new Tar()
                .file("manifest.json", text(manifest.toString()), 0644)
                .file("hardened.json", text(hardened.toString()), 0644)
                .file("bare.json", text(bare.toString()), 0644)
                .file("layer.tar", layer, 0644)
                .bytes();
    }

    private static ObjectNode config(String architecture, byte[] layer) {
        return (ObjectNode) Plant.json("""
                {architecture: '%s', os: 'linux', created: '2026-01-01T00:00:00Z',
                 config: {Entrypoint: ['/pause'], Labels: {'%s': 'image'}},
                 rootfs: {type: 'layers', diff_ids: ['sha256:%s']},
                 history: [{created: '2026-01-01T00:00:00Z', created_by: 'COPY pause /pause # buildkit'}]}
                """.formatted(goArchitecture(architecture), PlantedHost.LABEL, sha256(layer)));
    }

    private static String goArchitecture(String machine) {
        return machine.equals("aarch64") || machine.equals("arm64") ? "arm64" : "amd64";
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A tar archive in memory. */
    private static final class Tar {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

        Tar file(String name, byte[] content, int mode) {
            try {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                entry.setMode(mode);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] bytes() {
            try {
                tar.close();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
