package io.github.plimsoll.target;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that answers what a test tells it to, well or badly, and remembers what it was asked. As a registered extension it ends
 * with the test.
 */
public class FakeServer implements AutoCloseable, AfterEachCallback {

    /** Writes an answer, head and all. */
    @FunctionalInterface
    public interface Script {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    /** Waits for the next connection. */
    @FunctionalInterface
    public interface Door {
        Visitor next() throws IOException;
    }

    public record Visitor(InputStream in, OutputStream out, Closeable connection) {}

    private final String address;
    private final Closeable listener;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Sent> bodies = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final List<Closeable> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean plainSpoken;
    private volatile boolean closed;

    protected FakeServer(String address, Closeable listener, Door door) {
        this.address = address;
        this.listener = listener;
        start(() -> {
            while (!closed) {
                Visitor visitor = door.next();
                connections.add(visitor.connection());
                start(() -> serve(visitor));
            }
        });
    }

    /** Lets in whoever comes to a port of this machine. */
    protected static Door door(ServerSocket server) {
        return () -> {
            Socket socket = server.accept();
            socket.setTcpNoDelay(true);
            return new Visitor(socket.getInputStream(), socket.getOutputStream(), socket);
        };
    }

    /** What a request is answered by, for example without the version in it. */
    protected String path(String requested) {
        return requested;
    }

    public String address() {
        return address;
    }

    /**
     * Answers 200 with that JSON; single quotes stand for double ones.
     *
     * @param path perhaps with a method before it, which then goes first: {@code POST /pods}
     */
    public FakeServer answers(String path, String json) {
        return answers(path, Scripts.json(200, json.replace('\'', '"')));
    }

    public FakeServer answers(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    /** Takes every connection for bad HTTP, as an engine does that is greeted in TLS. */
    public void speaksPlainly() {
        plainSpoken = true;
    }

    /** What was asked, as {@code GET /info}. */
    public List<String> requests() {
        return requests;
    }

    /** What came with requests, for example with {@code POST /pods}. */
    public List<String> bodies(String request) {
        return bodies.stream()
                .filter(sent -> sent.request().equals(request))
                .map(Sent::body)
                .toList();
    }

    /** What was sent with requests as a header of that name, each value once. */
    public Set<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(header -> header.substring(name.length() + 1).strip())
                .collect(Collectors.toSet());
    }

    /** How many connections there were. */
    public int visitors() {
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
            if (words.length < 2) {
                // Whoever was told that the connection goes on in HTTP/2 speaks that.
                return;
            }
            requests.add(words[0] + " " + words[1]);
            int length = 0;
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                headers.add(header);
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < length; i++) {
                body.append((char) in.read());
            }
            bodies.add(new Sent(words[0] + " " + words[1].replaceFirst("\\?.*", ""), body.toString()));
            String path = path(words[1]);
            String plain = path.replaceFirst("\\?.*", "");
            Stream.of(path, words[0] + " " + plain, plain)
                    .flatMap(key -> Optional.ofNullable(scripts.get(key)).stream())
                    .findFirst()
                    .orElse(Scripts.json(404, "{\"message\":\"page not found\"}"))
                    .answer(visitor.out());
            visitor.out().flush();
        }
    }

    private record Sent(String request, String body) {}

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
