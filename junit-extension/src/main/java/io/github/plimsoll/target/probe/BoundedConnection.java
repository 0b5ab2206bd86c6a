package io.github.plimsoll.target.probe;

import io.github.plimsoll.fact.LimitedStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A connection that ends after so much time and so many bytes. What is sent is always short, so that sending cannot block. */
final class BoundedConnection implements Closeable {

    private final Socket socket = new Socket();
    private final long end;
    private final LimitedStream input;
    private boolean atEnd;

    BoundedConnection(InetSocketAddress address, ProbeLimits limits) throws IOException {
        this.end = System.nanoTime() + limits.connection().toNanos();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, Math.toIntExact(limits.connection().toMillis()));
            this.input = new LimitedStream(new Punctual(socket.getInputStream()), limits.bytes());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    InputStream input() {
        return input;
    }

    OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    /** Whether the other side has ended the connection. */
    boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Waits for the rest of the time and no longer; a timeout of the socket alone starts anew with each byte that drips in. */
    private final class Punctual extends FilterInputStream {

        Punctual(InputStream source) {
            super(source);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("no complete answer in time");
            }
            socket.setSoTimeout(Math.toIntExact(left));
            int count = super.read(buffer, offset, length);
            atEnd |= count < 0;
            return count;
        }
    }
}
