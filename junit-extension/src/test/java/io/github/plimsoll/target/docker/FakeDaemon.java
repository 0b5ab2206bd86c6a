package io.github.plimsoll.target.docker;

import io.github.plimsoll.target.FakeServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** An engine that is honest, and has nothing on it, until a test tells it otherwise. */
final class FakeDaemon extends FakeServer {

    private FakeDaemon(String address, Closeable listener, Door door) {
        super(address, listener, door);
        HonestHost.on(this);
    }

    /** On a socket of its own. */
    static FakeDaemon started() {
        try {
            Path directory = Files.createTempDirectory("plimsoll-fake");
            directory.toFile().deleteOnExit();
            Path socket = directory.resolve("docker.sock");
            socket.toFile().deleteOnExit();
            return onSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FakeDaemon onSocket(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return new FakeDaemon("unix://" + socket, server, () -> {
            SocketChannel channel = server.accept();
            return new Visitor(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        });
    }

    static FakeDaemon onPort() throws IOException {
        return onPort(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    static FakeDaemon withTls(SSLContext context, boolean demandsCertificate) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(demandsCertificate);
        return onPort(server);
    }

    private static FakeDaemon onPort(ServerSocket server) {
        return new FakeDaemon("tcp://127.0.0.1:" + server.getLocalPort(), server, door(server));
    }

    /** Whatever the version that is asked in. */
    @Override
    protected String path(String requested) {
        return requested.replaceFirst("^/v\\d+\\.\\d+", "");
    }
}
