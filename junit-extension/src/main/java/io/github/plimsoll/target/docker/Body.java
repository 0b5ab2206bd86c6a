package io.github.plimsoll.target.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** The body of an answer. Once read to its end the wire is free for another request; closed before, the wire is closed. */
final class Body extends InputStream {

    static final long UNTIL_CLOSED = -1;
    static final long CHUNKED = -2;

    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,15}");

    /** Hears when an answer is over. */
    @FunctionalInterface
    interface End {
        void over(boolean wireIsFree);
    }

    private final Wire wire;
    private final End end;
    private final boolean chunked;
    private final boolean untilClosed;
    private final boolean reusable;
    private long left;
    private boolean firstChunk = true;
    private boolean over;

    Body(Wire wire, long length, boolean reusable, End end) {
        this.wire = wire;
        this.end = end;
        this.chunked = length == CHUNKED;
        this.untilClosed = length == UNTIL_CLOSED;
        this.reusable = reusable && !untilClosed;
        this.left = untilClosed ? Long.MAX_VALUE : Math.max(0, length);
        if (length == 0) {
            finish(this.reusable);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (over || length == 0) {
            return over ? -1 : 0;
        }
        try {
            if (chunked && left == 0 && !nextChunk()) {
                return -1;
            }
            int count = wire.input().read(buffer, offset, (int) Math.min(left, length));
            if (count < 0) {
                return closedByEngine();
            }
            left -= count;
            if (left == 0 && !chunked) {
                finish(reusable);
            }
            return count;
        } catch (IOException e) {
            close();
            throw wire.failure(e);
        }
    }

    private int closedByEngine() throws IOException {
        if (!untilClosed) {
            throw new EOFException("the answer breaks off");
        }
        finish(false);
        return -1;
    }

    /** Reads the head of the next chunk; false after the last. */
    private boolean nextChunk() throws IOException {
        if (!firstChunk && !Answer.line(wire.input()).isEmpty()) {
            throw new IOException("the answer is not chunked as HTTP has it");
        }
        firstChunk = false;
        String size = Answer.line(wire.input()).split(";")[0].strip();
        if (!CHUNK_SIZE.matcher(size).matches()) {
            throw new IOException("the answer is not chunked as HTTP has it");
        }
        left = Long.parseLong(size, 16);
        if (left > 0) {
            return true;
        }
        for (int trailers = 0; !Answer.line(wire.input()).isEmpty(); trailers++) {
            if (trailers > 100) {
                throw new IOException("the answer is not chunked as HTTP has it");
            }
        }
        finish(reusable);
        return false;
    }

    private void finish(boolean wireIsFree) {
        if (!over) {
            over = true;
            end.over(wireIsFree);
        }
    }

    @Override
    public void close() {
        finish(false);
    }
}
