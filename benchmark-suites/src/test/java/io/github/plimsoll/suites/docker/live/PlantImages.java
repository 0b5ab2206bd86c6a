package io.github.plimsoll.suites.docker.live;

import io.github.plimsoll.proof.TinyImage;
import java.util.List;

/** The images that plants run. */
final class PlantImages {

    /** Says what a good image says: a user, a health check, a version. */
    static final String HARDENED = PlantedHost.NETWORK + ":1.0";

    /** The same image under the tag that moves. */
    static final String LATEST = PlantedHost.NETWORK + ":latest";

    /** The same layer without user and health check. */
    static final String BARE = PlantedHost.NETWORK + "-bare:1.0";

    private static final String LABEL = "config.Labels.\"" + PlantedHost.LABEL + "\"";

    private PlantImages() {}

    static byte[] tar(String architecture) {
        return TinyImage.on(architecture, "usr/sbin/sshd")
                .image(
                        config -> config.with(LABEL, "image")
                                .with("config.User", "10001:10001")
                                .with("config.Healthcheck.Test", List.of("CMD", "/pause", "healthy"))
                                .with("config.Healthcheck.Interval", 3_600_000_000_000L),
                        HARDENED,
                        LATEST)
                .image(config -> config.with(LABEL, "image"), BARE)
                .tar();
    }
}
