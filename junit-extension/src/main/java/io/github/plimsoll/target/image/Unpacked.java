package io.github.plimsoll.target.image;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The plain bytes of a layer, however it is compressed, as long as they do not grow out of bounds. */
final class Unpacked extends InputStream {

    private static final int MAGIC = 4;
    private static final int BUFFER = 1 << 16;
    /** The window that a decoder has to allow for by the standard's own advice is 8 MiB; builders go up to 128 MiB. */
    private static final int LARGEST_WINDOW = 27;

    private final InputStream plain;
    private final Counted packed;
    private final Bounds bounds;
    private long count;

    private Unpacked(InputStream plain, Counted packed, Bounds bounds) {
        this.plain = plain;
        this.packed = packed;
        this.bounds = bounds;
    }

    /** @param beginning the first bytes, which were read already */
    static Unpacked of(byte[] beginning, InputStream rest, Bounds bounds) throws IOException {
        Counted packed = new Counted(joined(beginning, rest));
        return new Unpacked(decompressed(beginning, packed), packed, bounds);
    }

    private static InputStream joined(byte[] beginning, InputStream rest) throws IOException {
        PushbackInputStream joined = new PushbackInputStream(rest, Math.max(1, beginning.length)) {
            /** Where the decompressor of gzip asks whether another member may follow, what counts is what is left at all. */
            @Override
            public int available() throws IOException {
                return super.available() > 0 ? 1 : 0;
            }
        };
        joined.unread(beginning);
        return joined;
    }

    private static InputStream decompressed(byte[] beginning, InputStream packed) throws IOException {
        if (isGzip(beginning)) {
            try {
                return new GZIPInputStream(packed, BUFFER);
            } catch (ZipException e) {
                throw new BadArchive("is not compressed as gzip has it");
            }
        }
        if (isZstd(beginning)) {
            try {
                return new ZstdInputStreamNoFinalizer(packed, RecyclingBufferPool.INSTANCE)
                        .setContinuous(false)
                        .setLongMax(LARGEST_WINDOW);
            } catch (LinkageError e) {
                throw new IOException("is compressed with zstd, for which this platform has no library", e);
            }
        }
        return packed;
    }

    /** Whether these are the first bytes of something compressed. */
    static boolean isPacked(byte[] beginning) {
        return isGzip(beginning) || isZstd(beginning);
    }

    private static boolean isGzip(byte[] beginning) {
        return startsWith(beginning, 0x1f, 0x8b);
    }

    private static boolean isZstd(byte[] beginning) {
        return startsWith(beginning, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(beginning);
    }

    /** zstd:chunked layers may begin with a frame of remarks. */
    private static boolean isSkippableFrame(byte[] beginning) {
        return beginning.length >= MAGIC
                && (beginning[0] & 0xf0) == 0x50
                && startsWith(Arrays.copyOfRange(beginning, 1, MAGIC), 0x2a, 0x4d, 0x18);
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read;
        try {
            read = plain.read(target, offset, length);
        } catch (ZipException e) {
            throw new BadArchive("is not compressed as gzip has it");
        } catch (IOException e) {
            throw e instanceof com.github.luben.zstd.ZstdIOException
                    ? new BadArchive("is not compressed as zstd has it")
                    : e;
        }
        count += Math.max(0, read);
        if (count > bounds.layerBytes()) {
            throw new OverBound("unpacks to more than " + OverBound.size(bounds.layerBytes()));
        }
        if (count > bounds.freeBytes() && count / bounds.ratio() > packed.count) {
            throw new OverBound("unpacks to more than " + bounds.ratio() + " times its size");
        }
        return read;
    }

    /** How many plain bytes came. */
    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    /** Counts what goes in. */
    private static final class Counted extends java.io.FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
