package io.github.plimsoll.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Images made from nothing, for tests on a real engine where no registry can be reached: what {@code docker load} takes.
 *
 * <p>All share one layer with one program, {@code /pause}, which sleeps for ever and exits with status 0 when it is given any
 * argument, so that it can be its own health check.
 */
public final class TinyImage {

    private final String architecture;
    private final byte[] layer;
    private final Map<String, byte[]> configs;
    private final List<Json> manifest;

    private TinyImage(String architecture, byte[] layer, Map<String, byte[]> configs, List<Json> manifest) {
        this.architecture = architecture;
        this.layer = layer;
        this.configs = configs;
        this.manifest = manifest;
    }

    /**
     * No image yet, but what all will hold.
     *
     * @param architecture as the engine calls it, for example {@code x86_64}
     * @param copies where the program stands beside {@code /pause}, for example {@code usr/sbin/sshd}
     */
    public static TinyImage on(String architecture, String... copies) {
        byte[] program = TinyProgram.elf(architecture);
        Tar layer = new Tar().file("pause", program, 0755);
        for (String copy : copies) {
            layer.file(copy, program, 0755);
        }
        byte[] users = text("root:x:0:0::/:/pause\ntoor:x:0:0::/:/pause\napp:x:10001:10001::/:/pause\n");
        return new TinyImage(architecture, layer.file("etc/passwd", users, 0644).bytes(), Map.of(), List.of());
    }

    /**
     * One image more, under those tags.
     *
     * @param change of the image's configuration, for example {@code config.User}
     */
    public TinyImage image(UnaryOperator<Json> change, String... tags) {
        String file = "image" + configs.size() + ".json";
        Map<String, byte[]> allConfigs = new LinkedHashMap<>(configs);
        allConfigs.put(file, text(change.apply(config()).node().toString()));
        List<Json> all = new ArrayList<>(manifest);
        all.add(Json.parse("{Layers: ['layer.tar']}").with("Config", file).with("RepoTags", List.of(tags)));
        return new TinyImage(architecture, layer, allConfigs, all);
    }

    /** As {@code docker save} would write them. */
    public byte[] tar() {
        Tar tar = new Tar()
                .file(
                        "manifest.json",
                        text(manifest.stream().map(Json::node).toList().toString()),
                        0644);
        configs.forEach((name, config) -> tar.file(name, config, 0644));
        return tar.file("layer.tar", layer, 0644).bytes();
    }

    private Json config() {
        boolean isArm = architecture.equals("aarch64") || architecture.equals("arm64");
        return Json.parse("""
                {os: 'linux', created: '2026-01-01T00:00:00Z', config: {Entrypoint: ['/pause']},
                 history: [{created: '2026-01-01T00:00:00Z', created_by: 'COPY pause /pause # buildkit'}]}
                """)
                .with("architecture", isArm ? "arm64" : "amd64")
                .with("rootfs", Map.of("type", "layers", "diff_ids", List.of("sha256:" + sha256(layer))));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
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
