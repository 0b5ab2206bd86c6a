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

    private final Instant deadline;

    private Timely(InputStream source, Instant deadline) {
        super(source);
        this.deadline = deadline;
    }

    static InputStream stream(InputStream source, Instant deadline) {
        Timely stream = new Timely(source, deadline);
        long left = Duration.between(Instant.now(), deadline).toMillis();
        CompletableFuture.delayedExecutor(left, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(stream::closeQuietly);
        return stream;
    }

    private void closeQuietly() {
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
            if (count >= 0 || Instant.now().isBefore(deadline)) {
                return count;
            }
        } catch (IOException e) {
            if (Instant.now().isBefore(deadline)) {
                throw e;
            }
        }
        throw new InterruptedIOException("the deadline has passed");
    }
}
