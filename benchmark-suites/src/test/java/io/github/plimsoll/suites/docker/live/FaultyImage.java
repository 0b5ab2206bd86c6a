package io.github.plimsoll.suites.docker.live;

import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.TinyImage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An image that is sound but for one fault.
 *
 * @param layers what is laid over the sound ones
 * @param config a change of the sound configuration
 * @param violates the controls that find it
 */
record FaultyImage(String name, UnaryOperator<TinyImage> layers, UnaryOperator<Json> config, List<String> violates) {

    static FaultyImage sound() {
        return new FaultyImage("sound", UnaryOperator.identity(), UnaryOperator.identity(), List.of());
    }

    /** Sound but for what those layers hold. */
    static FaultyImage holding(String name, UnaryOperator<TinyImage> layers, String... violates) {
        return new FaultyImage(name, layers, UnaryOperator.identity(), ids(violates));
    }

    /** Sound but for what its configuration says. */
    static FaultyImage saying(String name, UnaryOperator<Json> config, String... violates) {
        return new FaultyImage(name, UnaryOperator.identity(), config, ids(violates));
    }

    private static List<String> ids(String... methods) {
        return Arrays.stream(methods).map(method -> "docker/" + method).toList();
    }

    String tag() {
        return PlantedHost.PREFIX + "image-" + name + ":1";
    }

    /** As {@code docker load} takes it. */
    byte[] tar(String architecture) {
        TinyImage sound = TinyImage.on(architecture)
                .layer(
                        "COPY users /etc/ # buildkit",
                        layer -> layer.directory("etc", 0755)
                                .file("etc/passwd", 0644, "root:x:0:0::/:/pause\napp:x:10001:10001::/:/pause\n")
                                .file("etc/shadow", 0640, "root:*:20000::::::\napp:!:20000::::::\n")
                                .directory("tmp", 01777));
        return layers.apply(sound)
                .image(
                        image ->
                                config.apply(image.with("created", Instant.now().toString())
                                        .with("config.Labels.\"" + PlantedHost.LABEL + "\"", "image")
                                        .with("config.User", "app")
                                        .with("config.Healthcheck.Test", List.of("CMD", "/pause", "healthy"))),
                        tag())
                .tar();
    }
}
