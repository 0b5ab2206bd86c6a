package io.github.plimsoll.target.image;

/**
 * How much of an image is read. Honest images stay far below; one that does not is left unread, and what it holds unknown.
 *
 * @param archiveBytes of the archive, as it is sent
 * @param layerBytes of one layer, unpacked
 * @param entries of the archive, and of each layer
 * @param ratio how many times its size a layer may grow when it is unpacked, once it is larger than {@code freeBytes}
 * @param freeBytes how large a layer may get before its ratio matters
 * @param nameBytes of one path
 * @param headerBytes of the extended headers of one entry
 * @param jsonBytes of one description within the archive
 * @param sightings of one kind in one layer that are kept; the others are counted
 */
public record Bounds(
        long archiveBytes,
        long layerBytes,
        int entries,
        int ratio,
        long freeBytes,
        int nameBytes,
        int headerBytes,
        int jsonBytes,
        int sightings) {

    private static final long GIB = 1L << 30;

    /** Fits any image that a host can run. */
    public static Bounds usual() {
        return new Bounds(64 * GIB, 64 * GIB, 2_000_000, 200, GIB, 4096, 1 << 20, 4 << 20, 10_000);
    }
}
