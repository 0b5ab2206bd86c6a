package io.github.plimsoll.target.image;

import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Digests what one thread reads beside it, since that takes as long as all else that is done with a layer. Whatever is shorter than
 * one piece is digested at once. Holds a few pieces and no more: who reads faster waits.
 */
final class DigestThread implements AutoCloseable {

    private static final int PIECE = 1 << 19;
    private static final int PIECES = 8;

    private final MessageDigest digest;
    /** An empty one is the end. */
    private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(PIECES + 1);

    private final BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(PIECES);
    private ByteBuffer current = ByteBuffer.allocate(0);
    private int made = 1;
    private @Nullable Thread thread;

    DigestThread(MessageDigest digest) {
        this.digest = digest;
    }

    void update(byte[] bytes, int offset, int length) throws InterruptedIOException {
        int done = 0;
        while (done < length) {
            if (!current.hasRemaining()) {
                next(length);
            }
            int count = Math.min(length - done, current.remaining());
            current.put(bytes, offset + done, count);
            done += count;
        }
    }

    /** The digest of all that came, which ends it. */
    byte[] value() throws InterruptedIOException {
        Thread working = thread;
        if (working == null) {
            digest.update(current.flip());
            return digest.digest();
        }
        try {
            full.put(current.flip());
            full.put(ByteBuffer.allocate(0));
            working.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return digest.digest();
    }

    /** Gives up what is not digested yet. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** The first piece is as small as what comes first, and grows until it is worth a thread. */
    private void next(int wanted) throws InterruptedIOException {
        if (current.capacity() < PIECE) {
            int larger = Math.min(PIECE, Math.max(2 * current.capacity(), wanted));
            current = ByteBuffer.allocate(larger).put(current.flip());
            return;
        }
        if (thread == null) {
            thread = new Thread(this::work, "digest of a layer");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            full.put(current.flip());
            ByteBuffer piece = made < PIECES ? empty.poll() : empty.take();
            if (piece == null) {
                piece = ByteBuffer.allocate(PIECE);
                made++;
            }
            current = piece;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void work() {
        try {
            for (ByteBuffer piece = full.take(); piece.hasRemaining(); piece = full.take()) {
                digest.update(piece);
                empty.put(piece.clear());
            }
        } catch (InterruptedException e) {
            // Nobody wants to know any more.
            Thread.currentThread().interrupt();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while a layer was digested");
    }
}
