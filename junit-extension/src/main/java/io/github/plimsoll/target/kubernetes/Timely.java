package io.github.plimsoll.target.kubernetes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends an answer at its deadline, even while it is waited for: one that trickles would never end by itself. */
final class Timely extends FilterInputStream {

    /** Not told by the clock, which may stand a moment before the deadline when the answer is ended. */
    private volatile boolean isOver;

    private Timely(InputStream source) {
        super(source);
    }

    static InputStream stream(InputStream source, Instant deadline) {
        Timely stream = new Timely(source);
        long left = Duration.between(Instant.now(), deadline).toMillis();
        CompletableFuture.delayedExecutor(left, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(stream::end);
        return stream;
    }

    private void end() {
        isOver = true;
        try {
            close();
        } catch (IOException e) {
            // Whoever reads gets to hear of the deadline in any case.
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = super.read(buffer, offset, length);
            if (count >= 0 || !isOver) {
                return count;
            }
        } catch (IOException e) {
            if (!isOver) {
                throw e;
            }
        }
        throw new InterruptedIOException("the deadline has passed");
    }
}
