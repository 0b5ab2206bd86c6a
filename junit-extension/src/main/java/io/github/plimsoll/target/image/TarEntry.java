package io.github.plimsoll.target.image;

import java.util.Map;

/**
 * The head of one entry of a tar archive.
 *
 * @param name as it stands in the archive; bytes that are no UTF-8 are lone surrogates, so that two names never become one
 * @param link what a link leads to, empty for anything else
 * @param size of the content that follows, 0 where the kind of entry has none
 * @param attributes the extended attributes, in the bytes of ISO 8859-1
 */
record TarEntry(
        char type,
        String name,
        String link,
        int mode,
        long uid,
        long gid,
        long size,
        long device,
        Map<String, String> attributes) {

    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char SYMLINK = '2';
    static final char CHARACTER_DEVICE = '3';
    static final char BLOCK_DEVICE = '4';
    static final char DIRECTORY = '5';
    static final char PIPE = '6';
    /** Comments on the whole archive; no file. */
    static final char GLOBAL_HEADER = 'g';

    boolean isFile() {
        return type == FILE;
    }

    boolean isDirectory() {
        return type == DIRECTORY;
    }

    boolean isHardLink() {
        return type == HARD_LINK;
    }

    boolean isSymlink() {
        return type == SYMLINK;
    }

    /** Whether it is of a kind that engines unpack. */
    boolean isKnownKind() {
        return (type >= FILE && type <= PIPE) || type == GLOBAL_HEADER;
    }

    boolean isDevice() {
        return type == CHARACTER_DEVICE || type == BLOCK_DEVICE;
    }
}
