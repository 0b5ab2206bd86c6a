package io.github.plimsoll.fact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes on so many bytes and then fails, so that no answer and no file can fill the memory. */
public final class LimitedStream extends FilterInputStream {

    private final long limit;
    private long seen;

    public LimitedStream(InputStream source, long limit) {
        super(source);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws TooLarge if more comes than may */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        seen += Math.max(0, count);
        if (seen > limit) {
            throw new TooLarge(limit);
        }
        return count;
    }

    /** How many bytes came. */
    public long seen() {
        return seen;
    }

    /** More came than was allowed for. */
    public static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(long limit) {
            super("is larger than " + (limit >= 1 << 20 ? (limit >> 20) + " MiB" : limit + " bytes"));
        }
    }
}
