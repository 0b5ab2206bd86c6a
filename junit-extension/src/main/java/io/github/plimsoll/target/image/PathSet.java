package io.github.plimsoll.target.image;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The paths of a layer, a few bytes each: a fingerprint in place of the text.
 *
 * <p>The fingerprint is a polynomial over a point that nobody knows, so that nobody can make two paths with the same one, and so
 * have one file pass for the successor of another.
 */
final class PathSet {

    /** Chosen once for all sets that are compared. */
    static final class Point {

        /** A Mersenne prime, modulo which is cheap. */
        private static final long PRIME = (1L << 61) - 1;

        private final long point = 257 + Math.floorMod(new SecureRandom().nextLong(), PRIME - 512);

        /** Even, so that the lowest bit is free to tell more. */
        long fingerprint(String path) {
            long hash = path.length() + 1L;
            for (int i = 0; i < path.length(); i++) {
                hash = times(hash) + path.charAt(i) + 1;
            }
            return times(hash) << 1;
        }

        private long times(long factor) {
            long high = Math.multiplyHigh(factor, point);
            long low = factor * point;
            long product = (low & PRIME) + ((low >>> 61) | (high << 3));
            return product >= PRIME ? product - PRIME : product;
        }
    }

    private final Point point;
    private long[] fingerprints = new long[64];
    private int size;
    private boolean sorted = true;

    PathSet(Point point) {
        this.point = point;
    }

    /** @param mark told again by {@link #isMarked} */
    void add(String path, boolean mark) {
        if (size == fingerprints.length) {
            fingerprints = Arrays.copyOf(fingerprints, 2 * size);
        }
        fingerprints[size++] = point.fingerprint(path) | (mark ? 1 : 0);
        sorted = false;
    }

    boolean contains(String path) {
        long fingerprint = point.fingerprint(path);
        return has(fingerprint) || has(fingerprint | 1);
    }

    /** Whether it was added with a mark, be it once. */
    boolean isMarked(String path) {
        return has(point.fingerprint(path) | 1);
    }

    /** Takes no more room than needed; adding goes on all the same. */
    void trim() {
        sort();
        fingerprints = Arrays.copyOf(fingerprints, Math.max(1, size));
    }

    private boolean has(long fingerprint) {
        sort();
        return Arrays.binarySearch(fingerprints, 0, size, fingerprint) >= 0;
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(fingerprints, 0, size);
            sorted = true;
        }
    }
}
