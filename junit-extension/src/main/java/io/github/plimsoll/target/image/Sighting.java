package io.github.plimsoll.target.image;

/**
 * Something about one path of a layer that a control may want to know.
 *
 * @param path below the root of the image
 * @param detail what was seen, depending on the kind; never anything secret
 */
record Sighting(Kind kind, String path, String detail, int mode, long uid, long gid, long size) {

    /** What is looked for. */
    enum Kind {
        /** A file that runs with the rights of its owner or group. */
        SETUID(true),
        /** A file that gives whoever runs it capabilities; they are the detail. */
        CAPABILITIES(true),
        WORLD_WRITABLE(true),
        /** A file in one of the directories in which shells look for programs; the detail is what it links to. */
        PROGRAM(true),
        /** A file that a package manager left behind; the detail is the directory of its cache. */
        CACHE(true),
        /** A setting that lets a package manager or a downloader take what nobody vouches for. */
        UNVERIFIED(true),
        /** The list of libraries that every program loads before its own. */
        PRELOAD(true),
        /** A link where the engine mounts what the kernel shows; the detail is where it leads. */
        KERNEL_LINK(true),
        /** A credential; the detail says what gave it away. */
        SECRET(false),
        /** An entry that no honest builder writes; the detail says why. */
        HOSTILE(false);

        private final boolean replaceable;

        Kind(boolean replaceable) {
            this.replaceable = replaceable;
        }

        /** Whether it is over once another file takes the place; what leaks does so from any layer. */
        boolean isReplaceable() {
            return replaceable;
        }
    }

    static Sighting of(Kind kind, TarEntry entry, String path, String detail) {
        return new Sighting(kind, path, detail, entry.mode(), entry.uid(), entry.gid(), entry.size());
    }

    Sighting at(String otherPath) {
        return new Sighting(kind, otherPath, detail, mode, uid, gid, size);
    }
}
