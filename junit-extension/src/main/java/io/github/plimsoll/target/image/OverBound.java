package io.github.plimsoll.target.image;

import java.io.IOException;

/** An archive has more of something than is read. */
final class OverBound extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param what for example "it has more than 10 entries" */
    OverBound(String what) {
        super(what);
    }

    static String size(long bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }
}
