package io.github.plimsoll.target.docker;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection to an engine. Whoever waits for it, for the connection itself too, is released by {@link #expire} from
 * another thread.
 */
final class Wire implements Closeable {

    private final Endpoint endpoint;
    private final Closeable raw;
    private InputStream input = InputStream.nullInputStream();
    private OutputStream output = OutputStream.nullOutputStream();
    private boolean connected;
    private volatile boolean expired;

    Wire(Endpoint endpoint) throws IOException {
        this.endpoint = endpoint;
        this.raw = endpoint.isUnix() ? SocketChannel.open(StandardProtocolFamily.UNIX) : new Socket();
    }

    /** Connects unless that is done. */
    void connect(Optional<SSLContext> tls, Duration timeout) throws IOException {
        if (connected) {
            return;
        }
        if (raw instanceof SocketChannel channel) {
            channel.connect(UnixDomainSocketAddress.of(Path.of(endpoint.uri().getPath())));
            take(Channels.newInputStream(channel), Channels.newOutputStream(channel));
        } else if (raw instanceof Socket socket) {
            InetAddress address = InetAddress.getByName(endpoint.host());
            socket.connect(new InetSocketAddress(address, endpoint.uri().getPort()), (int) timeout.toMillis());
            socket.setTcpNoDelay(true);
            Socket talking = tls.isPresent() ? shakenHands(socket, tls.get()) : socket;
            take(talking.getInputStream(), talking.getOutputStream());
        }
        connected = true;
    }

    private SSLSocket shakenHands(Socket socket, SSLContext tls) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, endpoint.host(), endpoint.uri().getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private void take(InputStream in, OutputStream out) {
        input = new BufferedInputStream(in, 1 << 15);
        output = out;
    }

    boolean isExpired() {
        return expired;
    }

    InputStream input() {
        return input;
    }

    void send(byte[] request) throws IOException {
        try {
            output.write(request);
            output.flush();
        } catch (SocketException e) {
            throw lastWord(e);
        }
    }

    /** An engine that turns a client's certificate down says so after the handshake and hangs up, perhaps before it is asked. */
    private IOException lastWord(SocketException broken) {
        try {
            return input.read() < 0 ? broken : new SocketException("the answer came before the request");
        } catch (SSLException refusal) {
            return refusal;
        } catch (IOException e) {
            return broken;
        }
    }

    /** Ends whatever goes on here, since its time is up. */
    void expire() {
        expired = true;
        close();
    }

    /** What to tell of a failure: that time was up, if it was. */
    IOException failure(IOException cause) {
        return expired ? new InterruptedIOException("time was up") : cause;
    }

    /** Closes the socket below any TLS, whose own farewell might wait for the engine. */
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            // Nobody waits for anything from here any more, so there is nobody to tell.
            connected = false;
        }
    }
}
