package io.github.plimsoll.target.image;

import java.util.HashMap;
import java.util.Map;

/** One block that describes an entry. */
final class TarHeader {

    private static final String ATTRIBUTE = "SCHILY.xattr.";

    private final byte[] block;

    /** @throws BadArchive if its checksum is not right */
    TarHeader(byte[] block) throws BadArchive {
        this.block = block;
        requireChecksum();
    }

    char type() {
        char type = (char) (block[156] & 0xff);
        return switch (type) {
            case 0 -> name().endsWith("/") ? TarEntry.DIRECTORY : TarEntry.FILE;
            // A contiguous file and a sparse one are files, their layout on disk apart.
            case '7', 'S' -> TarEntry.FILE;
            default -> type;
        };
    }

    /** Whether blocks follow that go on describing the holes of a sparse file. */
    boolean hasSparseExtension() {
        return block[156] == 'S' && block[482] != 0;
    }

    long size() throws BadArchive {
        return length(number(124, 12));
    }

    TarEntry entry(Map<String, String> pax, String longName, String longLink) throws BadArchive {
        char type = type();
        String name = text(pax, "path", longName.isEmpty() ? name() : longName);
        if (pax.containsKey("GNU.sparse.name")) {
            name = text(pax, "GNU.sparse.name", name);
        }
        if (type == TarEntry.FILE && block[156] == 0 && name.endsWith("/")) {
            type = TarEntry.DIRECTORY;
        }
        String link = text(pax, "linkpath", longLink.isEmpty() ? field(157, 100) : longLink);
        boolean isLink = type == TarEntry.HARD_LINK || type == TarEntry.SYMLINK;
        long size = length(decimal(pax, "size", number(124, 12)));
        return new TarEntry(
                type,
                name,
                isLink ? link : "",
                (int) (number(100, 8) & 07777),
                decimal(pax, "uid", number(108, 8)),
                decimal(pax, "gid", number(116, 8)),
                hasContent(type) ? size : 0,
                type == TarEntry.CHARACTER_DEVICE || type == TarEntry.BLOCK_DEVICE
                        ? (number(329, 8) << 32) | number(337, 8)
                        : 0,
                attributes(pax));
    }

    private static boolean hasContent(char type) {
        return type < TarEntry.HARD_LINK || type > TarEntry.PIPE;
    }

    private static Map<String, String> attributes(Map<String, String> pax) {
        Map<String, String> attributes = new HashMap<>();
        pax.forEach((key, value) -> {
            if (key.startsWith(ATTRIBUTE)) {
                attributes.put(key.substring(ATTRIBUTE.length()), value);
            }
        });
        return Map.copyOf(attributes);
    }

    /** The name, with the directory that stands apart where the format has one. */
    private String name() {
        String name = field(0, 100);
        boolean ustar = isAt("ustar\0", 257);
        String directory = !ustar ? "" : field(345, isAt("tar\0", 508) ? 131 : 155);
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    private boolean isAt(String text, int offset) {
        return TarReader.latin(block, offset, offset + text.length()).equals(text);
    }

    private String field(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return TarNames.decoded(block, offset, end);
    }

    private static String text(Map<String, String> pax, String key, String otherwise) {
        String value = pax.get(key);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        byte[] bytes = value.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return TarNames.decoded(bytes, 0, bytes.length);
    }

    private static long decimal(Map<String, String> pax, String key, long otherwise) throws BadArchive {
        String value = pax.get(key);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("-?\\d{1,18}")) {
            throw new BadArchive("has a header that is not as tar has it: " + key + " is no number");
        }
        return Long.parseLong(value);
    }

    private static long length(long size) throws BadArchive {
        if (size < 0) {
            throw new BadArchive("has an entry of a negative size");
        }
        return size;
    }

    /** A number in octal digits or, where the highest bit is set, in binary. */
    private long number(int offset, int length) throws BadArchive {
        if ((block[offset] & 0x80) != 0) {
            return binary(offset, length);
        }
        int begin = offset;
        int end = offset + length;
        while (begin < end && (block[begin] == ' ' || block[begin] == 0)) {
            begin++;
        }
        long value = 0;
        for (int i = begin; i < end && block[i] != ' ' && block[i] != 0; i++) {
            if (block[i] < '0' || block[i] > '7') {
                throw new BadArchive("has a header that is not as tar has it");
            }
            value = (value << 3) | (block[i] - '0');
        }
        return value;
    }

    private long binary(int offset, int length) throws BadArchive {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int octet = i > 0 ? block[offset + i] & 0xff : (block[offset] & 0x3f) | (negative ? 0xc0 : 0);
            if ((value >> 55) != (negative ? -1 : 0)) {
                throw new BadArchive("has a number that no file system has");
            }
            value = (value << 8) | octet;
        }
        return value;
    }

    private void requireChecksum() throws BadArchive {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < block.length; i++) {
            byte value = i >= 148 && i < 156 ? (byte) ' ' : block[i];
            unsigned += value & 0xff;
            signed += value;
        }
        long written = number(148, 8);
        if (written != unsigned && written != signed) {
            throw new BadArchive("is not as tar has it");
        }
    }
}
