package io.github.plimsoll.target.image;

import java.util.Set;

/** Tells the devices that base systems come with from those that reach the host. */
final class Devices {

    /** {@code null zero full random urandom kmsg}, terminals, and what FUSE and overlays write: major and minor. */
    private static final Set<String> HARMLESS = Set.of(
            "c 0:0", "c 1:3", "c 1:5", "c 1:7", "c 1:8", "c 1:9", "c 5:0", "c 5:1", "c 5:2", "c 4:0", "c 4:1", "c 4:2",
            "c 4:3", "c 4:4", "c 4:5", "c 4:6");

    private Devices() {}

    static boolean isHarmless(TarEntry entry) {
        return HARMLESS.contains(described(entry));
    }

    /** For example {@code b 8:0}. */
    static String described(TarEntry entry) {
        return (entry.type() == TarEntry.BLOCK_DEVICE ? "b " : "c ") + (entry.device() >>> 32) + ":"
                + (entry.device() & 0xffffffffL);
    }
}
