package io.github.plimsoll.target.probe;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server on a port of loopback that treats every visitor alike. */
final class LoneServer implements Closeable {

    private final ServerSocket socket;
    private final List<Socket> visitors = new CopyOnWriteArrayList<>();

    /** How a visitor is treated. */
    @FunctionalInterface
    interface Manner {
        void receive(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private LoneServer(ServerSocket socket, Manner manner) {
        this.socket = socket;
        start(() -> {
            while (true) {
                Socket visitor = socket.accept();
                visitors.add(visitor);
                start(() -> {
                    try (visitor) {
                        manner.receive(visitor.getInputStream(), visitor.getOutputStream());
                    }
                });
            }
        });
    }

    static LoneServer plain(Manner manner) throws IOException {
        return new LoneServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manner);
    }

    /** Answers every request in TLS with that status, and demands a certificate first if it is to. */
    static LoneServer tls(SSLContext context, boolean demandsCertificate, int status) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(demandsCertificate);
        return new LoneServer(server, answering(status));
    }

    /** Reads one request and answers it. */
    static Manner answering(int status) {
        return (in, out) -> {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return;
                }
                request.append((char) c);
            }
            out.write(("HTTP/1.1 " + status + " So\r\nApi-Version: 1.51\r\nServer: Docker/28\r\nX-Other: 1\r\n"
                            + "Content-Length: 2\r\n\r\nOK")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        };
    }

    int port() {
        return socket.getLocalPort();
    }

    int visits() {
        return visitors.size();
    }

    private interface Job {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Job job) {
        Thread thread = new Thread(() -> {
            try {
                job.run();
            } catch (IOException | InterruptedException e) {
                // The visitor has gone, or the test is over.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket visitor : visitors) {
            visitor.close();
        }
    }
}
