package io.github.plimsoll.target.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive as the engine's own library reads it: ustar, PAX, GNU and star headers. Where others would take what a
 * header asks for, it stops at its bounds.
 */
final class TarReader {

    private static final int BLOCK = 512;

    private final InputStream in;
    private final Bounds bounds;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long contentLeft;
    private long padding;
    private int entries;
    private boolean over;

    TarReader(InputStream in, Bounds bounds) {
        this.in = in;
        this.bounds = bounds;
    }

    /** How many entries there were so far. */
    int entries() {
        return entries;
    }

    /**
     * The next entry, after whatever is left of the content of the one before; null at the end.
     *
     * @throws BadArchive if it is no tar archive, or breaks off
     * @throws OverBound if it has more of something than is read
     */
    @Nullable
    TarEntry next() throws IOException {
        skipContent();
        Map<String, String> pax = Map.of();
        String longName = "";
        String longLink = "";
        while (!over) {
            byte[] head = head();
            if (head == null) {
                return null;
            }
            if (++entries > bounds.entries()) {
                throw new OverBound("has more than " + bounds.entries() + " entries");
            }
            TarHeader header = new TarHeader(head);
            switch (header.type()) {
                case 'x' -> pax = PaxRecords.parse(extended(header));
                case 'L' -> longName = text(extended(header));
                case 'K' -> longLink = text(extended(header));
                default -> {
                    TarEntry entry = header.entry(pax, longName, longLink);
                    begin(header, entry);
                    return entry;
                }
            }
        }
        return null;
    }

    /** Reads on in the content of the entry; -1 at its end. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (contentLeft == 0) {
            return -1;
        }
        int wanted = (int) Math.min(length, contentLeft);
        if (position == limit && wanted >= buffer.length) {
            // As much as the buffer takes needs none.
            int count = in.read(target, offset, wanted);
            if (count < 0) {
                throw new EOFException("breaks off within a file");
            }
            contentLeft -= count;
            return count;
        }
        if (position == limit && !fill()) {
            throw new EOFException("breaks off within a file");
        }
        int count = Math.min(wanted, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        contentLeft -= count;
        return count;
    }

    /** The content of the entry as a stream of its own. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return length == 0 ? 0 : TarReader.this.read(target, offset, length);
            }

            /** A decompressor asks, to tell whether another part may follow. */
            @Override
            public int available() {
                return (int) Math.min(Integer.MAX_VALUE, contentLeft);
            }
        };
    }

    /** Reads what stands behind the last entry, so that whoever counts or digests the bytes has seen them all. */
    void drain() throws IOException {
        position = limit;
        while (fill()) {
            position = limit;
        }
    }

    private void begin(TarHeader header, TarEntry entry) throws IOException {
        if (entry.name().length() > bounds.nameBytes() || entry.link().length() > bounds.nameBytes()) {
            throw new OverBound("has a path of more than " + bounds.nameBytes() + " characters");
        }
        for (boolean more = header.hasSparseExtension(); more; ) {
            byte[] extension = block();
            if (extension == null) {
                throw new EOFException("breaks off within a header");
            }
            more = extension[504] != 0;
        }
        contentLeft = entry.size();
        padding = -entry.size() & (BLOCK - 1);
    }

    private void skipContent() throws IOException {
        long left = contentLeft + padding;
        contentLeft = 0;
        padding = 0;
        while (left > 0) {
            if (position == limit && !fill()) {
                throw new EOFException("breaks off within a file");
            }
            int count = (int) Math.min(left, limit - position);
            position += count;
            left -= count;
        }
    }

    /** The next header; null at the end, which is two blocks of zeros, or the end of what there is. */
    private byte @Nullable [] head() throws IOException {
        byte[] head = block();
        if (head == null) {
            over = true;
            return null;
        }
        if (!isZero(head)) {
            return head;
        }
        over = true;
        byte[] second = block();
        if (second != null && !isZero(second)) {
            throw new BadArchive("is not as tar has it: its end has something behind it");
        }
        return null;
    }

    private byte[] extended(TarHeader header) throws IOException {
        long size = header.size();
        if (size > bounds.headerBytes()) {
            throw new OverBound("has a header of more than " + OverBound.size(bounds.headerBytes()));
        }
        contentLeft = size;
        padding = -size & (BLOCK - 1);
        byte[] content = new byte[(int) size];
        for (int read = 0; read < content.length; ) {
            read += read(content, read, content.length - read);
        }
        skipContent();
        return content;
    }

    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return TarNames.decoded(bytes, 0, end);
    }

    private byte @Nullable [] block() throws IOException {
        byte[] block = new byte[BLOCK];
        int count = 0;
        while (count < BLOCK) {
            if (position == limit && !fill()) {
                if (count == 0) {
                    return null;
                }
                throw new EOFException("breaks off within a header");
            }
            int part = Math.min(BLOCK - count, limit - position);
            System.arraycopy(buffer, position, block, count, part);
            position += part;
            count += part;
        }
        return block;
    }

    private boolean fill() throws IOException {
        int count;
        do {
            count = in.read(buffer, 0, buffer.length);
        } while (count == 0);
        position = 0;
        limit = Math.max(0, count);
        return count > 0;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of a header for which no text is needed. */
    static String latin(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
