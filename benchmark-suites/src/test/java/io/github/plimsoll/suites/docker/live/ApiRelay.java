package io.github.plimsoll.suites.docker.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Passes whatever comes in at a port on to a socket, as {@code socat} does: a program of its own, {@code ApiRelay SOCKET PORT}, which
 * needs no other class, so that it runs in a container that is shown little of the machine.
 */
public final class ApiRelay {

    private ApiRelay() {}

    public static void main(String[] arguments) throws IOException {
        UnixDomainSocketAddress api = UnixDomainSocketAddress.of(arguments[0]);
        try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[1]))) {
            while (true) {
                Socket visitor = server.accept();
                inBackground(() -> pass(visitor, api));
            }
        }
    }

    /** The words that start it, by the same Java as the test. */
    static List<String> command(String socket, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes().toString(),
                ApiRelay.class.getName(),
                socket,
                Integer.toString(port));
    }

    /** Where it lies. */
    static Path classes() {
        return Path.of(ApiRelay.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    /** By the channel itself: streams over one let nobody write while somebody waits to read. */
    private static void pass(Socket visitor, UnixDomainSocketAddress api) throws IOException {
        try (visitor;
                SocketChannel channel = SocketChannel.open(api)) {
            inBackground(() -> {
                InputStream asked = visitor.getInputStream();
                byte[] part = new byte[8192];
                for (int count = asked.read(part); count >= 0; count = asked.read(part)) {
                    ByteBuffer left = ByteBuffer.wrap(part, 0, count);
                    while (left.hasRemaining()) {
                        channel.write(left);
                    }
                }
            });
            ByteBuffer answer = ByteBuffer.allocate(8192);
            while (channel.read(answer) >= 0) {
                visitor.getOutputStream().write(answer.array(), 0, answer.position());
                answer.clear();
            }
        }
    }

    private interface Job {
        void run() throws IOException;
    }

    private static void inBackground(Job job) {
        Thread thread = new Thread(() -> {
            try {
                job.run();
            } catch (IOException e) {
                // One side has hung up, which is all the other needs to know.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
