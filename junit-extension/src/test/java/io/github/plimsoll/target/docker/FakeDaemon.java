package io.github.plimsoll.target.docker;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An engine that answers what a test tells it to, well or badly, and remembers what it was asked. As a registered extension it
 * ends with the test.
 */
final class FakeDaemon implements AutoCloseable, AfterEachCallback {

    /** Writes an answer, head and all. */
    @FunctionalInterface
    interface Script {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    /** Waits for the next connection. */
    @FunctionalInterface
    private interface Door {
        Visitor next() throws IOException;
    }

    private record Visitor(InputStream in, OutputStream out, Closeable connection) {}

    private final String address;
    private final Closeable listener;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Closeable> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean plainSpoken;
    private volatile boolean closed;

    private FakeDaemon(String address, Closeable listener, Door door) {
        this.address = address;
        this.listener = listener;
        Scripts.honestHost(this);
        start(() -> {
            while (!closed) {
                Visitor visitor = door.next();
                connections.add(visitor.connection());
                start(() -> serve(visitor));
            }
        });
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
        return new FakeDaemon("tcp://127.0.0.1:" + server.getLocalPort(), server, () -> {
            Socket socket = server.accept();
            return new Visitor(socket.getInputStream(), socket.getOutputStream(), socket);
        });
    }

    String address() {
        return address;
    }

    /** Answers 200 with that JSON; single quotes stand for double ones. */
    FakeDaemon answers(String path, String json) {
        return answers(path, Scripts.json(200, json.replace('\'', '"')));
    }

    FakeDaemon answers(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    /** Takes every connection for bad HTTP, as an engine does that is greeted in TLS. */
    void speaksPlainly() {
        plainSpoken = true;
    }

    /** What was asked, as {@code GET /v1.41/info}. */
    List<String> requests() {
        return requests;
    }

    /** How many connections there were. */
    int visitors() {
        return connections.size();
    }

    private void serve(Visitor visitor) throws IOException, InterruptedException {
        if (plainSpoken) {
            visitor.in().read();
            Scripts.json(400, "Bad Request").answer(visitor.out());
            visitor.connection().close();
            return;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(visitor.in(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            requests.add(words[0] + " " + words[1]);
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                // What a client says of itself makes no difference here.
            }
            String path = words[1].replaceFirst("^/v\\d+\\.\\d+", "").replaceFirst("\\?.*", "");
            scripts.getOrDefault(path, Scripts.json(404, "{\"message\":\"page not found\"}"))
                    .answer(visitor.out());
            visitor.out().flush();
        }
    }

    private interface Job {
        void run() throws IOException, InterruptedException;
    }

    private void start(Job job) {
        Thread thread = new Thread(() -> {
            try {
                job.run();
            } catch (IOException | InterruptedException e) {
                // The other side hung up, or the test is over.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        for (Closeable connection : connections) {
            connection.close();
        }
        threads.forEach(Thread::interrupt);
    }
}
