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
import java.util.zip.GZIPOutputStream;

/**
 * Images made from nothing, for tests on a real engine where no registry can be reached: what {@code docker load} takes.
 *
 * <p>All share a lowest layer with one program, {@code /pause}, which sleeps for ever and exits with status 0 when it is given any
 * argument, so that it can be its own health check.
 */
public final class TinyImage {

    /** A layer and the step of a Dockerfile that it came by. */
    private record Step(TinyLayer layer, String words) {}

    private final String architecture;
    private final List<Step> steps;
    private final Map<String, byte[]> files;
    private final List<Json> manifest;

    private TinyImage(String architecture, List<Step> steps, Map<String, byte[]> files, List<Json> manifest) {
        this.architecture = architecture;
        this.steps = steps;
        this.files = files;
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
        TinyLayer layer = new TinyLayer().file("pause", 0755, program);
        for (String copy : copies) {
            layer.file(copy, 0755, program);
        }
        layer.file("etc/passwd", 0644, "root:x:0:0::/:/pause\ntoor:x:0:0::/:/pause\napp:x:10001:10001::/:/pause\n");
        return new TinyImage(
                architecture, List.of(new Step(layer, "COPY pause /pause # buildkit")), Map.of(), List.of());
    }

    /**
     * One layer more, for the images that are added from here on.
     *
     * @param words the step of a Dockerfile that it came by, in the words of the engine, for example {@code RUN chmod u+s /su}
     */
    public TinyImage layer(String words, UnaryOperator<TinyLayer> content) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step(content.apply(new TinyLayer()), words));
        return new TinyImage(architecture, List.copyOf(all), files, manifest);
    }

    /**
     * One image more, under those tags.
     *
     * @param change of the image's configuration, for example {@code config.User}
     */
    public TinyImage image(UnaryOperator<Json> change, String... tags) {
        Map<String, byte[]> allFiles = new LinkedHashMap<>(files);
        List<String> layers = new ArrayList<>();
        for (Step step : steps) {
            String file = sha256(step.layer.bytes()) + ".tar";
            layers.add(file);
            // Packed, as it comes from a registry: an engine that keeps what it is sent sends it like this, too.
            allFiles.put(file, gzip(step.layer.bytes()));
        }
        String config = "image" + manifest.size() + ".json";
        allFiles.put(config, text(change.apply(config()).node().toString()));
        List<Json> all = new ArrayList<>(manifest);
        all.add(Json.parse("{}").with("Layers", layers).with("Config", config).with("RepoTags", List.of(tags)));
        return new TinyImage(architecture, steps, allFiles, List.copyOf(all));
    }

    /** As {@code docker save} would write them. */
    public byte[] tar() {
        TinyLayer tar = new TinyLayer()
                .file(
                        "manifest.json",
                        0644,
                        manifest.stream().map(Json::node).toList().toString());
        files.forEach((name, content) -> tar.file(name, 0644, content));
        return tar.bytes();
    }

    private Json config() {
        boolean isArm = architecture.equals("aarch64") || architecture.equals("arm64");
        Json config = Json.parse(
                        "{os: 'linux', created: '2026-01-01T00:00:00Z', config: {Entrypoint: ['/pause']}, history: []}")
                .with("architecture", isArm ? "arm64" : "amd64")
                .with(
                        "rootfs",
                        Map.of(
                                "type",
                                "layers",
                                "diff_ids",
                                steps.stream()
                                        .map(step -> "sha256:" + sha256(step.layer.bytes()))
                                        .toList()));
        for (Step step : steps) {
            config = config.plus(
                    "history", Json.parse("{created: '2026-01-01T00:00:00Z'}").with("created_by", step.words));
        }
        return config;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
