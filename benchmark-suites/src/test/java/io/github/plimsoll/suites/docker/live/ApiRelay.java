package io.github.plimsoll.suites.docker.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
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

    private static void pass(Socket visitor, UnixDomainSocketAddress api) throws IOException {
        try (visitor;
                SocketChannel channel = SocketChannel.open(api)) {
            OutputStream up = Channels.newOutputStream(channel);
            inBackground(() -> copy(visitor.getInputStream(), up));
            copy(Channels.newInputStream(channel), visitor.getOutputStream());
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
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
