package io.github.plimsoll.suites.docker.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An authorization plugin as the engine knows it, which allows everything and counts what it was asked. */
final class AuthorizationPlugin implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final Path socket;
    private final ServerSocketChannel server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();

    private AuthorizationPlugin(Path socket, ServerSocketChannel server) {
        this.socket = socket;
        this.server = server;
    }

    static AuthorizationPlugin start(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        AuthorizationPlugin plugin = new AuthorizationPlugin(socket, server);
        plugin.threads.execute(plugin::accept);
        return plugin;
    }

    Path socket() {
        return socket;
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                threads.execute(() -> answer(client));
            }
        } catch (ClosedChannelException e) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One answer for each connection: the engine opens another for the next question. */
    private void answer(SocketChannel client) {
        try (client) {
            String request = "";
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (!isWhole(request) && client.read(buffer.clear()) > 0) {
                request += StandardCharsets.ISO_8859_1.decode(buffer.flip());
            }
            boolean isQuestion = request.startsWith("POST /AuthZPlugin.AuthZReq ");
            if (isQuestion) {
                requests.incrementAndGet();
            }
            String body = request.startsWith("POST /Plugin.Activate ")
                    ? "{\"Implements\": [\"authz\"]}"
                    : "{\"Allow\": true, \"Msg\": \"\", \"Err\": \"\"}";
            String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.plugins.v1.2+json\r\n"
                    + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            client.write(StandardCharsets.ISO_8859_1.encode(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(String request) {
        int head = request.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(request.substring(0, head));
        return !length.find() || request.length() - head - 4 >= Integer.parseInt(length.group(1));
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
