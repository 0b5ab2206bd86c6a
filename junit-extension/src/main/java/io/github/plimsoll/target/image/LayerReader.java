package io.github.plimsoll.target.image;

import io.github.plimsoll.target.image.Sighting.Kind;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a layer once, from its first byte to its last, for everything that anybody wants to know of it. */
final class LayerReader {

    private final Bounds bounds;
    private final PathSet.Point point;
    private final FileReader files;

    LayerReader(Bounds bounds, PathSet.Point point, FileReader files) {
        this.bounds = bounds;
        this.point = point;
        this.files = files;
    }

    /**
     * Reads a layer.
     *
     * @param beginning its first bytes, which were read already
     * @throws BadArchive if it is none, or breaks off
     * @throws OverBound if it has more of something than is read
     */
    LayerFacts read(byte[] beginning, InputStream rest) throws IOException {
        LayerFacts layer = new LayerFacts(bounds, point);
        try (Unpacked unpacked = Unpacked.of(beginning, rest, bounds);
                Digest digest = new Digest(unpacked)) {
            TarReader tar = new TarReader(digest, bounds);
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                read(entry, tar, layer);
            }
            tar.drain();
            layer.end(digest.value(), unpacked.count(), tar.entries());
        }
        return layer;
    }

    private void read(TarEntry entry, TarReader tar, LayerFacts layer) throws IOException {
        if (entry.type() == TarEntry.GLOBAL_HEADER) {
            return;
        }
        String path = TarNames.path(entry.name());
        if (layer.isWhiteout(path)) {
            return;
        }
        layer.enter(entry, path);
        String trick = trick(entry, path);
        if (trick != null) {
            layer.see(Sighting.of(Kind.HOSTILE, entry, path, trick));
        }
        seeRights(entry, path, layer);
        if (entry.isSymlink() && KnownPaths.isOfTheKernel(path) && path.indexOf('/') < 0) {
            layer.see(Sighting.of(Kind.KERNEL_LINK, entry, path, entry.link()));
        }
        seePlace(entry, path, layer);
        if (entry.isHardLink()) {
            layer.link(path, TarNames.path(entry.link()));
        } else if (entry.isFile() && entry.size() > 0) {
            files.read(entry, path, tar, layer);
        }
    }

    private static void seeRights(TarEntry entry, String path, LayerFacts layer) {
        boolean isFile = entry.isFile() || entry.isHardLink();
        if (isFile && (entry.mode() & 06000) != 0) {
            layer.see(Sighting.of(Kind.SETUID, entry, path, ""));
        }
        String capabilities = entry.attributes().get(FileCapabilities.ATTRIBUTE);
        if (capabilities != null && isFile && !FileCapabilities.isEmpty(capabilities)) {
            layer.see(Sighting.of(Kind.CAPABILITIES, entry, path, FileCapabilities.names(capabilities)));
        }
        boolean isShared = entry.isDirectory() && (entry.mode() & 01000) != 0;
        if ((isFile || entry.isDirectory())
                && (entry.mode() & 0002) != 0
                && !isShared
                && !KnownPaths.isOfTheKernel(path)) {
            layer.see(Sighting.of(Kind.WORLD_WRITABLE, entry, path, entry.isDirectory() ? "directory" : "file"));
        }
    }

    private static void seePlace(TarEntry entry, String path, LayerFacts layer) {
        boolean runs = entry.isSymlink() || ((entry.isFile() || entry.isHardLink()) && (entry.mode() & 0111) != 0);
        if (runs && KnownPaths.isProgram(path)) {
            layer.see(Sighting.of(Kind.PROGRAM, entry, path, entry.link()));
        }
        String cache = entry.isFile() && entry.size() > 0 ? KnownPaths.cache(path) : "";
        if (!cache.isEmpty()) {
            layer.see(Sighting.of(Kind.CACHE, entry, path, cache));
        }
    }

    /** Why no honest builder would write the entry; null if one would. */
    private static @Nullable String trick(TarEntry entry, String path) {
        if (TarNames.climbsOut(entry.name(), 0)) {
            return "its name leads out of the image";
        }
        if (entry.isHardLink() && TarNames.climbsOut(entry.link(), 0)) {
            return "it links to a file outside the image";
        }
        if (entry.isSymlink() && TarNames.climbsOut(entry.link(), depth(path))) {
            return "it leads out of the image";
        }
        if (entry.isDevice() && !Devices.isHarmless(entry)) {
            return "it is a device of the host: " + Devices.described(entry);
        }
        return entry.isKnownKind() ? null : "it is of a kind that no layer has";
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }
}
